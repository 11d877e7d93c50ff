package main

import "fmt"

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(std stdio) error {
	_, err := fmt.Fprintln(std.out, versionLine())
	return err
}

// versionLine is what a version calls itself.
func versionLine() string { return "brouillon " + version }
