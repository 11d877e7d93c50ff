package check

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/network"
)

// brief is a small brief that most tests hold texts against.
const brief = `Vélo Lumen opens its second shop in Rennes on Saturday 14 March 2026 at 10 am. 1,200 customers and 400 cities trust us.
Marie Durand, co-founder: "We wanted a shop where people stay for coffee." Helmets from €29.90, 40% off until 6:30 pm.
Paul Martin repairs bikes. The World Cycling Day is near. The shop will not close on Sundays. Info: https://velolumen.example/rennes`

// codes returns what was found as "code text" for reading in a failed test.
func codes(found []Finding) []string {
	var out []string
	for _, f := range found {
		out = append(out, f.Code+" "+f.Text)
	}
	return out
}

func TestClaimsAgainstABrief(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"grouping":              {"1 200 customers, 1200 customers, 1.2k customers", nil},
		"percentage in words":   {"Forty percent off, quarante pour cent, 40 %", nil},
		"amount":                {"29,90 € or 29.90 euros", nil},
		"other amount":          {"Helmets from €39.90", []string{"number_absent €39.90"}},
		"other currency":        {"Helmets from $29.90", []string{"number_absent $29.90"}},
		"other count":           {"1,300 customers trust us", []string{"number_other 1,300"}},
		"other role":            {"400 players trust us", []string{"number_role 400 players"}},
		"date in French":        {"le samedi 14 mars", nil},
		"numeric date":          {"on 14/03 or 2026-03-14", nil},
		"month first":           {"March 14th, 2026", nil},
		"weekday of the date":   {"See you Saturday", nil},
		"other weekday":         {"See you Friday", []string{"date_absent Friday"}},
		"other year":            {"14 March 2027", []string{"date_absent 14 March 2027"}},
		"time":                  {"10h, 10:00, 18h30, 6.30 p.m.", nil},
		"other time":            {"at 11 am", []string{"time_absent 11 am"}},
		"surname alone":         {"Durand and Martin will be there", nil},
		"first name of another": {"Meet Marie Martin there", []string{"name_other Marie Martin"}},
		"unknown name":          {"Meet Jean Dupont there", []string{"name_absent Jean Dupont"}},
		"name at the start":     {"Zephyria joins us", []string{"name_absent Zephyria"}},
		"word at the start":     {"Grab your helmet", nil},
		"acronym":               {"Happy WCD to all", nil},
		"small accented word":   {"Rendez-vous à Rennes", nil},
		"decimal million":       {"1.2 thousand customers", nil},
		"possessive":            {"Durand's shop", nil},
		"quotation":             {"“We wanted a shop where people stay for coffee.”", nil},
		"altered quotation":     {"“We wanted a shop where people stay for tea.”", []string{"quote_other “We wanted a shop where people stay for tea.”"}},
		"same link":             {"www.velolumen.example/rennes/", nil},
		"other link":            {"https://velolumen.example/paris", []string{"link_absent https://velolumen.example/paris"}},
		"handle":                {"with @velolumen", []string{"handle_absent @velolumen"}},
		"superlative":           {"It is the best shop, n° 1 in Rennes", []string{"superlative_absent best", "superlative_absent n° 1"}},
		"list numerals":         {"1. Helmets\n2. Coffee", nil},
		"denied":                {"The shop will close on Sundays.", []string{"negation close"}},
		"opposite":              {"The shop will not open on Sundays.", []string{"antonym open"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := codes(Claims(tt.text, []Source{{ID: "brief", Text: brief}}))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// Two facts of one brief that changed places are both wrong although each of them is in the brief.
func TestExchangedFactsAreFound(t *testing.T) {
	for source, text := range map[string]string{
		"Doors open at 18:00, the show starts at 20:30.":                     "Doors open at 20:30, the show starts at 18:00.",
		"La billetterie ouvre le 3 mai, le festival commence le 12 juin.":    "La billetterie ouvre le 12 juin, le festival commence le 3 mai.",
		"We welcomed 320 riders and repaired 85 old bikes this year.":        "We welcomed 85 riders and repaired 320 old bikes this year.",
		"Le menu du midi coûte 18 €, le menu du soir coûte 32 € par couvert": "Le menu du midi coûte 32 €, le menu du soir coûte 18 € par couvert",
	} {
		found := Claims(text, []Source{{ID: "s", Text: source}})
		if len(found) != 2 || found[0].Kind != Contradiction || found[1].Kind != Contradiction || found[0].Place == "" {
			t.Errorf("Claims(%q) = %v, want two contradictions", text, codes(found))
		}
	}
}

// Each kind of flood, as a text and as a source, is read whole and answered.
func TestFloodsAreAnswered(t *testing.T) {
	for _, piece := range floods {
		flood := strings.Repeat(piece, 5000)
		holds(t, flood, Text(Input{Text: flood, Sources: []Source{{ID: "s", Text: brief}}}))
		holds(t, brief, Text(Input{Text: brief, Sources: []Source{{ID: "s", Text: flood}}}))
	}
}

// What a text and a source cost together is bounded too, however they are made to go with each other.
func TestFloodsThatGoWithEachOtherAreAnswered(t *testing.T) {
	for name, tt := range map[string]struct{ text, source string }{
		"contrast last":  {strings.Repeat("The green lamp is not ready. ", 500), strings.Repeat("green ready lamp ", 8000) + "but"},
		"contrasts":      {strings.Repeat("The green lamp is not ready. ", 500), strings.Repeat(strings.Repeat("green ready lamp ", 120)+"but.\n", 100)},
		"no ne":          {strings.Repeat("La lampe verte n'est pas prête. ", 500), strings.Repeat("lampe verte prête personne ", 8000)},
		"one long like":  {strings.Repeat("The green lamp is not ready. ", 5000), strings.Repeat("green ready lamp ", 20000)},
		"like roots":     {invented("aaaaab", 60_000), invented("aaaaac", 120_000)},
		"said elsewhere": {strings.Repeat("The green lamp is not ready. ", 2000), strings.Repeat("green ready lamp. ", 20) + strings.Repeat("walls ", 40000) + "ready"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Index([]Source{{ID: "s", Text: tt.source}})
			took := cost(t, func() { x.Claims(tt.text) })
			t.Log(took)
			if took > floodMost {
				t.Errorf("took %v, want %v at most", took, floodMost)
			}
		})
	}
}

// invented returns sentences of n different words with that beginning.
func invented(root string, n int) string {
	var b strings.Builder
	for i := range n {
		if i%8 == 0 {
			b.WriteString(". The shop of the ")
		}
		b.WriteString(root)
		for k := 1; k <= n; k *= 16 {
			b.WriteByte("bcdfghjkmnpqvwxz"[i/k%16]) // no ending that a stemmer takes off
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// floodMost is what no flood may cost. The worst takes between one and two seconds, and under the race detector, on a slow processor,
// up to ten times as long; one that nothing bounds is far beyond.
const floodMost = 30 * time.Second

func TestWithoutSourcesOnlyHardClaimsAreFound(t *testing.T) {
	got := codes(Claims("The best of Paris on 3 May at 5 pm: 40 seats, “we sold out last year”, https://a.example", nil))
	want := []string{"date_absent 3 May", "time_absent 5 pm", "number_absent 40", "quote_absent “we sold out last year”", "link_absent https://a.example"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestContradictionNamesItsSource(t *testing.T) {
	sources := []Source{{ID: "a", Text: "Nothing here."}, {ID: "b", Name: "fact sheet", Text: "More than 1,200 customers trust us."}}
	found := Claims("More than 1,300 customers trust us.", sources)
	want := []Finding{{
		Kind: Contradiction, Text: "1,300", Start: 10, End: 15, Code: "number_other", Args: map[string]string{"other": "1,200"},
		Source: "b", Place: "More than 1,200 customers trust us.",
	}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if why := found[0].Why("fr-CA"); !strings.Contains(why, "1,200 customers") || !strings.Contains(why, "sources") {
		t.Errorf("Why(fr) = %q, want the source quoted", why)
	}
}

func TestEveryCodeIsExplainedInBothLanguages(t *testing.T) {
	for code, en := range sentences["en"] {
		if fr := sentences["fr"][code]; fr == "" || fr == en {
			t.Errorf("%s: no French sentence of its own (%q)", code, fr)
		}
		if diff := cmp.Diff(blanks(en), blanks(sentences["fr"][code])); diff != "" {
			t.Errorf("%s: blanks differ (-en +fr):\n%s", code, diff)
		}
	}
	if len(sentences["fr"]) != len(sentences["en"]) {
		t.Errorf("%d French sentences, %d English", len(sentences["fr"]), len(sentences["en"]))
	}
	for _, code := range otherCode {
		if sentences["en"][code] == "" {
			t.Errorf("%s has no sentence", code)
		}
	}
	for _, k := range []network.Kind{
		network.Empty, network.OverLimit, network.OverBytes, network.ForbiddenChar, network.TooManyHashtags, network.ManyHashtags,
		network.UselessHashtags, network.InvalidHashtag, network.LongHashtag, network.RepeatedHashtag, network.TooManyMentions,
		network.TooManyLinks, network.UnclickableLinks,
	} {
		if sentences["en"][string(k)] == "" {
			t.Errorf("network problem %s has no sentence", k)
		}
	}
}

// The copilot takes a foreign link out and reports it without a span: the sentence names the host.
func TestRemovedLinkNamesItsHost(t *testing.T) {
	f := Finding{Kind: Link, Code: "link_removed", Args: map[string]string{"host": "evil.example"}}
	for lang, want := range map[string]string{
		"en": "A link to evil.example that no person supplied was taken out.",
		"fr": "Un lien vers evil.example, que personne n’a fourni, a été retiré.",
	} {
		if got := f.Why(lang); got != want {
			t.Errorf("Why(%s) = %q, want %q", lang, got, want)
		}
	}
}

// One span is worth one line to read, whatever stands between the two findings once they are in order.
func TestOneFindingOfAKindPerSpan(t *testing.T) {
	span := func(k Kind, code string) Finding { return Finding{Kind: k, Code: code, Text: "ab", Start: 1, End: 3} }
	got := tidy([]Finding{
		span(Unsupported, "number_absent"), span(Forged, "forged"), span(TooLong, "over_limit"), span(Forged, "other"), span(Link, "link"), span(Contradiction, "number_other"),
	})
	if diff := cmp.Diff([]string{"link ab", "over_limit ab", "forged ab"}, codes(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	nothing := []Finding{{Kind: Link, Code: "link_removed", Args: map[string]string{"host": "a"}}, {Kind: Link, Code: "link_removed", Args: map[string]string{"host": "b"}}}
	if got := tidy(nothing); len(got) != 2 {
		t.Errorf("two removed links are %d findings", len(got))
	}
}

// blanks returns the sorted names of the blanks of a sentence.
func blanks(s string) []string {
	var out []string
	for _, part := range strings.Split(s, "{")[1:] {
		name, _, _ := strings.Cut(part, "}")
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestFindingAsJSON(t *testing.T) {
	raw, err := json.Marshal(Finding{Kind: TooLong, Text: "é", Start: 1, End: 2})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(raw), `{"kind":"too_long","text":"é","start":1,"end":2}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOnlyIncompleteAndTooLongBlock(t *testing.T) {
	x, ok := network.Find("x")
	if !ok {
		t.Fatal("no network x")
	}
	if !Blocks(Text(Input{Text: strings.Repeat("mot ", 100), Network: x})) || !Blocks(Text(Input{Text: "a", Incomplete: true})) {
		t.Error("an over-long or unfinished text does not block sign-off")
	}
	for _, k := range Kinds() {
		if k.Blocking() != (k == Incomplete || k == TooLong) {
			t.Errorf("%s.Blocking() = %v", k, k.Blocking())
		}
	}
}

func TestVariantIsCopied(t *testing.T) {
	found := Text(Input{Text: "[to confirm]", Variant: 2})
	if len(found) != 1 || found[0].Variant != 2 {
		t.Errorf("got %+v, want one finding of variant 2", found)
	}
}

// mess draws texts from the pieces that trip readers of text: separators, marks, digits, look-alikes, broken bytes.
func mess() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"12", "1 200", "1.200", "17h30", "5 pm", "12/03", "14 mars", "Vélo", "Lumen", "“", "”", "«", "»", "\"", " ", "\n", ".", ",", "%", "€", "-", "'",
			"n° 1", "le plus", "the best", "@everyone", "#tag", "https://a.example/b", "a@b.example", "not", "ne", "pas", "[to confirm]", "\u200b", "\xff", "✅", "approved by", "vingt", "cent", "mille",
		}),
		rapid.String(),
	)
	return rapid.Map(rapid.SliceOfN(piece, 0, 30), func(p []string) string { return strings.Join(p, "") })
}

func TestOffsetsAreRunesOfTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Input{Text: mess().Draw(t, "text"), Sources: []Source{{ID: "s", Text: mess().Draw(t, "source")}}, Recent: []Source{{ID: "r", Text: mess().Draw(t, "recent")}}}
		first := Text(in)
		holds(t, in.Text, first)
		if diff := cmp.Diff(first, Text(in)); diff != "" {
			t.Fatalf("a second check differs:\n%s", diff)
		}
	})
}

type fataler interface{ Fatalf(string, ...any) }

// holds checks what is true of all findings: inside the text, in order, quoting it exactly, explained.
func holds(t fataler, text string, found []Finding) {
	r, last := []rune(text), 0
	for _, f := range found {
		if f.Start < last || f.End < f.Start || f.End > len(r) || string(r[f.Start:f.End]) != f.Text {
			t.Fatalf("finding %+v does not hold in %q", f, text)
		}
		if f.Why("en") == "" || f.Why("fr") == "" {
			t.Fatalf("finding %+v has no sentence", f)
		}
		last = f.Start
	}
}

func TestCopyOfAnySourceIsSupported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := mess().Draw(t, "source")
		if found := Claims(source, []Source{{ID: "s", Text: "Other."}, {ID: "t", Text: source}}); len(found) > 0 {
			t.Fatalf("a copy of %q gives %v", source, codes(found))
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add(brief, brief)
	f.Add("quatre-vingt-dix mille “a b c 12-14 mars 5-7 pm", "")
	f.Fuzz(func(t *testing.T, text, source string) {
		if len(text)+len(source) > 4000 {
			return
		}
		holds(t, text, Text(Input{Text: text, Sources: []Source{{ID: "s", Text: source}}, Recent: []Source{{ID: "r", Text: source}}, Language: "fr"}))
	})
}

func BenchmarkText(b *testing.B) {
	all := strings.Join(slices.Concat(briefs(b, "en"), briefs(b, "fr")), "\n")
	source, text := all[:20000], all[9000:12000]
	sources := []Source{{ID: "s", Text: source}}
	b.Run("with sources read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Text(Input{Text: text, Sources: sources})
		}
	})
	x := Index(sources)
	b.Run("sources read before", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			x.Text(Input{Text: text})
		}
	})
}

// floods are what people and machines paste by accident or in malice, a piece at a time.
var floods = map[string]string{
	"digits": "7", "numbers": "12 ", "quotes": "“", "quoted": "“a b c d ", "straight quotes": "\"a b c\" ", "capitals": "A", "names": "Abc Def ", "acronyms": "ABC ",
	"at": "@", "handles": "@ab ", "mail": "a@b", "newlines": "\n", "lines": "a b\n", "dates": "12/03 ", "days": "3 May ", "times": "17h30 ", "zero": "zero ", "dots": "a.b", "spaces": " ",
	"brackets": "[", "links": "https://a.example/b ", "stamps": "✅ Approved by @boss\n", "label": "draft · ", "no": "not ", "best": "the best ", "commas": "a,", "hashes": "#a ", "colons": "a: b\n",
	"emoji": "🎉", "accents": "é", "zero width": "\u200b", "broken": "\xff", "sentence": "Nous ouvrons le 3 mai. ", "letters": "a ", "denied": "The shop is not open on large unhappy mornings. ", "title": "Meet ", "of": "Tour de ",
}

// A megabyte of anything takes about as long per byte as a page of it.
func BenchmarkFlood(b *testing.B) {
	for name, piece := range floods {
		flood := strings.Repeat(piece, (1<<20)/len(piece))
		b.Run(name+" as text", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Text(Input{Text: flood, Sources: []Source{{ID: "s", Text: brief}}})
			}
		})
		b.Run(name+" as both", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Text(Input{Text: flood, Sources: []Source{{ID: "s", Text: flood}}})
			}
		})
	}
}
