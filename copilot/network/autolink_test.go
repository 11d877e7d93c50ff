package network

import (
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// anchor is what twitter-text makes of something it finds: the sign of a name stands
// before it.
var anchor = regexp.MustCompile(`([@＠]?)<a ([^>]*)>([^<]*)</a>`)

// anchored are the texts that anchors of an expected text are about, by what they are.
func anchored(expected string) map[string][]string {
	found := map[string][]string{}
	for _, m := range anchor.FindAllStringSubmatch(expected, -1) {
		kind := "link"
		for _, class := range []string{"username", "list-slug", "hashtag", "cashtag"} {
			if strings.Contains(m[2], class) {
				kind = class
			}
		}
		words := html.UnescapeString(m[3])
		if kind == "username" || kind == "list-slug" {
			words = m[1] + words
		}
		found[kind] = append(found[kind], words)
	}
	return found
}

// foundIn is the same of what this package finds.
func foundIn(text string) map[string][]string {
	found := map[string][]string{}
	add := func(kind string, spans []Span) {
		for _, s := range spans {
			found[kind] = append(found[kind], s.Text)
		}
	}
	r := []rune(text)
	add("link", links(r, true)) // it makes no links of bare domains
	add("hashtag", Hashtags(text))
	add("cashtag", Cashtags(text))
	for _, m := range mentions(r) {
		kind, name := "username", span(r, m.start, m.end)
		if m.list > m.end {
			kind, name = "list-slug", span(r, m.start, m.list)
		}
		add(kind, outside([]Span{name}, links(r, false))) // an address may hold one
	}
	return found
}

// TestConformanceAutolink: what twitter-text makes links of is what is found. A section
// about one kind says nothing of the others.
func TestConformanceAutolink(t *testing.T) {
	kinds := map[string][]string{
		"usernames": {"username"}, "lists": {"list-slug"}, "hashtags": {"hashtag"}, "urls": {"link"}, "cashtags": {"cashtag"},
		"all": {"username", "list-slug", "hashtag", "link", "cashtag"},
	}
	cases := 0
	for section, suite := range conformance(t, "autolink.json") {
		for _, c := range suite {
			cases++
			want, got := anchored(decode[string](t, c.Expected)), foundIn(c.Text)
			for _, kind := range kinds[section] {
				if diff := cmp.Diff(want[kind], got[kind]); diff != "" {
					t.Errorf("%s/%s: %q: %s (-want +got):\n%s", section, c.Description, c.Text, kind, diff)
				}
			}
		}
	}
	if cases != 191 {
		t.Errorf("%d cases, the suite has 191", cases)
	}
}

// TestConformanceTLDs: an address under every top-level domain that X knows is a link.
func TestConformanceTLDs(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "twitter_text", "tlds.json"))
	if err != nil {
		t.Fatal(err)
	}
	var lists map[string]string
	if err := json.Unmarshal(data, &lists); err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, list := range lists {
		for tld := range strings.FieldsSeq(list) {
			cases++
			if got := Links("https://twitter." + tld); len(got) != 1 || got[0].Text != "https://twitter."+tld {
				t.Errorf("%s: %v", tld, got)
			}
		}
	}
	if cases != 1574 {
		t.Errorf("%d domains, the suite has 1574", cases)
	}
}
