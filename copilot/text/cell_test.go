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
