package builtin

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The posts of thirty realistic briefs in each language, to be read by people:
// a change in one of them is a change somebody has to like.
func TestGoldenPosts(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		var b strings.Builder
		for _, post := range asBriefed(t, lang) {
			p := post.prompt
			b.WriteString("######## " + strings.TrimSpace(p.Network.ID+" "+p.Tone+" "+p.Audience) + "\n" + p.Brief + "\n\n")
			words, _, _ := strings.Cut(post.answer.Text, "=== hashtags")
			b.WriteString(words + "\n")
		}
		name := "testdata/posts." + lang + ".golden"
		if *update {
			if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (go test -update writes it anew):\n%s", name, diff)
		}
	}
}

func drafted(t *testing.T, lang, net, brief string, change func(*copilot.Prompt)) copilot.Answer {
	t.Helper()
	n, _ := network.Find(net)
	p := copilot.Prompt{Task: copilot.TaskDraft, Language: lang, Brief: brief, Network: n, Angles: []string{"fact"}, MaxTags: n.Hashtags.Max}
	if change != nil {
		change(&p)
	}
	return answered(t, p)
}

// A gap is marked where the brief leaves one, and nowhere else.
func TestGapsAreMarked(t *testing.T) {
	for _, c := range []struct{ lang, brief, want string }{
		{"en", "Announce our summer party. Price TBD.", "Price: [to confirm]."},
		{"en", "Announce our summer party. Date: TBC", "Date: [to confirm]."},
		{"en", "The price is to be confirmed.", "The price is [to confirm]."},
		{"fr", "Annonce notre fête. Date à confirmer.", "Date : [à confirmer]."},
		{"fr", "Annonce notre fête. Lieu : ??", "Lieu : [à confirmer]."},
	} {
		got := strings.ReplaceAll(sectionOf(drafted(t, c.lang, "linkedin", c.brief, nil).Text, "fact"), "\u00a0", " ")
		if !strings.Contains(got, c.want) {
			t.Errorf("%q: no %q in %q", c.brief, c.want, got)
		}
	}
	if got := drafted(t, "en", "x", "Announce our summer party on 3 May.", nil).Text; strings.Contains(got, "[") {
		t.Errorf("a gap that the brief does not have: %q", got)
	}
}

// A channel's facts come in when they are about the same thing and say more.
func TestFactsThatRelate(t *testing.T) {
	facts := []copilot.Fact{
		{Text: "The Aurora bike weighs 14 kg."},
		{Text: "Our office is in Lille."},
		{Text: "Aurora is a city bike."},
		{Text: "Aurora has a lifetime warranty on its frame."},
		{Text: "Aurora comes in three colours."},
	}
	got := drafted(t, "en", "linkedin", "Announce the launch of Aurora, our new city bike, on 12 March.", func(p *copilot.Prompt) { p.Facts = facts }).Text
	for words, want := range map[string]bool{"14 kg": true, "warranty": true, "Lille": false, "three colours": false} {
		if strings.Contains(got, words) != want {
			t.Errorf("%q in the post: %v, want %v\n%s", words, !want, want, got)
		}
	}
}

// A brief that says something itself is not filled up with facts: they come in only where
// it speaks of them.
func TestFactsStayOutOfFullBriefs(t *testing.T) {
	facts := []copilot.Fact{{Text: "Halo 2 weighs 98 g."}, {Text: "The Halo 2 battery lasts 12 hours."}}
	for _, c := range []struct {
		brief           string
		weight, battery bool
	}{
		{"The Halo 2 mount costs €9.", false, false},
		{"We are sorry that the Halo 2 stops at 80%.", false, false},
		{"The Halo 2 is out on Monday. Free delivery. Say what the battery can do.", false, true},
		{"Announce the launch of the Halo 2", true, true},
	} {
		got := drafted(t, "en", "linkedin", c.brief, func(p *copilot.Prompt) { p.Facts = facts }).Text
		if strings.Contains(got, "98 g") != c.weight || strings.Contains(got, "12 hours") != c.battery {
			t.Errorf("%q:\n%s", c.brief, got)
		}
	}
}

// Hashtags are what a brief is about: no part of an address or a link, no verb that
// follows a name, no word of a note that stays in the house.
func TestHashtagsAreSubjects(t *testing.T) {
	for _, brief := range []string{
		"Camille Durand costs nothing. The Menu costs €12. Write to jobs.lyon@velora.example or see https://velora.example/summer-menu",
		"Lunch menu\nInternal note: Budget Velora is secret\nWrite to camille.dupond@velora.example",
	} {
		got := sectionOf(drafted(t, "en", "instagram", brief, nil).Text, "hashtags")
		for _, bad := range []string{"osts", "elora", "obs", "Summer", "udget", "upond"} {
			if got == "" || strings.Contains(got, bad) {
				t.Errorf("%q: hashtags %s", brief, got)
			}
		}
	}
}

// An opening asks about a day, not about half an opening time.
func TestOpeningNamesAWholeTime(t *testing.T) {
	for brief, bad := range map[string]string{"Salon du livre samedi 28 mars de 10h": "mars de 10", "Salon du livre samedi 28 mars de 10h à 12h": "de 10 h ?"} {
		p := copilot.Prompt{Task: copilot.TaskDraft, Language: "fr", Brief: brief, Angles: []string{"question"}}
		hook, _, _ := strings.Cut(sectionOf(answered(t, p).Text, "question"), "\n")
		if strings.Contains(hook, bad) || !strings.Contains(hook, "samedi 28 mars") {
			t.Errorf("%q opens with %q", brief, hook)
		}
	}
}

// What a short network has no room for is said, as far as a reader would miss it; what
// there is room for stands, prices and dates first.
func TestLeftOutForLengthIsSaid(t *testing.T) {
	brief := "Our summer market is in the old harbour on Saturday 28 June. " +
		"The bakers of the whole quarter bring bread, cakes and whatever else came out of their ovens that very morning. " +
		"Musicians from the conservatory play under the trees all afternoon long, as they have done every year since the market began. " +
		"Entry costs €4. Dogs are not admitted. There are 120 stalls, more than in any of the years before, all along the water from the old quay to the lighthouse and back on the other side, where the fishermen mend their nets and the ferry lands."
	answer := drafted(t, "en", "x", brief, func(p *copilot.Prompt) { p.Angles = allAngles[:3] })
	fact := sectionOf(answer.Text, "fact")
	x, _ := network.Find("x")
	for _, words := range []string{"28 June", "€4", "Dogs are not admitted"} {
		if !strings.Contains(fact, words) || !x.Fits(fact) {
			t.Errorf("no %q in %q", words, fact)
		}
	}
	var said string
	for _, n := range answer.Notes {
		if n.Key == "note.builtin.left" {
			said = n.Args["Words"].(string)
		}
	}
	for _, s := range []string{"€4", "Dogs", "120 stalls"} {
		for _, angle := range allAngles[:3] {
			if got := sectionOf(answer.Text, angle); !strings.Contains(got, s) && !strings.Contains(said, s) {
				t.Errorf("%s: %q is gone without a word: %q; note %q", angle, s, got, said)
			}
		}
	}
	if notes := drafted(t, "en", "linkedin", brief, nil).Notes; len(notes) > 0 {
		t.Errorf("with room for all: %v", notes)
	}
}

// "shorter" says as well what it left out.
func TestShorterSaysWhatWent(t *testing.T) {
	before, answer := followUp(t, "en", "shorter", func(p *copilot.Prompt) { p.Length = "shorter" })
	after := sectionOf(answer.Text, "question")
	if gone := lost(before, after); len(gone) > 0 && (len(answer.Notes) != 1 || answer.Notes[0].Key != "note.builtin.left" || !strings.Contains(answer.Notes[0].Args["Words"].(string), gone[0])) {
		t.Errorf("gone: %q, notes %v", gone, answer.Notes)
	}
	if !strings.Contains(after, "€1,290") || strings.Contains(after, "14 kg") {
		t.Errorf("not the least important went: %q", after)
	}
}

// Words in another language stay as they are, and the card says so.
func TestOtherLanguageKeepsTheWords(t *testing.T) {
	answer := drafted(t, "fr", "linkedin", "Our new city bike is available from 3 April at the shop in Lille.", nil)
	if !strings.Contains(answer.Text, "Our new city bike is available from 3 April at the shop in Lille.") {
		t.Errorf("words changed: %s", answer.Text)
	}
	if len(answer.Notes) != 1 || answer.Notes[0].Key != "note.builtin.translate" {
		t.Errorf("notes %v", answer.Notes)
	}
}

func TestEmojiOnlyWhereWelcome(t *testing.T) {
	playful := func(voice string) func(*copilot.Prompt) {
		return func(p *copilot.Prompt) { p.Tone, p.Profile.Words, p.Angles = "playful", voice, allAngles }
	}
	has := func(s string) bool { return strings.ContainsAny(s, "✨🎉📅") }
	brief := "Celebrate 10 years of Atelier Brume."
	if got := drafted(t, "en", "instagram", brief, playful("")).Text; !has(got) {
		t.Errorf("a playful post without any: %s", got)
	}
	for name, got := range map[string]string{
		"voice":    drafted(t, "en", "instagram", brief, playful("No emojis, dry humour")).Text,
		"channel":  drafted(t, "en", "instagram", brief, func(p *copilot.Prompt) { playful("")(p); p.Profile.Emoji = check.NoEmoji }).Text,
		"brief":    drafted(t, "en", "instagram", brief+" No emojis.", playful("")).Text,
		"bad news": drafted(t, "en", "instagram", "The shop will be closed after the accident on Monday.", playful("")).Text,
	} {
		if has(got) || strings.Contains(got, "!") {
			t.Errorf("%s says no, and yet: %s", name, got)
		}
	}
}

// What the writer says of its own in French offends no channel's manners.
func TestOwnPhrasesKeepToAnyManners(t *testing.T) {
	raw, err := os.ReadFile("../catalogue/builtin.fr.json")
	if err != nil {
		t.Fatal(err)
	}
	var phrases map[string]string
	if err := json.Unmarshal(raw, &phrases); err != nil {
		t.Fatal(err)
	}
	for key, phrase := range phrases {
		for _, m := range []check.Manners{
			{Emoji: check.NoEmoji, Address: check.Tu, Inclusive: check.Point}, {Address: check.Vous, Inclusive: check.NotInclusive},
		} {
			for _, f := range check.Manner(phrase, "fr", m) {
				t.Errorf("%s: %q: %s", key, phrase, f.Why("en"))
			}
		}
	}
}

func TestChannelHashtagsThatRelate(t *testing.T) {
	got := sectionOf(drafted(t, "en", "linkedin", "Announce our repair workshop for city bikes.", func(p *copilot.Prompt) {
		p.Profile.Hashtags = []string{"#BrumeBikes", "#Wine", "RepairCafé"}
		p.Profile.Banned = []string{"workshop"}
	}).Text, "hashtags")
	if !strings.HasPrefix(got, "#BrumeBikes #RepairCafé") || strings.Contains(got, "Wine") || strings.Contains(strings.ToLower(got), "workshop") {
		t.Errorf("hashtags %q", got)
	}
}

func BenchmarkDraft(b *testing.B) {
	prompts := briefs(b, "en")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := New().Compose(b.Context(), prompts[i%len(prompts)], nil); err != nil {
			b.Fatal(err)
		}
	}
}
