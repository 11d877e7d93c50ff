package discord_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

const helper = "1300000000000000008" // a program

// profile is what the channel has said of itself.
func (s *stage) profile() copilot.Profile {
	s.t.Helper()
	p, err := s.core.Profile(s.Ctx, s.place())
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

// settings opens a part of the settings, as if everybody were shown the command.
func (s *stage) settings(user, part string) discordtest.Reply {
	s.t.Helper()
	s.Permit("copilot")
	return s.Command(user, launch, "copilot "+part, nil)
}

// TestApproversAreChosen: whoever manages the server chooses people and roles, who
// are kept by name, stand in the menu the next time, and on the open cards at once.
func TestApproversAreChosen(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	card := s.drafts()
	if names := buttons(card); slices.Contains(names, "approve") {
		t.Errorf("nobody may sign off, and yet there is %v", names)
	}
	s.settings(ada, "approvers")
	r := s.submits(ada, map[string]any{"approvers": []string{marc, editors}, "self_sign_off": []string{"yes"}})
	s.says(r, "Marc Olivier, @editors")
	want := []copilot.Approver{{ID: marc, Name: "Marc Olivier"}, {ID: editors, Name: "@editors", Role: true}}
	if p := s.profile(); !p.SelfSignOff || cmp.Diff(want, p.Approvers) != "" {
		t.Errorf("kept %+v", p)
	}
	if m := s.card(launch); !strings.Contains(m.Plain(), "Can be signed off by: Marc Olivier, @editors") || !slices.Contains(buttons(m), "approve") {
		t.Errorf("the open card is %s, with %v", m.Plain(), buttons(m))
	}
	s.settings(ada, "approvers")
	form, _ := s.Modal(ada)
	stood := fmt.Sprint(form.Components)
	for _, choice := range []string{"id:" + marc + " type:user", "id:" + editors + " type:role"} {
		if !strings.Contains(stood, choice) {
			t.Errorf("%s is not chosen to begin with: %s", choice, stood)
		}
	}
	s.submits(ada, map[string]any{"approvers": []string{}, "self_sign_off": []string{"no"}})
	if p := s.profile(); len(p.Approvers) > 0 || p.SelfSignOff {
		t.Errorf("kept %+v", p)
	}
}

// TestNotEverybodyApproves: neither @everyone nor a program can be chosen, and then
// nothing is changed.
func TestNotEverybodyApproves(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.User(discordtest.User{ID: helper, Name: "helper", Bot: true})
	s.approvers(marc)
	for who, want := range map[string]string{s.Options().Guild: "@everyone cannot sign off", helper: "helper cannot sign off", s.Options().Application: "cannot sign off"} {
		s.settings(ada, "approvers")
		s.says(s.submits(ada, map[string]any{"approvers": []string{lea, who}}), want)
		if p := s.profile(); len(p.Approvers) != 1 || p.Approvers[0].ID != marc {
			t.Errorf("kept %+v", p.Approvers)
		}
	}
}

// TestOnlyManagersSet: the settings are for whoever may manage the server, when they
// open the form and when they send it, whoever is shown the command.
func TestOnlyManagersSet(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for _, part := range []string{"approvers", "settings"} {
		s.says(s.settings(lea, part), "Only people who may manage the server")
		s.says(s.settings(marc, part), "Seules les personnes qui peuvent gérer le serveur")
		s.settings(ada, part)
		s.Change(ada, func(u *discordtest.User) { u.Roles = nil })
		s.says(s.submits(ada, nil), "Only people who may manage the server")
		s.Change(ada, func(u *discordtest.User) { u.Roles = []string{admins} })
	}
	if p := s.profile(); cmp.Diff(copilot.Profile{}, p) != "" {
		t.Errorf("kept %+v", p)
	}
}

// TestWhatHasNoRoomStays: what was set elsewhere and would be taken apart by the form
// is not lost when the form is sent, nor what it does not ask.
func TestWhatHasNoRoomStays(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	want := copilot.Profile{Voice: copilot.Voice{Banned: []string{"never, ever"}, Traits: []string{"warm"}, Emoji: "none"}}
	if err := s.core.SetProfile(s.Ctx, s.place(), want); err != nil {
		t.Fatal(err)
	}
	s.settings(ada, "settings")
	s.submits(ada, map[string]any{"audience": "makers"})
	want.Audience = "makers"
	if diff := cmp.Diff(want, s.profile()); diff != "" {
		t.Error(diff)
	}
}

// TestSettingsAreKept: how a channel speaks, without touching who signs off.
func TestSettingsAreKept(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	s.settings(ada, "settings")
	form, _ := s.Modal(ada)
	if !strings.Contains(form.Title, "launch") || inputsOf(form.Components) != "language networks audience voice banned" {
		t.Errorf("%q asks for %s", form.Title, inputsOf(form.Components))
	}
	s.submits(ada, map[string]any{
		"language": []string{"fr"}, "networks": []string{"linkedin"}, "audience": "makers", "voice": "Warm.", "banned": "synergy, leverage",
	})
	want := copilot.Profile{Language: "fr", Networks: []string{"linkedin"}, Audience: "makers", Voice: copilot.Voice{Words: "Warm.", Banned: []string{"synergy", "leverage"}}}
	got := s.profile()
	if len(got.Approvers) != 1 {
		t.Errorf("kept %+v", got.Approvers)
	}
	got.Approvers = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	s.settings(ada, "settings")
	if r := s.submits(ada, map[string]any{"voice": ""}); r.Type != 4 {
		t.Errorf("answered with type %d", r.Type)
	}
	if p := s.profile(); p.Words != "" || p.Audience != "makers" || p.Language != "fr" || !slices.Equal(p.Networks, []string{"linkedin"}) {
		t.Errorf("kept %+v", p)
	}
}

// TestSettingsWithoutStore: nobody is shown settings that cannot be read.
func TestSettingsWithoutStore(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Memory.Down.Store(true)
	s.says(s.settings(ada, "approvers"), "")
	if _, open := s.Modal(ada); open {
		t.Error("a form opens")
	}
}

// TestSeveralSignatures: whoever manages the server says how many have to sign, and the form
// says which steps a channel has.
func TestSeveralSignatures(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.settings(ada, "approvers")
	r := s.submits(ada, map[string]any{"approvers": []string{marc, editors}, "self_sign_off": []string{"no"}, "signatures": []string{"2"}, "wait_days": "14"})
	s.says(r, "Needs 2 signatures, of different people among: Marc Olivier, @editors")
	p := s.profile()
	if p.Signatures != 2 || p.WaitDays != 14 {
		t.Fatalf("kept %+v", p)
	}
	p.Steps = []copilot.Step{{Name: "Legal", Approvers: []copilot.Approver{{ID: marc, Name: "Marc"}}}}
	if err := s.core.SetProfile(s.Ctx, s.place(), p); err != nil {
		t.Fatal(err)
	}
	s.settings(ada, "approvers")
	if form, _ := s.Modal(ada); !strings.Contains(fmt.Sprint(form.Components), "1. Legal (one of: Marc)") {
		t.Errorf("the form is %v", form.Components)
	}
}
