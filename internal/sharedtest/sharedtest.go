// Package sharedtest finds the data that tests use and that may not be part of
// this tree: the platforms' contracts and the evaluation sets.
package sharedtest

import (
	"os"
	"path/filepath"
)

// Contracts is the folder of the platforms' contracts: $CONTRACTS, or
// shared/contracts beside the module. It may not be there.
func Contracts() string { return folder("CONTRACTS", "contracts") }

// Evaldata is the folder of the evaluation sets: $EVALDATA, or shared/evaldata
// beside the module. It may not be there.
func Evaldata() string { return folder("EVALDATA", "evaldata") }

func folder(variable, name string) string {
	if dir := os.Getenv(variable); dir != "" {
		return dir
	}
	return filepath.Join(root(), "..", "shared", name)
}

// root is the folder of the module that the test is in; tests run in their
// package's. Outside of any module it is that folder.
func root() string {
	start, err := os.Getwd()
	if err != nil {
		return "."
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			return start
		}
	}
}
