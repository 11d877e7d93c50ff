package network

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// suite is one section of twitter-text's conformance tests.
type suite []struct {
	Description string
	Text        string
	Expected    json.RawMessage
}

// conformance reads the sections of a file. run is called for each case of the
// sections named; every section must be named by some test, see TestConformanceIsComplete.
func conformance(t *testing.T, file string) map[string]suite {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "twitter_text", file))
	if err != nil {
		t.Fatal(err)
	}
	var suites map[string]suite
	if err := json.Unmarshal(data, &suites); err != nil {
		t.Fatal(err)
	}
	return suites
}

// each runs check on every case of the sections, which must all exist.
func each(t *testing.T, file string, check func(t *testing.T, text string, want json.RawMessage), sections ...string) {
	t.Helper()
	suites := conformance(t, file)
	for _, section := range sections {
		if len(suites[section]) == 0 {
			t.Errorf("%s has no section %q", file, section)
		}
		for _, c := range suites[section] {
			t.Run(section+"/"+c.Description, func(t *testing.T) { check(t, c.Text, c.Expected) })
		}
	}
}

func decode[T any](t *testing.T, raw json.RawMessage) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// indexed is what the suites expect of an entity: its text under the key of its
// section, and where it is, in code points.
type indexed struct {
	Text    string
	List    string
	Indices []int
}

func (i *indexed) UnmarshalJSON(data []byte) error {
	var raw struct {
		URL, Hashtag, Cashtag string
		ScreenName            string `json:"screen_name"`
		List                  string `json:"list_slug"`
		Indices               []int
	}
	err := json.Unmarshal(data, &raw)
	*i = indexed{raw.URL + raw.Hashtag + raw.Cashtag + raw.ScreenName, raw.List, raw.Indices}
	return err
}

// checkSpans compares what find returns with a section without indices. sign is
// how many runes to drop before comparing: the suites leave "#" and "@" out.
func checkSpans(find func(string) []Span, sign int) func(*testing.T, string, json.RawMessage) {
	return func(t *testing.T, text string, raw json.RawMessage) {
		want := decode[[]string](t, raw)
		got := []string{}
		for _, s := range find(text) {
			got = append(got, string([]rune(s.Text)[sign:]))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func checkIndexed(find func(string) []Span, sign int) func(*testing.T, string, json.RawMessage) {
	return func(t *testing.T, text string, raw json.RawMessage) {
		want := decode[[]indexed](t, raw)
		got := []indexed{}
		for _, s := range find(text) {
			got = append(got, indexed{Text: string([]rune(s.Text)[sign:]), Indices: []int{s.Start, s.End}})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestConformanceHashtags(t *testing.T) {
	each(t, "extract.json", checkSpans(Hashtags, 1), "hashtags", "hashtags_from_astral")
	each(t, "extract.json", checkIndexed(Hashtags, 1), "hashtags_with_indices")
	each(t, "validate.json", checkBool(ValidHashtag), "hashtags")
}

func TestConformanceMentions(t *testing.T) {
	each(t, "extract.json", checkSpans(Mentions, 1), "mentions")
	each(t, "extract.json", checkIndexed(Mentions, 1), "mentions_with_indices")
	each(t, "extract.json", checkLists, "mentions_or_lists_with_indices")
	each(t, "extract.json", checkReply, "replies")
	each(t, "validate.json", checkBool(wholeMention), "usernames")
	each(t, "validate.json", checkBool(wholeList), "lists")
}

func TestConformanceLinks(t *testing.T) {
	each(t, "extract.json", checkSpans(Links, 0), "urls", "tco_urls_with_params")
	each(t, "extract.json", checkIndexed(Links, 0), "urls_with_indices", "urls_with_directional_markers")
	each(t, "validate.json", checkBool(ValidLink), "urls", "urls_without_protocol")
}

func TestConformanceCashtags(t *testing.T) {
	each(t, "extract.json", checkSpans(Cashtags, 1), "cashtags")
	each(t, "extract.json", checkIndexed(Cashtags, 1), "cashtags_with_indices")
}

func TestConformanceLength(t *testing.T) {
	x, _ := Find("x")
	each(t, "validate.json", checkLength(x), "WeightedTweetsWithDiscountedEmojiCounterTest",
		"UnicodeDirectionalMarkerCounterTest")
	each(t, "validate.json", checkLength(codePointNetwork()), "WeightedTweetsCounterTest")
	old := Network{Limit: 140, Unit: Runes, LinkUnits: 23, Links: true} // version 1
	each(t, "validate.json", checkBool(func(s string) bool { return old.Check(s, nil) == nil }), "tweets")
}

// TestConformanceIsComplete fails if a section of the suites is tested nowhere.
func TestConformanceIsComplete(t *testing.T) {
	known := map[string]int{"validate.json": 97, "extract.json": 238}
	for file, want := range known {
		got := 0
		for _, s := range conformance(t, file) {
			got += len(s)
		}
		if got != want {
			t.Errorf("%s has %d cases, the tests above know %d", file, got, want)
		}
	}
}

func checkBool(valid func(string) bool) func(*testing.T, string, json.RawMessage) {
	return func(t *testing.T, text string, raw json.RawMessage) {
		if want, got := decode[bool](t, raw), valid(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func checkLists(t *testing.T, text string, raw json.RawMessage) {
	r := []rune(text)
	got := []indexed{}
	for _, m := range mentions(r) {
		got = append(got, indexed{string(r[m.start+1 : m.end]), string(r[m.end:m.list]), []int{m.start, m.list}})
	}
	if diff := cmp.Diff(decode[[]indexed](t, raw), got); diff != "" {
		t.Errorf("%q (-want +got):\n%s", text, diff)
	}
}

func checkReply(t *testing.T, text string, raw json.RawMessage) {
	want := decode[*string](t, raw)
	got, ok := Reply(text)
	if ok != (want != nil) || ok && got.Text != "@"+*want {
		t.Errorf("%q: got %q, %v", text, got.Text, ok)
	}
}

func wholeMention(s string) bool {
	m := Mentions(s)
	return len(m) == 1 && m[0].Text == s
}

func wholeList(s string) bool {
	m := mentions([]rune(s))
	return len(m) == 1 && m[0].start == 0 && m[0].list > m[0].end && m[0].list == len([]rune(s))
}

// codePoints counts as twitter-text's configuration version 2 did, which knows
// no emoji: the sections of both versions share the rest of the code.
const codePoints Unit = "code_points_of_version_2"

func codePointNetwork() Network {
	x, _ := Find("x")
	x.Unit = codePoints
	return x
}

// parsed is what twitter-text says of a post.
type parsed struct {
	WeightedLength  int
	Valid           bool
	Permillage      int
	DisplayRangeEnd int
	ValidRangeEnd   int
}

func checkLength(n Network) func(*testing.T, string, json.RawMessage) {
	return func(t *testing.T, text string, raw json.RawMessage) {
		want := decode[parsed](t, raw)
		length := n.Count(text)
		if n.Unit == codePoints {
			length = 0
			for p := range n.pieces(text) {
				if length += p.units; p.units < 0 {
					length += 1 + weigh(p.text, func(_ []rune, i int) int { return i })
				}
			}
		}
		valid := length > 0 && length <= n.Limit && !strings.ContainsAny(text, n.Forbidden)
		got := parsed{length, valid, length * 1000 / n.Limit, utf16Len([]rune(text)) - 1, want.ValidRangeEnd}
		if n.Unit == Weighted && !strings.ContainsAny(text, n.Forbidden) {
			got.ValidRangeEnd = utf16Len([]rune(text[:n.prefix(text, n.Limit, 0)])) - 1
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%.200q (-want +got):\n%s", text, diff)
		}
	}
}
