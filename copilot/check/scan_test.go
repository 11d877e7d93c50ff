package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestScanners(t *testing.T) {
	scanners := map[string]func(string) int{"number": numberLen, "date": dateLen, "clock": clockLen, "email": emailLen}
	for _, tt := range []struct{ scanner, text, want string }{
		{"number", "1 200 cities", "1 200"},
		{"number", "1\u202f200\u202f000,5.", "1\u202f200\u202f000,5"},
		{"number", "12 3456", "12"},
		{"number", "1’200", "1’200"},
		{"number", "1,200.50", "1,200.50"},
		{"number", "1.200.000,5", "1.200.000,5"},
		{"number", "1.200", "1.200"},
		{"number", "3,5,", "3,5"},
		{"number", "2024 120", "2024"},
		{"number", "7.", "7"},
		{"date", "12/03/2026.", "12/03/2026"},
		{"date", "2026-03-12,", "2026-03-12"},
		{"date", "12.03.26", "12.03.26"},
		{"date", "12/03 ", "12/03"},
		{"date", "12.03", ""},
		{"date", "12/03/20261", "12/03"},
		{"date", "123/4", ""},
		{"date", "12", ""},
		{"date", "12/", ""},
		{"clock", "17:30", "17:30"},
		{"clock", "17:30:05 ", "17:30:05"},
		{"clock", "17:75", ""},
		{"clock", "17h30.", "17h30"},
		{"clock", "17 h 30", "17 h 30"},
		{"clock", "9 h.", "9 h"},
		{"clock", "17hours", ""},
		{"clock", "17h3", ""},
		{"clock", "117h", ""},
		{"clock", "8:305", ""},
		{"clock", "8:30:61", "8:30"},
		{"email", "a.b@c.example, x", "a.b@c.example"},
		{"email", "é@ü.fr.", "é@ü.fr"},
		{"email", "a@b", ""},
		{"email", "@b.fr", ""},
		{"email", "a@.fr", ""},
	} {
		if got := tt.text[:scanners[tt.scanner](tt.text)]; got != tt.want {
			t.Errorf("%s of %q is %q, want %q", tt.scanner, tt.text, got, tt.want)
		}
	}
}

// Looking only at the words that can hold a link finds the same links as looking everywhere.
func TestLinksAreThoseOfTheText(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"a", "https://", "HTTP://", "mailto:", "tel:", "example", ".com", ".fr", "x.example", "192.168.0.1", "17:30", "9.30", "p.m.", "e.g.", " ", "\n", "\t", "\u00a0", "(", ")", "/b?c=d", ":8080",
		"www.", "é", "@", "-", "_", "...", ",", "]", "[t](", "ftp:", "//", "sms:", "谢谢", "1", ":", ".",
	})
	for _, s := range []string{"www.9.30", "9.30", "at 192.168.0.1.", "mailto:a@b.fr", "é.fr", "see [it]( https://a.fr )", "tel:12"} {
		if diff := cmp.Diff(text.URLs(s), urls(s)); diff != "" {
			t.Errorf("%q (-everywhere +here):\n%s", s, diff)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 14).Draw(t, "text"), "")
		if diff := cmp.Diff(text.URLs(s), urls(s)); diff != "" {
			t.Fatalf("%q (-everywhere +here):\n%s", s, diff)
		}
	})
}
