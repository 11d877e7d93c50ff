package discord_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

func (s *stage) facts() []copilot.Fact {
	s.t.Helper()
	all, err := s.core.Facts(s.Ctx, s.place())
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// sets uses a part of the command of the settings, as if everybody were shown it.
func (s *stage) sets(user, part string, options map[string]any) discordtest.Reply {
	s.t.Helper()
	s.Permit("copilot")
	r := s.Command(user, launch, "copilot "+part, options)
	s.rest()
	return r
}

// TestFacts are listed to everybody there, in their language, and changed by whoever
// may manage the server alone.
func TestFacts(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.says(s.sets(lea, "facts list", nil), "no facts yet")
	s.says(s.sets(ada, "facts add", map[string]any{"fact": "Thanks to <@" + marc + ">, *98 g* @everyone", "source": "lab", "until": "tomorrow"}),
		"Thanks to @Marc Olivier, *98 g* @everyone · source: lab · ⚠ only until")
	s.says(s.sets(lea, "facts add", map[string]any{"fact": "We open at 8"}), "Only people who may manage the server")
	s.says(s.sets(marc, "facts drop", map[string]any{"fact": "ab2de"}), "Seules les personnes qui peuvent gérer le serveur")
	s.says(s.sets(ada, "facts add", map[string]any{"fact": "x", "until": "yesterday"}), "no day that is still to come")
	s.says(s.sets(ada, "facts drop", map[string]any{"fact": "ab2de"}), "No fact of this channel")
	kept := s.facts()
	if len(kept) != 1 || kept[0].By.ID != ada || kept[0].Source != "lab" || kept[0].Expires.IsZero() {
		t.Fatalf("kept %+v", kept)
	}
	s.says(s.sets(marc, "facts list", nil), kept[0].Handle()+" · Thanks to @Marc")
	offered := s.Autocomplete(ada, launch, "copilot facts drop", "fact", "mARC", nil)
	if len(offered) != 1 || offered[0].Value != kept[0].Handle() || !strings.HasPrefix(offered[0].Name, "Thanks to") {
		t.Fatalf("offered %v", offered)
	}
	s.says(s.sets(ada, "facts drop", map[string]any{"fact": offered[0].Value}), "Dropped: Thanks")
	if kept := s.facts(); len(kept) > 0 {
		t.Errorf("kept %v", kept)
	}
}

// TestFactForm: a fact that was not typed is asked for, and what is refused is given
// back.
func TestFactForm(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.sets(ada, "facts add", map[string]any{"source": "lab"})
	form, _ := s.Modal(ada)
	if inputsOf(form.Components) != "fact source until" || !strings.Contains(form.Plain(), "lab") {
		t.Fatalf("asked %s", form.Plain())
	}
	s.says(s.submits(ada, map[string]any{"fact": "Halo 2 weighs 98 g", "until": "soon"}), "“soon” is no day")
	if seen := s.Visible(ada, launch); !strings.Contains(seen, "Halo 2 weighs 98 g") {
		t.Errorf("what was typed is lost: %s", seen)
	}
	s.sets(ada, "facts add", nil)
	s.says(s.submits(ada, map[string]any{"fact": "Halo 2 weighs 98 g", "until": "in 2 weeks"}), "Kept: ")
	if kept := s.facts(); len(kept) != 1 || kept[0].Text != "Halo 2 weighs 98 g" || kept[0].Expires.IsZero() {
		t.Errorf("kept %+v", kept)
	}
	s.sets(ada, "facts add", nil)
	s.Change(ada, func(u *discordtest.User) { u.Roles = nil })
	s.says(s.submits(ada, map[string]any{"fact": "We open at 8"}), "Only people who may manage the server")
	if len(s.facts()) != 1 {
		t.Error("it is kept all the same")
	}
}

// TestManyFactsAreListed whole, over as many messages as they need.
func TestManyFactsAreListed(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for i := range 60 {
		f := copilot.Fact{ID: fmt.Sprint(i), Text: fmt.Sprint(i, strings.Repeat(" *_~`", 60)), Source: strings.Repeat("s", 100)}
		if err := s.core.AddFact(s.Ctx, s.place(), f); err != nil {
			t.Fatal(err)
		}
	}
	s.sets(lea, "facts list", nil)
	seen := s.Visible(lea, launch)
	for _, f := range s.facts() {
		if !strings.Contains(seen, f.Handle()+" · ") {
			t.Fatalf("%s is not told", f.Handle())
		}
	}
	if seen := s.Visible(marc, launch); strings.Contains(seen, " · ") {
		t.Errorf("others read it: %s", seen)
	}
}

// piecesOf are the blocks of code in messages.
func piecesOf(all []discordtest.Message) []string {
	var pieces []string
	for _, m := range all {
		for _, e := range m.Embeds {
			embed, _ := e.(map[string]any)
			words, _ := embed["description"].(string)
			pieces = append(pieces, strings.TrimSuffix(strings.TrimPrefix(words, "```yaml\n"), "\n```"))
		}
	}
	return pieces
}

// TestFileThereAndBack: what is attached, or shown where Discord takes no file, can be
// pasted, exactly; what is wrong names its line, and is given back.
func TestFileThereAndBack(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	want := copilot.Profile{Audiences: []copilot.Audience{{Name: "riders", Words: "city riders"}}, Voice: copilot.Voice{
		Words: "@everyone & *bold* <b>", Samples: []copilot.Sample{{Text: strings.Repeat("One line of it.\n", 300) + "The end"}},
	}}
	if err := s.core.SetProfile(s.Ctx, s.place(), want); err != nil {
		t.Fatal(err)
	}
	s.says(s.sets(lea, "export", nil), "All this channel knows, as a file")
	attached := s.whisper(lea).Files
	if len(attached) != 1 || attached[0].Name != "launch.yaml" || s.whisper(lea).To != lea {
		t.Fatalf("attached %v", attached)
	}
	s.Fail("POST", "/webhooks/{webhook_id}/{webhook_token}", 1, discordtest.Fault{Status: 403, Code: 50013})
	s.sets(lea, "export", nil)
	pieces := piecesOf(s.Ephemerals(lea))
	if got := strings.Join(pieces, "\n") + "\n"; len(pieces) < 2 || got != string(attached[0].Data) {
		t.Fatalf("shown in %d pieces (-attached +shown):\n%s", len(pieces), cmp.Diff(string(attached[0].Data), got))
	}
	if err := s.core.SetProfile(s.Ctx, s.place(), copilot.Profile{Audience: "before"}); err != nil {
		t.Fatal(err)
	}
	s.says(s.sets(lea, "import", nil), "Only people who may manage the server")
	s.sets(ada, "import", nil)
	s.says(s.submits(ada, map[string]any{"text": "audience: x\nvoyce: y"}), "Line 2")
	if seen := s.Visible(ada, launch); !strings.Contains(seen, "voyce: y") || s.profile().Audience != "before" {
		t.Errorf("what was pasted is lost, or kept: %s", seen)
	}
	s.sets(ada, "import", nil)
	pasted := map[string]any{"text": pieces[0]}
	for i, piece := range pieces[1:] {
		pasted[fmt.Sprintf("text/%d", i+1)] = piece
	}
	s.says(s.submits(ada, pasted), "Read: all that the file names is now as it says. This channel knows 0 facts")
	if diff := cmp.Diff(want, s.profile()); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
}

// TestVoice is told to everybody there; the form stands behind a button for whoever may
// manage the server.
func TestVoice(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	before := copilot.Profile{
		Language: "fr", Hashtags: []string{"#a"}, Approvers: []copilot.Approver{{ID: marc, Name: "Marc Olivier"}},
		Voice: copilot.Voice{Banned: []string{"best"}, Traits: []string{"warm"}, Emoji: "few", Address: "tu", Samples: []copilot.Sample{{Network: "x", Text: "One *post*"}}},
	}
	if err := s.core.SetProfile(s.Ctx, s.place(), before); err != nil {
		t.Fatal(err)
	}
	s.says(s.sets(marc, "voice", nil), "Exemples de publications\u00a0: X · One *post*")
	if names := s.whisper(marc).Components; len(names) > 0 {
		t.Errorf("Marc is offered %v", names)
	}
	s.says(s.sets(ada, "voice", nil), "Emoji: Few, two at most")
	opens := func() discordtest.Modal {
		t.Helper()
		s.clicks(ada, s.whisper(ada).ID, "settings|voice")
		form, _ := s.Modal(ada)
		return form
	}
	if form := opens(); inputsOf(form.Components) != "traits preferred manners audiences sample" || !strings.Contains(fmt.Sprint(form.Components), "default:true label:Emoji: Few") {
		t.Errorf("asked %s", fmt.Sprint(form.Components))
	}
	s.says(s.submits(ada, map[string]any{"manners": []string{"emoji.few", "emoji.none"}}), "one of each kind")
	s.sets(ada, "voice", nil)
	opens()
	s.says(s.submits(ada, map[string]any{"audiences": "riders"}), "“riders” is no audience")
	s.sets(ada, "voice", nil)
	opens()
	s.says(s.submits(ada, map[string]any{
		"traits": "warm, dry", "manners": []string{"address.vous", "inclusive.point"}, "audiences": "riders: city riders", "sample": "LinkedIn:\nA second\npost",
	}), "Saved.")
	want := before
	want.Audiences = []copilot.Audience{{Name: "riders", Words: "city riders"}}
	want.Traits, want.Emoji, want.Address, want.Inclusive = []string{"warm", "dry"}, "", "vous", "point"
	want.Samples = []copilot.Sample{{Network: "x", Text: "One *post*"}, {Network: "linkedin", Text: "A second\npost"}}
	if diff := cmp.Diff(want, s.profile()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.sets(ada, "voice", nil)
	id := s.whisper(ada).ID
	s.Change(ada, func(u *discordtest.User) { u.Roles = nil })
	s.says(s.clicks(ada, id, "settings|voice"), "Only people who may manage the server")
}

// TestTwoFormsAtOnce: what somebody else changed while a form was open is kept; where
// both changed one thing, the second is told, and given back what they typed.
func TestTwoFormsAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	meanwhile := func(change func(*copilot.Known) error) {
		t.Helper()
		if _, err := s.core.Change(s.Ctx, s.place(), copilot.Form{Fields: []string{"approvers", "audience"}}, change); err != nil {
			t.Fatal(err)
		}
	}
	s.settings(ada, "settings")
	meanwhile(func(k *copilot.Known) error {
		k.Approvers, k.Audience = []copilot.Approver{{ID: marc, Name: "Marc Olivier"}}, "press"
		return nil
	})
	s.submits(ada, map[string]any{"voice": "Warm."})
	if p := s.profile(); p.Words != "Warm." || p.Audience != "press" || len(p.Approvers) != 1 {
		t.Errorf("kept %+v", p)
	}
	s.settings(ada, "settings")
	meanwhile(func(k *copilot.Known) error { k.Audience = "riders"; return nil })
	s.says(s.submits(ada, map[string]any{"audience": "makers and menders", "voice": "Cold."}), "Audience: somebody else changed this")
	if p := s.profile(); p.Words != "Warm." || p.Audience != "riders" {
		t.Errorf("a refused form leaves %+v", p)
	}
	if seen := s.Visible(ada, launch); !strings.Contains(seen, "makers and menders") {
		t.Errorf("what was typed is lost: %s", seen)
	}
}

// TestAudiencesAreOffered by name, with who they are.
func TestAudiencesAreOffered(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	if err := s.core.SetProfile(s.Ctx, s.place(), copilot.Profile{Audiences: []copilot.Audience{{Name: "réguliers", Words: "every day"}, {Name: "press", Words: "dailies"}}}); err != nil {
		t.Fatal(err)
	}
	if got := s.Autocomplete(lea, launch, "draft", "audience", "REG", nil); len(got) != 1 || got[0].Value != "réguliers" || got[0].Name != "réguliers: every day" {
		t.Errorf("offered %v", got)
	}
	s.asks(lea, "draft", map[string]string{"text": "our launch", "audience": "Reguliers"})
	if p := s.Pen.Last(); p.Audience != "every day" {
		t.Errorf("the writer is told %q", p.Audience)
	}
}

// TestDelegate: an approver who does not manage the server lets somebody sign for them, and
// ends it.
func TestDelegate(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	s.says(s.sets(lea, "delegate", map[string]any{"person": ada, "until": "tomorrow"}), "Only an approver of this channel")
	s.says(s.sets(marc, "delegate", map[string]any{"person": lea}), "Jusqu’à quand")
	s.says(s.sets(marc, "delegate", map[string]any{"person": lea, "until": "dans 2 semaines"}), "peut signer pour vous")
	if d := s.profile().Delegations; len(d) != 1 || d[0].From.ID != marc || d[0].To.ID != lea {
		t.Fatalf("kept %+v", d)
	}
	s.says(s.sets(ada, "delegate", nil), "may sign for")
	s.says(s.sets(marc, "delegate", map[string]any{"off": true}), "Plus personne ne signe")
	if d := s.profile().Delegations; len(d) != 0 {
		t.Errorf("it stays: %+v", d)
	}
}
