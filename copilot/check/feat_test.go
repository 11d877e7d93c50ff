package check

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func feats(x *Indexed, s string) string {
	d := read(valid(s))
	found := x.claims(d)
	c := 0
	for _, f := range found {
		if f.Code != "statement_absent" {
			c++
		}
	}
	out := fmt.Sprint(c)
	for n := range d.sentences {
		tk := d.in(n)
		a, u := x.news(tk)
		out += fmt.Sprintf(" %d,%d,%v,%v,%.2f", a, u, meta(tk), strings.HasSuffix(d.sentences[n].Text, "?"), x.bestCover(tk))
	}
	return out
}
func (x *Indexed) bestCover(tokens []token) float64 {
	want := map[string]bool{}
	for _, t := range tokens {
		if t.content() {
			want[t.stem] = true
		}
	}
	if len(want) == 0 {
		return 1
	}
	best := 0
	for _, d := range x.docs {
		prev := map[string]bool{}
		for n := range d.sentences {
			cur := map[string]bool{}
			for _, t := range d.in(n) {
				if want[t.stem] {
					cur[t.stem] = true
				}
			}
			k := len(cur)
			for s := range prev {
				if !cur[s] {
					k++
				}
			}
			if k > best {
				best = k
			}
			prev = cur
		}
	}
	return float64(best) / float64(len(want))
}
func TestFeat(t *testing.T) {
	o, _ := os.Create("/tmp/feat.txt")
	eachAnswer(t, evaldata(t, "faithfulness", "ragtruth", "qa.jsonl"), func(source, answer string, faulty bool) {
		fmt.Fprintln(o, "rag", faulty, feats(Index([]Source{{Text: source}}), answer))
	})
	for _, dm := range []string{"news", "podcast", "scitldr", "ectsum", "samsum"} {
		raw, _ := os.ReadFile(filepath.Join(evaldata(t, "faithfulness", "summedits"), dm+".json"))
		var set struct {
			Docs    []string
			Samples []struct {
				Summary string
				Label   int
				Doc     int `json:"doc_idx"`
			}
		}
		json.Unmarshal(raw, &set)
		ix := make([]*Indexed, len(set.Docs))
		for i, s := range set.Docs {
			ix[i] = Index([]Source{{Text: s}})
		}
		for _, s := range set.Samples {
			fmt.Fprintln(o, dm, s.Label == 0, feats(ix[s.Doc], s.Summary))
		}
	}
}
