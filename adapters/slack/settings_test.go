package slack_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// opens types the command and returns the form it opens.
func (s *stage) opens(user, words string) slacktest.View {
	s.t.Helper()
	s.Command(user, launch, "/copilot", words)
	s.door.Wait()
	v, open := s.View(user)
	if !open {
		s.t.Fatalf("/copilot %s opens nothing for %s", words, user)
	}
	return v
}

func (s *stage) profile() copilot.Profile {
	s.t.Helper()
	p, err := s.core.Profile(s.Ctx, s.place())
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

// TestOnlyAdministratorsSet: everybody else is told whom to ask, and a form that
// was open when somebody lost the office saves nothing.
func TestOnlyAdministratorsSet(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.User(slacktest.User{ID: "U0OWNER001", Owner: true})
		s.User(slacktest.User{ID: "U0GUEST001", Admin: true, Restricted: true})
		for user, want := range map[string]string{ada: "settings", "U0OWNER001": "settings", lea: "wait", marc: "wait", "U0GUEST001": "wait"} {
			if v := s.opens(user, "approvers"); v.CallbackID != want {
				t.Errorf("%s gets %q: %s", user, v.CallbackID, v.Plain())
			}
		}
		s.hears(lea, "Only administrators")
		s.hears(marc, "administrateur")
		s.User(slacktest.User{ID: ada, Name: "ada"}) // no administrator any more
		s.Clock.Forward(2 * 60e9)
		r := s.Submit(ada, "", map[string]string{"approvers": lea})
		if !strings.Contains(string(r.Body), "Only administrators") || len(s.profile().Approvers) > 0 {
			t.Errorf("saved all the same: %s", r.Body)
		}
	})
}

// TestWhoCannotApprove: they are refused by name, and nothing is saved.
func TestWhoCannotApprove(t *testing.T) {
	for name, u := range map[string]slacktest.User{
		"a guest":         {Restricted: true},
		"a single guest":  {UltraRestricted: true},
		"a program":       {Bot: true},
		"somebody gone":   {Deleted: true},
		"a stranger":      {Stranger: true, Team: "T0OTHER001"},
		"another company": {Team: "T0OTHER001"},
	} {
		onBoth(t, setting{}, func(t *testing.T, s *stage) {
			u.ID, u.RealName = "U0WRONG001", "Vera Wrong"
			s.User(u)
			s.opens(ada, "")
			r := s.Submit(ada, "", map[string]string{"approvers": marc + "," + u.ID})
			errors, _ := r.JSON["errors"].(map[string]any)
			if said, _ := errors["approvers"].(string); !strings.Contains(said, "Vera Wrong cannot sign off") {
				t.Errorf("%s: answered %s", name, r.Body)
			}
			if _, open := s.View(ada); !open || len(s.profile().Approvers) > 0 {
				t.Errorf("%s: saved %v", name, s.profile().Approvers)
			}
		})
	}
}

// TestSettingsAreKept: every input of the form, and what is not in it.
func TestSettingsAreKept(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Group(slacktest.Group{ID: "S0TEAM0001", Handle: "editors", Users: []string{lea}})
		before := copilot.Profile{Voice: copilot.Voice{Preferred: []string{"launch"}}, Hashtags: []string{"#Always"}, Networks: []string{"x", "mastodon"}}
		if err := s.core.SetProfile(s.Ctx, s.place(), before); err != nil {
			t.Fatal(err)
		}
		s.opens(ada, "")
		s.Submit(ada, "", map[string]string{
			"approvers": marc, "groups": "S0TEAM0001", "self_sign_off": "yes", "language": "fr", "networks": "linkedin",
			"audience": "makers", "voice": "plain", "banned": "cheap, best; ever",
			"traits": "warm, dry", "emoji": "few", "address": "tu", "inclusive": "doublets", "keep": "yes",
		})
		s.rest()
		p := s.profile()
		want := []copilot.Approver{{ID: marc, Name: "Marc Olivier"}, {Role: true, ID: "S0TEAM0001", Name: "@editors"}}
		if !slices.Equal(p.Approvers, want) || !p.SelfSignOff || p.Language != "fr" || p.Audience != "makers" || p.Words != "plain" {
			t.Errorf("kept %+v", p)
		}
		if !slices.Equal(p.Banned, []string{"cheap", "best", "ever"}) || !slices.Equal(p.Networks, []string{"linkedin", "x", "mastodon"}) {
			t.Errorf("kept %v, %v", p.Banned, p.Networks)
		}
		if !slices.Equal(p.Traits, []string{"warm", "dry"}) || p.Emoji != "few" || p.Address != "tu" || p.Inclusive != "doublets" {
			t.Errorf("kept %+v", p.Voice)
		}
		if !p.Keep {
			t.Error("the channel does not keep what goes by")
		}
		if !slices.Equal(p.Hashtags, before.Hashtags) || !slices.Equal(p.Preferred, before.Preferred) {
			t.Errorf("lost %v, %v", p.Hashtags, p.Preferred)
		}
		s.hears(ada, "Marc Olivier, @editors")

		s.opens(ada, "approvers")
		s.Submit(ada, "", map[string]string{"approvers": "", "groups": "", "self_sign_off": ""})
		s.rest()
		if p := s.profile(); len(p.Approvers) > 0 || p.SelfSignOff || p.Words != "plain" || len(p.Networks) != 3 {
			t.Errorf("the form for approvers alone leaves %+v", p)
		}
		s.hears(ada, "Nobody can sign off")
	})
}

// TestWhatHasNoRoomStays: what was set elsewhere and is too long for the form, or
// would be taken apart by it, is not lost when the form is sent.
func TestWhatHasNoRoomStays(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		before := copilot.Profile{Voice: copilot.Voice{
			Words: strings.Repeat("w", 3_001), Banned: []string{"never, ever"}, Samples: []copilot.Sample{{Text: "A post"}},
		}}
		if err := s.core.SetProfile(s.Ctx, s.place(), before); err != nil {
			t.Fatal(err)
		}
		if v := s.opens(ada, ""); !strings.Contains(v.Plain(), "This field cannot show what is kept") {
			t.Errorf("the form does not say what it cannot show:\n%s", v.Plain())
		}
		s.Submit(ada, "", map[string]string{"audience": "makers"})
		s.rest()
		want := before
		want.Audience = "makers"
		if diff := cmp.Diff(want, s.profile()); diff != "" {
			t.Error(diff)
		}
	})
}

// TestFormOfTheVersionBefore: it may be open while this version takes over, and does
// not wipe what it does not ask.
func TestFormOfTheVersionBefore(t *testing.T) {
	before := copilot.Voice{Words: "old", Traits: []string{"warm"}, Preferred: []string{"lamp"}, Emoji: "none", Address: "vous", Inclusive: "point"}
	want := before
	want.Words, want.Banned = "new", []string{"best"}
	if diff := cmp.Diff(want, slack.VoiceOf(before, "new", "best")); diff != "" {
		t.Error(diff)
	}
}

// TestMentionedAreChosen: whoever is named after "approvers" is picked already,
// with those who were approvers before.
func TestMentionedAreChosen(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Group(slacktest.Group{ID: "S0TEAM0001", Handle: "editors"})
		s.approvers(ada)
		v := s.opens(ada, "approvers @marc @editors @nobody")
		if strings.Contains(v.Plain(), "Audience") {
			t.Errorf("more is asked than who approves: %s", v.Plain())
		}
		if len(s.profile().Approvers) != 1 {
			t.Error("typing alone has changed something")
		}
		s.Submit(ada, "", nil)
		s.rest()
		var ids []string
		for _, a := range s.profile().Approvers {
			ids = append(ids, a.ID)
		}
		if !slices.Equal(ids, []string{marc, ada, "S0TEAM0001"}) {
			t.Errorf("approvers %v", ids)
		}
	})
}

// TestOpenCardsAreShownAnew: a card that nobody could sign gets its button.
func TestOpenCardsAreShownAnew(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.asks(lea, "/draft", "variants:1 our launch")
		if slices.Contains(cardActions(s.card(launch)), "act.approve") {
			t.Fatal("it can be signed by nobody")
		}
		s.opens(ada, "")
		s.Submit(ada, "", map[string]string{"approvers": marc})
		s.rest()
		card := s.card(launch)
		if !slices.Contains(cardActions(card), "act.approve") || !strings.Contains(plain(card), "Marc Olivier") {
			t.Errorf("the card is %s", plain(card))
		}
		s.Click(marc, launch, card.TS, "act.approve")
		s.rest()
		if d := s.newest(); d.State() != copilot.Approved {
			t.Errorf("it is %s", d.State())
		}
	})
}

// TestSettingsWithoutGroups: a plan without user groups has none, and a list that
// cannot be read is said so instead of shown empty.
func TestSettingsWithoutGroups(t *testing.T) {
	s := overHTTP(t, setting{})
	s.Fail("usergroups.list", "plan_upgrade_required", 1)
	if v := s.opens(ada, ""); v.CallbackID != "settings" {
		t.Errorf("%q: %s", v.CallbackID, v.Plain())
	}
	s.Clock.Forward(2 * 60e9)
	s.Fail("usergroups.list", "missing_scope", 1)
	if v := s.opens(ada, ""); v.CallbackID != "wait" || !strings.Contains(v.Plain(), "permission") {
		t.Errorf("%q: %s", v.CallbackID, v.Plain())
	}
}

// TestSeveralSignatures: an administrator says how many have to sign, and the form says
// which steps a channel has.
func TestSeveralSignatures(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.opens(ada, "approvers")
		r := s.Submit(ada, "", map[string]string{"approvers": lea + "," + marc, "signatures": "2", "wait_days": "14"})
		if p := s.profile(); p.Signatures != 2 || p.WaitDays != 14 || len(p.Approvers) != 2 {
			t.Fatalf("kept %+v: %s", p, r.Body)
		}
		s.opens(ada, "")
		if r := s.Submit(ada, "", map[string]string{"approvers": lea + "," + marc, "signatures": "2", "wait_days": "14", "retain": "90"}); s.profile().Retain != 90 {
			t.Fatalf("kept %+v: %s", s.profile(), r.Body)
		}
		p := s.profile()
		p.Steps = []copilot.Step{{Name: "Legal", Approvers: []copilot.Approver{{ID: lea, Name: "Lea"}}}}
		if err := s.core.SetProfile(s.Ctx, s.place(), p); err != nil {
			t.Fatal(err)
		}
		if v := s.opens(ada, "approvers"); !strings.Contains(v.Plain(), "1. Legal (one of: Lea)") {
			t.Errorf("the form says %s", v.Plain())
		}
	})
}
