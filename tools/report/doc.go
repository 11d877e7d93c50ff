// Command report reads `go test -json` on standard input and tells a person how
// it went: a line for each package, the output of what failed, every test that
// was skipped and why, and at the end one line that counts them:
//
//	812 passed, 0 failed, 3 skipped
//
// A test that skips proves nothing, so a skip is a failure too, unless its
// message matches -may-skip. It exits 1 when something failed, or when no test
// ran at all.
//
//	go test -json ./... | report -may-skip 'evaluation data'
package main
