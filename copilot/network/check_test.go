package network

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCompose(t *testing.T) {
	tests := []struct {
		network, text string
		hashtags      []string
		want          string
	}{
		{"x", "Bonjour", nil, "Bonjour"},
		{"x", "Bonjour", []string{"#eau", "#été"}, "Bonjour #eau #été"},
		{"linkedin", "Bonjour", []string{"#eau", "#été"}, "Bonjour\n\n#eau #été"},
		{"linkedin", "Bonjour #Eau", []string{"#eau", "#été", "#Été"}, "Bonjour #Eau\n\n#été"},
		{"linkedin", "", []string{"#eau"}, "#eau"},
		{"newsletter", "Bonjour", []string{"#eau"}, "Bonjour"},
		{"reddit", "Bonjour #eau", []string{"#été"}, "Bonjour #eau"},
	}
	for _, c := range tests {
		if got := find(t, c.network).Compose(c.text, c.hashtags); got != c.want {
			t.Errorf("%s: Compose(%q, %q) = %q, want %q", c.network, c.text, c.hashtags, got, c.want)
		}
	}
}

func TestCheck(t *testing.T) {
	tags := func(n int) []string {
		all := strings.Fields("#un #deux #trois #quatre #cinq #six #sept")
		return all[:n]
	}
	fiveLinks := "a.fr b.fr c.fr d.fr e.fr a.fr"
	tests := []struct {
		name, network, text string
		hashtags            []string
		want                []Problem
	}{
		{"fine", "linkedin", "Bonjour à tous, voir exemple.fr", tags(3), nil},
		{"empty", "x", " \n", nil, []Problem{{Kind: Empty}}},
		{"over", "x", "été " + strings.Repeat("日", 140), nil, []Problem{
			{Kind: OverLimit, Got: 284, Limit: 280, Start: 142, End: 144},
		}},
		{"over with hashtags", "x", strings.Repeat("日", 139), tags(1), []Problem{
			{Kind: OverLimit, Got: 282, Limit: 280},
		}},
		{"bytes", "bluesky", strings.Repeat("👨‍👩‍👧‍👦", 121), nil, []Problem{
			{Kind: OverBytes, Got: 3025, Limit: 3000},
		}},
		{"forbidden", "youtube", "é <b>gras</b>", nil, []Problem{
			{Kind: ForbiddenChar, Got: 2, Start: 2, End: 3, Text: "<"},
			{Kind: ForbiddenChar, Got: 2, Start: 4, End: 5, Text: ">"},
		}},
		{"byte order mark", "x", "a\uFEFFb", nil, []Problem{
			{Kind: ForbiddenChar, Got: 1, Start: 1, End: 2, Text: "\uFEFF"},
		}},
		{"too many hashtags", "instagram", "Bonjour #zéro", tags(6), []Problem{
			{Kind: TooManyHashtags, Got: 7, Limit: 5},
		}},
		{"more than suggested", "linkedin", "Bonjour", tags(6), []Problem{
			{Kind: ManyHashtags, Got: 6, Limit: 5},
		}},
		{"one topic", "threads", "Bonjour #un #deux", nil, []Problem{
			{Kind: TooManyHashtags, Got: 2, Limit: 1},
		}},
		{"useless", "newsletter", "Bonjour #un", tags(2), []Problem{
			{Kind: UselessHashtags, Got: 3},
		}},
		{"invalid", "linkedin", "Bonjour", []string{"#un", "deux", "#l'eau", "#2026"}, []Problem{
			{Kind: InvalidHashtag, Text: "deux"},
			{Kind: InvalidHashtag, Text: "#l'eau"},
			{Kind: InvalidHashtag, Text: "#2026"},
		}},
		{"repeated in the text", "linkedin", "#Eau et #eau", []string{"#EAU"}, []Problem{
			{Kind: RepeatedHashtag, Got: 2, Text: "#Eau"},
		}},
		{"long hashtag", "bluesky", "Bonjour", []string{"#" + strings.Repeat("é", 65)}, []Problem{
			{Kind: LongHashtag, Got: 65, Limit: 64, Text: "#" + strings.Repeat("é", 65)},
		}},
		{"mentions", "instagram", strings.Repeat("@le.brand ", 21), nil, []Problem{
			{Kind: TooManyMentions, Got: 21, Limit: 20},
		}},
		{"five links", "threads", fiveLinks, nil, nil},
		{"six links", "threads", fiveLinks + " f.fr", nil, []Problem{
			{Kind: TooManyLinks, Got: 6, Limit: 5},
		}},
		{"dead links", "instagram", "voir https://a.fr et b.fr", nil, []Problem{
			{Kind: UnclickableLinks, Got: 2, Start: 5, End: 17, Text: "https://a.fr"},
		}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, find(t, c.network).Check(c.text, c.hashtags)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Check finds a length problem exactly when the composed post does not fit, and
// where it says that the text overflows is inside the text.
func TestCheckAgreesWithFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, text := drawNetwork(t), drawText(t)+"."
		n.Limit = rapid.SampledFrom([]int{0, 1, 30, 280, n.Limit}).Draw(t, "limit")
		hashtags := rapid.SliceOfN(rapid.SampledFrom([]string{"#eau", "#été", "#Eau", "non", ""}), 0, 4).Draw(t, "hashtags")
		long := false
		for _, p := range n.Check(text, hashtags) {
			long = long || p.Kind == OverLimit || p.Kind == OverBytes
			if p.Start < 0 || p.End < p.Start || p.End > len([]rune(text)) {
				t.Fatalf("%s: %+v is not in %q", n.ID, p, text)
			}
		}
		if fits := n.Fits(n.Compose(text, hashtags)); fits == long {
			t.Fatalf("%s: fits %v, but too long %v: %q %q", n.ID, fits, long, text, hashtags)
		}
	})
}
