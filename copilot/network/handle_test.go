package network

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHandles(t *testing.T) {
	tests := []struct {
		text string
		want []string // "@name" and "@name@server" as found
	}{
		{"@marie", []string{"@marie"}},
		{"bonjour @marie@mastodon.social !", []string{"@marie@mastodon.social"}},
		{"@le.brand.", []string{"@le.brand"}},
		{"@a-b_c, @d", []string{"@a-b_c", "@d"}},
		{"@marie@", []string{"@marie"}},
		{"@marie@@b", []string{"@marie", "@b"}},
		{"@münchen", []string{"@m"}},
		{"@a@münchen.de", []string{"@a@münchen.de"}},
		{"écrire à marie@exemple.fr", nil},
		{"https://exemple.fr/@marie", nil},
		{"à@marie", nil},
		{"@ @. @- @é", nil},
	}
	for _, c := range tests {
		r := []rune(c.text)
		var got []string
		for _, h := range handles(r) {
			got = append(got, string(r[h.start:h.end]))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}
