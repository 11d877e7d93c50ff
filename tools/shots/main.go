package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	bot := flag.String("bot", "bin/bot", "the `program` to show")
	out := flag.String("out", "docs/pictures", "the `folder` to write to")
	flag.Parse()
	if err := run(ctx, *bot, *out); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, bot, out string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	address, stop, err := start(ctx, bot)
	if err != nil {
		return err
	}
	defer stop()
	browser, closeBrowser := open(ctx)
	defer closeBrowser()
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, s := range scenes {
		picture, err := s.take(browser, address)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		file := filepath.Join(out, s.name+".png")
		if err := os.WriteFile(file, picture, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s  %d KB\n", file, len(picture)/1024)
	}
	return nil
}
