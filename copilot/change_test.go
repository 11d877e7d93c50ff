package copilot_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

var voiceForm = []string{"audience", "traits", "banned", "approvers"}

// Two people have the same form open. What one changes and the other does not is kept
// of both; what both change is refused to the second, who is told what, and nothing of
// it is kept.
func TestTwoFormsAtOnce(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Audience: "makers", Hashtags: []string{"#a"}, Voice: copilot.Voice{Traits: []string{"warm"}}}))
	before, err := b.Profile(b.ctx, channel)
	mustDo(t, err)
	form := copilot.FormOf(before, voiceForm...)
	first := before
	first.Approvers, first.Traits = []copilot.Approver{{ID: "marc", Name: "Marc"}}, []string{"dry"}
	_, err = b.Change(b.ctx, channel, form, func(k *copilot.Known) error { k.Profile = first; return nil })
	mustDo(t, err)

	second := before
	second.Audience, second.Hashtags = "riders", []string{"#b"}
	k, err := b.Change(b.ctx, channel, form, func(k *copilot.Known) error { k.Profile = second; return nil })
	mustDo(t, err)
	want := first
	want.Audience, want.Hashtags = "riders", []string{"#b"} // which the form does not show whole
	if diff := cmp.Diff(want, k.Profile); diff != "" {
		t.Errorf("kept of both (-want +got):\n%s", diff)
	}

	second.Audience, second.Traits = "press", []string{"loud"}
	_, err = b.Change(b.ctx, channel, form, func(k *copilot.Known) error { k.Profile = second; return nil })
	f, ok := errors.AsType[*copilot.Fault](err)
	if !ok || f.Kind != copilot.FaultStale || !strings.HasPrefix(f.Sentence("fr"), "Public") {
		t.Errorf("both changed the audience: %v", err)
	}
	if kept, err := b.Profile(b.ctx, channel); err != nil || cmp.Diff(want, kept) != "" {
		t.Errorf("what was refused changed %+v, %v", kept, err)
	}
	// A form of the version before says nothing of what it showed: what it says is kept.
	k, err = b.Change(b.ctx, channel, copilot.Form{Fields: voiceForm}, func(k *copilot.Known) error { k.Audience = "press"; return nil })
	mustDo(t, err)
	want.Audience = "press"
	if diff := cmp.Diff(want, k.Profile); diff != "" {
		t.Errorf("kept of an old form (-want +got):\n%s", diff)
	}
}

// Somebody changes something between the reading and the writing of a change.
func TestChangeIsMadeOnWhatIsThere(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	calls := 0
	k, err := b.Change(b.ctx, channel, copilot.FormOf(copilot.Profile{}, "audience"), func(k *copilot.Known) error {
		if calls++; calls == 1 {
			mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc"}}}))
			mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "f", Text: "We open at 8"}))
		}
		k.Audience = "riders"
		return nil
	})
	mustDo(t, err)
	kept, err := b.Profile(b.ctx, channel)
	mustDo(t, err)
	facts, err := b.Facts(b.ctx, channel)
	mustDo(t, err)
	if kept.Audience != "riders" || len(kept.Approvers) != 1 || len(facts) != 1 || cmp.Diff(kept, k.Profile) != "" {
		t.Errorf("kept %+v and %v", kept, facts)
	}
}

// An import is made on what is there too: of parts that it does not name, nothing that
// comes in between is lost.
func TestImportRacing(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	done := make(chan error)
	for i := range 5 {
		go func() {
			_, err := b.Import(b.ctx, channel, lea, []byte("audience: riders"))
			done <- errors.Join(err, b.AddFact(b.ctx, channel, copilot.Fact{ID: string(rune('a' + i)), Text: string(rune('a' + i))}))
		}()
	}
	_, err := b.Change(b.ctx, channel, copilot.FormOf(copilot.Profile{}, "approvers"), func(k *copilot.Known) error {
		k.Approvers = []copilot.Approver{{ID: "marc"}}
		return nil
	})
	mustDo(t, err)
	for range 5 {
		mustDo(t, <-done)
	}
	p, err := b.Profile(b.ctx, channel)
	mustDo(t, err)
	facts, err := b.Facts(b.ctx, channel)
	mustDo(t, err)
	if len(p.Approvers) != 1 || p.Audience != "riders" || len(facts) != 5 {
		t.Errorf("kept %+v and %v", p, facts)
	}
}

// Whatever two people make of a form: a field that one of them left alone is as the
// other made it, and a field that neither touched stays.
func TestFormsMerge(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	draw := func(t *rapid.T, who string) copilot.Profile {
		some := func(name string) []string {
			return rapid.SampledFrom([][]string{nil, {"a"}, {"b"}, {"a", "b"}}).Draw(t, who+" "+name)
		}
		return copilot.Profile{Audience: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, who), Voice: copilot.Voice{Traits: some("traits"), Banned: some("banned")}}
	}
	rapid.Check(t, func(t *rapid.T) {
		base, one, two := draw(t, "base"), draw(t, "one"), draw(t, "two")
		if err := b.SetProfile(b.ctx, channel, base); err != nil {
			t.Fatal(err)
		}
		form := copilot.FormOf(base, voiceForm...)
		for _, p := range []copilot.Profile{one, two} {
			_, err := b.Change(b.ctx, channel, form, func(k *copilot.Known) error { k.Profile = p; return nil })
			if f, ok := errors.AsType[*copilot.Fault](err); err != nil && (!ok || f.Kind != copilot.FaultStale) {
				t.Fatal(err)
			}
		}
		kept, err := b.Profile(b.ctx, channel)
		if err != nil {
			t.Fatal(err)
		}
		clash := false
		pick := func(base, one, two string) string {
			clash = clash || one != base && two != base && one != two
			if two != base {
				return two
			}
			return one
		}
		list := func(base, one, two []string) []string {
			if s := pick(strings.Join(base, " "), strings.Join(one, " "), strings.Join(two, " ")); s != "" {
				return strings.Fields(s)
			}
			return nil
		}
		want := copilot.Profile{Audience: pick(base.Audience, one.Audience, two.Audience), Voice: copilot.Voice{
			Traits: list(base.Traits, one.Traits, two.Traits), Banned: list(base.Banned, one.Banned, two.Banned),
		}}
		if clash { // all of the second is refused
			want = one
		}
		if diff := cmp.Diff(want, kept); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// Every field of a profile has a name that a person is told.
func TestFieldsHaveNames(t *testing.T) {
	var all map[string]any
	raw, err := json.Marshal(everyField)
	mustDo(t, err)
	mustDo(t, json.Unmarshal(raw, &all))
	for name := range all {
		for _, lang := range []string{"en", "fr"} {
			if key := "knows." + name; catalogue.Say(lang, key, nil) == key {
				t.Errorf("%s has no name in %s", name, lang)
			}
		}
	}
}

var everyField = copilot.Profile{
	Language: "fr", Audience: "a", Audiences: []copilot.Audience{{Name: "a", Words: "b"}}, Voice: copilot.Voice{
		Words: "a", Traits: []string{"a"}, Preferred: []string{"a"}, Banned: []string{"a"},
		Emoji: "few", Address: "tu", Inclusive: "point", Samples: []copilot.Sample{{Text: "a"}},
	},
	Networks: []string{"x"}, Hashtags: []string{"#a"}, Approvers: []copilot.Approver{{ID: "a"}}, SelfSignOff: true, Keep: true,
}

// What is typed about facts is done, and said in the person's language.
func TestFactsInChat(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	now := time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC)
	b.Now = func() time.Time { return now }
	say := func(who copilot.Person, typed string) (string, error) {
		t.Helper()
		s, err := copilot.ReadSetting(typed)
		mustDo(t, err)
		return b.Answer(b.ctx, channel, who, s)
	}
	hears := func(who copilot.Person, typed string, want ...string) string {
		t.Helper()
		got, err := say(who, typed)
		mustDo(t, err)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%q: %q, want %q in it", typed, got, w)
			}
		}
		return got
	}
	ada := copilot.Person{Platform: "test", ID: "ada", Locale: "en"}
	camille := copilot.Person{Platform: "test", ID: "camille", Locale: "fr"}
	hears(ada, "facts", "no facts yet")
	hears(camille, "faits", "aucun fait")
	hears(ada, "facts add Halo 2 weighs 98 g source: lab until: 2026-12-31", "Kept: ", "Halo 2 weighs 98 g · source: lab · until 31 December 2026")
	hears(camille, "faits ajouter Fermé lundi jusqu’au: 2026-12-01", "Gardé", "⚠ seulement jusqu’au 1er décembre 2026")
	hears(ada, "facts add We open at 8 until: tomorrow")
	now = now.AddDate(0, 0, 2)
	list := hears(ada, "facts", "3 facts of this channel:", "We open at 8 · ⛔ not used any more: it held until 28 November 2026", "/copilot facts drop")
	if current, err := b.Facts(b.ctx, channel); err != nil || len(current) != 2 || current[0].By.ID != "ada" {
		t.Errorf("current %v, %v", current, err)
	}
	handles := map[string]string{}
	for line := range strings.Lines(list) {
		handle, rest, _ := strings.Cut(line, " · ")
		handles[strings.TrimSpace(strings.Split(rest, " · ")[0])] = handle
	}
	for _, c := range []struct{ typed, key string }{
		{"facts drop zzzzz", "fault.facts.absent"},
		{"facts drop", "fault.facts.which"},
		{"facts drop 1", "fault.facts.absent"},
		{"facts add", "fault.facts.empty"},
		{"facts add x until: yesterday", "fault.facts.until"},
		{"facts add " + strings.Repeat("x", 1_001), "fault.knows.long"},
		{"facts add x source: " + strings.Repeat("x", 301), "fault.knows.long"},
	} {
		_, err := say(ada, c.typed)
		if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Key != c.key {
			t.Errorf("%.30q: %v, want %s", c.typed, err, c.key)
		}
	}
	// The list changes; what is dropped is what was listed under the letters.
	hears(ada, "facts add A new one")
	hears(camille, "faits retirer `"+strings.ToUpper(handles["Fermé lundi"])+"`", "Retiré\u00a0: Fermé lundi")
	hears(ada, "facts drop "+handles["We open at 8"], "Dropped: We open at 8")
	if _, err := say(ada, "facts drop "+handles["Fermé lundi"]); err == nil {
		t.Error("a fact is dropped twice")
	}
	if current, err := b.Facts(b.ctx, channel); err != nil || len(current) != 2 || current[0].Text != "Halo 2 weighs 98 g" {
		t.Errorf("current %v, %v", current, err)
	}
}

func TestVoiceInChat(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	tell := func(lang string) string {
		t.Helper()
		said, err := b.Answer(b.ctx, channel, copilot.Person{Locale: lang}, copilot.Setting{Sub: copilot.SubVoice})
		mustDo(t, err)
		return said
	}
	if got := tell("en"); !strings.Contains(got, "has not said yet") {
		t.Errorf("%q", got)
	}
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{
		Language: "fr", Audiences: []copilot.Audience{{Name: "riders", Words: "city riders"}}, Networks: []string{"linkedin"},
		Voice: copilot.Voice{Traits: []string{"warm", "dry"}, Emoji: "few", Address: "vous", Samples: []copilot.Sample{{Network: "x", Text: "It gets\n\ndark"}}},
	}))
	for lang, want := range map[string]string{
		"en": "What this channel knows of how its brand speaks, and to whom:\nLanguage of drafts: French\nNetworks: LinkedIn\nAudiences by name: riders: city riders\nTraits: warm, dry\nEmoji: Few, two at most\nTu or vous, in French: vous\nSample posts: X · It gets dark",
		"fr": "Ce que ce canal sait de la façon dont sa marque parle, et à qui\u00a0:\nLangue des brouillons\u00a0: français\nRéseaux\u00a0: LinkedIn\nPublics par leur nom\u00a0: riders: city riders\nTraits de caractère\u00a0: warm, dry\nÉmojis\u00a0: Peu, deux au plus\nTu ou vous, en français\u00a0: vous\nExemples de publications\u00a0: X · It gets dark",
	} {
		if diff := cmp.Diff(want, tell(lang)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}

// A channel that a version from before told one thing twice has a file that is read.
func TestFactKeptTwiceIsExportedOnce(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	mustDo(t, b.store.Learn(b.ctx, channel, time.Now(), func(k *copilot.Known) error {
		k.Facts = []copilot.Fact{{ID: "f1", Text: "We open at 8", Source: "Ana"}, {ID: "f2", Text: "We open at 8", Source: "Bo"}}
		return nil
	}))
	file, err := b.Export(b.ctx, channel)
	mustDo(t, err)
	k, err := b.Import(b.ctx, channel, marc, file)
	if err != nil || len(k.Facts) != 1 || k.Facts[0].ID != "f2" {
		t.Errorf("read %+v, %v", k.Facts, err)
	}
}
