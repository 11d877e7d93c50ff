package main

import "strings"

// formulas are what a spreadsheet takes for the beginning of a formula, also in full width.
const formulas = "=+-@\t\r\n＝＋－＠"

// harmless is a cell that no spreadsheet computes: an apostrophe before what one would,
// also behind quotation marks and blanks. Every cell that begins like that gets one, so that
// taking it away again gives what was there.
func harmless(cell string) string {
	if computes(cell) {
		return "'" + cell
	}
	return cell
}

func computes(cell string) bool {
	return strings.IndexAny(strings.TrimLeft(cell, "'\"’” \u00a0"), formulas) == 0
}
