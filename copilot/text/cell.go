package text

import (
	"encoding/csv"
	"strings"
)

const (
	// formulas are what a spreadsheet takes for the beginning of a formula, also in full width.
	formulas = "=+-@＝＋－＠"
	// separators end a cell for a spreadsheet that separates by something else than commas, as
	// French ones do, whatever the quotation marks say.
	separators = ";\t\r\n"
)

// Cell is a cell of a sheet that no spreadsheet computes: an apostrophe before what one would, also
// behind quotation marks and blanks, at the beginning and wherever one may see another cell
// begin. All that begins like that gets one, so that taking them away again gives what was
// there.
func Cell(cell string) string {
	var b strings.Builder
	if computes(cell, formulas+separators) {
		b.WriteByte('\'')
	}
	for i, r := range cell {
		b.WriteRune(r)
		if strings.ContainsRune(separators, r) && computes(cell[i+1:], formulas) {
			b.WriteByte('\'')
		}
	}
	return b.String()
}

// Row is a line of CSV, with its end, of cells that no spreadsheet computes.
func Row(cells []string) string {
	var line strings.Builder
	row := make([]string, len(cells))
	for i, cell := range cells {
		row[i] = Cell(cell)
	}
	out := csv.NewWriter(&line)
	_ = out.Write(row) // into memory, with the comma that it has
	out.Flush()
	return line.String()
}

// computes says whether a cell begins with one of those.
func computes(cell, with string) bool {
	return strings.IndexAny(strings.TrimLeft(cell, "'\"’” \u00a0"), with) == 0
}
