package faults

import (
	"fmt"
	"regexp"
	"strconv"
)

// Every command carries its serial in its words, in letters and digits alone, so
// that it is the same in JSON, in a form, in an address and on the screen.
var written = regexp.MustCompile(`q(\d{7})z`)

// mark is how a serial is written.
func mark(serial int) string { return fmt.Sprintf("q%07dz", serial) }

// serialIn is the first serial that is written in some bytes; 0 for none.
func serialIn(b []byte) int {
	found := written.FindSubmatch(b)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(found[1])) // seven digits
	return n
}
