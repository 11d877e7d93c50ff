package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

// run reads events from in and writes the report to out. The error says why the
// tests cannot be called green.
func run(args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	maySkip := flags.String("may-skip", "^$", "a `regexp`: reasons for which a test may be skipped")
	if err := flags.Parse(args); err != nil {
		return err
	}
	reasons, err := regexp.Compile(*maySkip)
	if err != nil {
		return fmt.Errorf("-may-skip: %w", err)
	}
	t := newTally(out)
	if err := t.readAll(in); err != nil {
		return err
	}
	return t.close(reasons)
}
