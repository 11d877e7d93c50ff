package network

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// reading is what a twitter-text library finds in a text; positions are
// [start, end) in code points.
type reading struct {
	Text                                string
	Links, Hashtags, Mentions, Cashtags [][]int
	Length                              int
}

// The original library and this package read random texts alike.
func TestGoldenReadings(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "twitter_text", "golden.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	x, lines := find(t, "x"), 0
	for s := bufio.NewScanner(f); s.Scan(); lines++ {
		var want reading
		if err := json.Unmarshal(s.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		got := reading{
			Text: want.Text, Links: positions(Links(want.Text)), Hashtags: positions(Hashtags(want.Text)),
			Mentions: positions(Mentions(want.Text)), Cashtags: positions(Cashtags(want.Text)), Length: x.Count(want.Text),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("line %d, %+q (-want +got):\n%s", lines+1, want.Text, diff)
		}
	}
	if lines != 300 {
		t.Errorf("%d readings, want 300", lines)
	}
}

func positions(spans []Span) [][]int {
	all := [][]int{}
	for _, s := range spans {
		all = append(all, []int{s.Start, s.End})
	}
	return all
}
