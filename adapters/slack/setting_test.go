package slack_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// says types the command and returns what the person is told at once.
func (s *stage) says(user, words string) string {
	s.t.Helper()
	r := s.Command(user, launch, "/copilot", words)
	s.rest()
	if len(r.Body) == 0 {
		return ""
	}
	said := s.Ephemerals(user)
	return said[len(said)-1].Plain()
}

func (s *stage) facts() []copilot.Fact {
	s.t.Helper()
	all, err := s.core.Facts(s.Ctx, s.place())
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// under is what is said under an input of a form that stays open.
func under(r slacktest.Reply, input string) string {
	errors, _ := r.JSON["errors"].(map[string]any)
	said, _ := errors[input].(string)
	return said
}

// TestFacts are listed to everybody there, in their language, and changed by
// administrators alone.
func TestFacts(t *testing.T) {
	onBoth(t, setting{prefix: ""}, func(t *testing.T, s *stage) {
		if said := s.says(lea, "facts"); !strings.Contains(said, "no facts yet") {
			t.Errorf("told %q", said)
		}
		if said := s.says(ada, "facts add Thanks to @marc & <all>, 98 g —source:lab until: tomorrow"); !strings.Contains(said, "Kept: ") || !strings.Contains(said, "Thanks to @marc & <all>, 98 g · source: lab ·") {
			t.Errorf("told %q", said)
		}
		for _, c := range []struct{ user, typed, want string }{
			{lea, "facts add We open at 8", "Only administrators"},
			{marc, "faits retirer ab2de", "administrateur"},
			{ada, "facts drop ab2de", "No fact of this channel"},
			{ada, "facts add x until: yesterday", "no day that is still to come"},
			{ada, "facts ad x", "Did you mean /copilot facts add?"},
			{marc, "fiats", "Vouliez-vous dire /copilot f"},
		} {
			if said := s.says(c.user, c.typed); !strings.Contains(said, c.want) {
				t.Errorf("%s: told %q, want %q", c.typed, said, c.want)
			}
		}
		kept := s.facts()
		if len(kept) != 1 || kept[0].By.ID != ada || kept[0].Expires.IsZero() {
			t.Fatalf("kept %+v", kept)
		}
		if said := s.says(marc, "faits"); !strings.Contains(said, kept[0].Handle()+" · Thanks to @marc") || !strings.Contains(said, "⚠ seulement jusqu’au") {
			t.Errorf("told %q", said)
		}
		if said := s.says(ada, "facts drop "+kept[0].Handle()); !strings.Contains(said, "Dropped: Thanks") || len(s.facts()) > 0 {
			t.Errorf("told %q, kept %v", said, s.facts())
		}
	})
}

// TestFactsOfManyPages are told whole.
func TestFactsOfManyPages(t *testing.T) {
	s := overHTTP(t, setting{})
	for i := range 100 {
		f := copilot.Fact{ID: string(rune('A' + i)), Text: strings.Repeat("<&>", 300) + string(rune(0x4E00+i)), Source: strings.Repeat("s", 300)}
		if err := s.core.AddFact(s.Ctx, s.place(), f); err != nil {
			t.Fatal(err)
		}
	}
	s.says(lea, "facts")
	told := s.whispers(lea)
	for _, f := range s.facts() {
		if !strings.Contains(told, f.Handle()+" · ") {
			t.Fatalf("%s is not told", f.Handle())
		}
	}
}

// TestFactForm: what is wrong is said under its input, and the form stays open.
func TestFactForm(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		if v := s.opens(lea, "facts add"); v.CallbackID != "wait" {
			t.Errorf("Léa gets %q", v.CallbackID)
		}
		if v := s.opens(ada, "facts add"); v.CallbackID != "fact" || !strings.Contains(v.Plain(), "Until when it holds") {
			t.Fatalf("%q: %s", v.CallbackID, v.Plain())
		}
		r := s.Submit(ada, "", map[string]string{"fact": "Halo 2 weighs 98 g", "source": "lab", "until": "soon"})
		if _, open := s.View(ada); !open || !strings.Contains(under(r, "until"), "“soon” is no day") {
			t.Errorf("answered %s", r.Body)
		}
		s.Submit(ada, "", map[string]string{"until": "in 2 weeks"})
		s.rest()
		if kept := s.facts(); len(kept) != 1 || kept[0].Text != "Halo 2 weighs 98 g" || kept[0].Source != "lab" || kept[0].Expires.IsZero() {
			t.Errorf("kept %+v", kept)
		}
		s.hears(ada, "Kept: ")
	})
}

// TestFileThereAndBack: what is shown can be pasted, exactly; what is wrong names its
// line and is not lost.
func TestFileThereAndBack(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		want := copilot.Profile{Audiences: []copilot.Audience{{Name: "riders", Words: "city riders"}}, Voice: copilot.Voice{
			Words: "<!channel> & ```code``` *bold*", Samples: []copilot.Sample{{Text: strings.Repeat("One line of it.\n", 200) + "The end"}},
		}}
		if err := s.core.SetProfile(s.Ctx, s.place(), want); err != nil {
			t.Fatal(err)
		}
		file := s.says(lea, "export")
		_, file, _ = strings.Cut(file, "\n")
		if err := s.core.SetProfile(s.Ctx, s.place(), copilot.Profile{Audience: "before"}); err != nil {
			t.Fatal(err)
		}
		if v := s.opens(lea, "import"); v.CallbackID != "wait" {
			t.Errorf("Léa gets %q", v.CallbackID)
		}
		if v := s.opens(ada, "import"); v.CallbackID != "import" {
			t.Fatalf("%q: %s", v.CallbackID, v.Plain())
		}
		r := s.Submit(ada, "", map[string]string{"text": "audience: x\nvoyce: y"})
		if _, open := s.View(ada); !open || !strings.Contains(under(r, "text"), "Line 2") {
			t.Errorf("answered %s", r.Body)
		}
		if p := s.profile(); p.Audience != "before" {
			t.Errorf("a wrong file leaves %+v", p)
		}
		cut := strings.LastIndex(file[:2_900], "\n")
		rest := file[cut+1:]
		half := strings.Index(rest, "\n")
		s.Submit(ada, "", map[string]string{"text": file[:cut], "text/1": rest[:half], "text/2": rest[half+1:]})
		s.rest()
		if diff := cmp.Diff(want, s.profile()); diff != "" {
			t.Errorf("read (-want +got):\n%s", diff)
		}
		s.hears(ada, "Read: all that the file names is now as it says. This channel knows 0 facts")
	})
}

// TestLongFileIsShownInAModal, and one that not even a modal holds is said so.
func TestLongFileIsShownInAModal(t *testing.T) {
	s := overHTTP(t, setting{})
	posts := func(n int) {
		var p copilot.Profile
		for i := range n {
			p.Samples = append(p.Samples, copilot.Sample{Text: strings.Repeat("\"<&>", 1_200) + string(rune('a'+i))})
		}
		if err := s.core.SetProfile(s.Ctx, s.place(), p); err != nil {
			t.Fatal(err)
		}
	}
	posts(5)
	if v := s.opens(marc, "exporter"); !strings.Contains(v.Plain(), strings.Repeat("\"<&>", 600)) || !strings.Contains(v.Plain(), "en un fichier") {
		t.Errorf("shown %.300s", v.Plain())
	}
	s.CloseView(marc)
	posts(20)
	if said := s.says(marc, "export"); !strings.Contains(said, "trop long") {
		t.Errorf("told %.300s", said)
	}
}

// TestVoiceForm: all of it, the posts too; who may not change it reads it.
func TestVoiceForm(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		before := copilot.Profile{
			Language: "fr", Hashtags: []string{"#a"}, Approvers: []copilot.Approver{{ID: marc, Name: "Marc Olivier"}},
			Voice: copilot.Voice{Traits: []string{"warm"}, Samples: []copilot.Sample{{Network: "x", Text: "One <post>"}, {Text: "Another"}}},
		}
		if err := s.core.SetProfile(s.Ctx, s.place(), before); err != nil {
			t.Fatal(err)
		}
		if v := s.opens(marc, "voix"); v.CallbackID != "wait" || !strings.Contains(v.Plain(), "Exemples de publications\u00a0: X · One <post>") {
			t.Errorf("Marc reads %q: %s", v.CallbackID, v.Plain())
		}
		if v := s.opens(ada, "voice"); v.CallbackID != "settings" || strings.Contains(v.Plain(), "sign off") {
			t.Fatalf("%q: %s", v.CallbackID, v.Plain())
		}
		r := s.Submit(ada, "", map[string]string{"audiences": "riders"})
		if _, open := s.View(ada); !open || !strings.Contains(under(r, "audiences"), "“riders” is no audience") {
			t.Errorf("answered %s", r.Body)
		}
		s.Submit(ada, "", map[string]string{
			"audience": "makers", "audiences": "riders: city riders\npress: dailies", "voice": "plain", "traits": "warm, dry", "emoji": "few",
			"sample": "LinkedIn:\nA third\npost", "dropped": before.Samples[0].Handle(),
		})
		s.rest()
		want := before
		want.Audience, want.Audiences = "makers", []copilot.Audience{{Name: "riders", Words: "city riders"}, {Name: "press", Words: "dailies"}}
		want.Voice = copilot.Voice{
			Words: "plain", Traits: []string{"warm", "dry"}, Emoji: "few", Samples: []copilot.Sample{{Text: "Another"}, {Network: "linkedin", Text: "A third\npost"}},
		}
		if diff := cmp.Diff(want, s.profile()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestTwoFormsAtOnce: what somebody else changed while a form was open is kept; where
// both changed one thing, the second is told under its input, and the form stays open.
func TestTwoFormsAtOnce(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.opens(ada, "")
		if _, err := s.core.Change(s.Ctx, s.place(), copilot.FormOf(copilot.Profile{}, "approvers", "traits"), func(k *copilot.Known) error {
			k.Approvers, k.Traits = []copilot.Approver{{ID: marc, Name: "Marc Olivier"}}, []string{"dry"}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		r := s.Submit(ada, "", map[string]string{"audience": "makers", "traits": "warm"})
		if _, open := s.View(ada); !open || !strings.Contains(under(r, "traits"), "somebody else changed this") {
			t.Errorf("answered %s", r.Body)
		}
		if p := s.profile(); p.Audience != "" || len(p.Approvers) != 1 || p.Traits[0] != "dry" {
			t.Errorf("a refused form leaves %+v", p)
		}
		s.Submit(ada, "", map[string]string{"traits": ""})
		s.rest()
		if p := s.profile(); p.Audience != "makers" || len(p.Approvers) != 1 || p.Traits[0] != "dry" {
			t.Errorf("kept %+v", p)
		}
	})
}

// TestStrangersAreToldNothing of what a channel knows that is shared with their company.
func TestStrangersAreToldNothing(t *testing.T) {
	s := overHTTP(t, setting{})
	s.User(slacktest.User{ID: "U0OTHER001", Name: "olga", Stranger: true, Team: "T0OTHER001"})
	s.Slack.Channel(slacktest.Channel{ID: launch, Name: "launch", BotIn: true, Members: []string{ada, lea, marc, "U0OTHER001"}})
	if err := s.core.SetProfile(s.Ctx, s.place(), copilot.Profile{Audience: "secret plan"}); err != nil {
		t.Fatal(err)
	}
	if err := s.core.AddFact(s.Ctx, s.place(), copilot.Fact{ID: "f", Text: "secret plan"}); err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"facts", "export", "voice"} {
		s.Command("U0OTHER001", launch, "/copilot", typed)
		s.rest()
		if seen := s.Visible("U0OTHER001", launch); strings.Contains(seen, "secret") || seen == "" {
			t.Errorf("%s: a stranger reads %q", typed, seen)
		}
		if v, open := s.View("U0OTHER001"); open && strings.Contains(v.Plain(), "secret") {
			t.Errorf("%s: a stranger reads %q", typed, v.Plain())
		}
	}
}

// TestDelegate: an approver who is no administrator lets somebody sign for them, and ends it;
// who is mentioned is who does.
func TestDelegate(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		p := s.profile()
		p.Approvers = []copilot.Approver{{ID: marc, Name: "Marc"}}
		if err := s.core.SetProfile(s.Ctx, s.place(), p); err != nil {
			t.Fatal(err)
		}
		typed := "delegate <@" + lea + "> until " + s.Clock.Now().AddDate(0, 1, 0).Format(time.DateOnly)
		s.Command(ada, launch, "/copilot", typed)
		s.door.Wait()
		if d := s.profile().Delegations; len(d) != 0 {
			t.Fatalf("somebody who is no approver delegates: %+v", d)
		}
		s.Command(marc, launch, "/copilot", typed)
		s.door.Wait()
		if d := s.profile().Delegations; len(d) != 1 || d[0].From.ID != marc || d[0].To.ID != lea || d[0].To.Name == "" {
			t.Fatalf("kept %+v", d)
		}
		s.Command(marc, launch, "/copilot", "déléguer arrêt")
		s.door.Wait()
		if d := s.profile().Delegations; len(d) != 0 {
			t.Errorf("it stays: %+v", d)
		}
	})
}
