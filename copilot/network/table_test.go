package network

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// The figures that people remember, so that a slip in the table is noticed.
func TestLimits(t *testing.T) {
	want := []struct {
		id                 string
		limit              int
		unit               Unit
		mostTags           int
		links, mentions    bool
		style              Style
		bytes, link, title int
	}{
		{"x", 280, Weighted, 0, true, true, Inline, 0, 23, 0},
		{"linkedin", 3000, UTF16, 0, true, false, AtEnd, 0, 0, 0},
		{"instagram", 2200, UTF16, 5, false, true, AtEnd, 0, 0, 0},
		{"facebook", 63206, UTF16, 0, true, false, AtEnd, 0, 0, 0},
		{"threads", 500, EmojiBytes, 1, true, true, AtEnd, 0, 0, 0},
		{"bluesky", 300, Graphemes, 0, true, true, Inline, 3000, 0, 0},
		{"mastodon", 500, Graphemes, 0, true, true, AtEnd, 0, 23, 0},
		{"tiktok", 2200, UTF16, 5, false, true, AtEnd, 0, 0, 0},
		{"youtube", 5000, Bytes, 60, true, true, AtEnd, 0, 0, 100},
		{"pinterest", 800, UTF16, 20, false, false, AtEnd, 0, 0, 100},
		{"reddit", 40000, UTF16, 0, true, false, NoHashtags, 0, 0, 300},
		{"telegram", 4096, UTF16, 0, true, true, AtEnd, 0, 0, 0},
		{"discord", 2000, UTF16, 0, true, false, NoHashtags, 0, 0, 0},
		{"slack", 40000, UTF16, 0, true, false, NoHashtags, 0, 0, 0},
		{"newsletter", 0, UTF16, 0, true, false, NoHashtags, 0, 0, 0},
		{"blog", 0, UTF16, 0, true, false, NoHashtags, 0, 0, 0},
	}
	all := All()
	if len(all) != len(want) {
		t.Fatalf("%d networks, want %d", len(all), len(want))
	}
	for i, w := range want {
		n := all[i]
		got := w
		got.id, got.limit, got.unit, got.mostTags = n.ID, n.Limit, n.Unit, n.Hashtags.Most
		got.links, got.mentions, got.style = n.Links, n.Mentions, n.HashtagStyle
		got.bytes, got.link, got.title = n.MostBytes, n.LinkUnits, n.Title
		if got != w {
			t.Errorf("got  %+v\nwant %+v", got, w)
		}
	}
}

// Every number has a source: Limit and Unit in Source, the others in a Cite
// that names their field.
func TestEveryNumberIsSourced(t *testing.T) {
	month := regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)
	for _, n := range All() {
		if n.Name == "" || n.Source == "" || !month.MatchString(n.Checked) || n.Unit == "" {
			t.Errorf("%s: name, source, month or unit missing: %+v", n.ID, n)
		}
		cited := map[string]bool{}
		for _, c := range n.Cites {
			for _, f := range strings.Fields(c.Fields) {
				cited[f] = c.Source != ""
			}
		}
		v := reflect.ValueOf(n)
		for _, f := range reflect.VisibleFields(v.Type()) {
			number := f.Type.Kind() == reflect.Int || f.Type == reflect.TypeFor[Range]() || f.Name == "Forbidden" || f.Name == "HashtagSigns"
			if number && f.Name != "Limit" && !v.FieldByIndex(f.Index).IsZero() && !cited[f.Name] {
				t.Errorf("%s: nothing says where %s comes from", n.ID, f.Name)
			}
		}
		for f := range cited {
			if !v.FieldByName(f).IsValid() {
				t.Errorf("%s cites %q, which is no field", n.ID, f)
			}
		}
	}
}

func TestTableIsConsistent(t *testing.T) {
	for _, n := range All() {
		h := n.Hashtags
		switch {
		case h.Min > h.Max, h.Most > 0 && h.Max > h.Most:
			t.Errorf("%s: hashtags %+v", n.ID, h)
		case (n.HashtagStyle == NoHashtags) != (h.Max == 0):
			t.Errorf("%s: style %q with hashtags %+v", n.ID, n.HashtagStyle, h)
		case n.Fold > n.Limit, n.LinkUnits > 0 && !n.Links, n.SchemeOnly && n.LinkUnits == 0:
			t.Errorf("%s: fold or links: %+v", n.ID, n)
		case n.Limit > 0 && n.MostBytes > 0 && n.MostBytes < n.Limit:
			t.Errorf("%s: %d bytes can never hold %d units", n.ID, n.MostBytes, n.Limit)
		}
	}
}

func TestAllIsACopy(t *testing.T) {
	All()[0].Limit = 1
	if got := All()[0].Limit; got != 280 {
		t.Errorf("a caller changed the table: %d", got)
	}
}
