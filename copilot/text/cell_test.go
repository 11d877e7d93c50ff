package text

import "testing"

func TestCell(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "42": "42", "a=1": "a=1", "=1+1": "'=1+1", "-1": "'-1", " @x": "' @x", "'=1": "''=1", "ok;=1": "ok;'=1", "＝1": "'＝1",
	} {
		if got := Cell(cell); got != want {
			t.Errorf("%q is %q, want %q", cell, got, want)
		}
	}
}

// A row reads back as its cells, none of which is a formula; and those it was given stay as
// they are.
func TestRow(t *testing.T) {
	cells := []string{"=1+1", "a, \"b\"", "two\nlines", "", "42"}
	if got, want := Row(cells), "'=1+1,\"a, \"\"b\"\"\",\"two\nlines\",,42\n"; got != want {
		t.Errorf("Row = %q, want %q", got, want)
	}
	if cells[0] != "=1+1" {
		t.Errorf("it changed what it was given: %q", cells)
	}
}
