package discord_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// TestStats is told to whoever asks alone, in their language; the figures of all channels, to
// whoever may manage the server.
func TestStats(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.drafts()
	s.says(s.sets(lea, "stats", map[string]any{"period": "7"}), "Key figures of this channel, last 7 days:\nDrafts: 1 (/draft 1)")
	r := s.sets(marc, "stats", nil)
	s.says(r, "Chiffres clés de ce canal, 30 derniers jours")
	if said, _ := r.Data["content"].(string); strings.Contains(said, "canaux réunis") || strings.Contains(said, "Léa") {
		t.Errorf("told %q", said)
	}
	s.says(s.sets(ada, "stats", nil), "All channels together, last 30 days:")
}

// TestStatsLink: with the figures goes a link to where they are drawn, for whoever asked
// alone; whether those of all channels are among them is as the answer says.
func TestStatsLink(t *testing.T) {
	t.Parallel()
	s := open(t, setting{plots: drawnAt})
	s.drafts()
	for _, c := range []struct {
		who     string
		options map[string]any
		says    string
		opens   string
		at      string
	}{
		{lea, map[string]any{"period": "7"}, "\nThe same with plots, as a table and as CSV. The link is for you alone and opens for an hour.", "Open the plots", launch + "/" + lea + "/false/7"},
		{ada, nil, "The same with plots", "Open the plots", launch + "/" + ada + "/true/30"},
		{marc, map[string]any{"period": "90"}, "\nLes mêmes chiffres en graphiques", "Ouvrir les graphiques", launch + "/" + marc + "/false/90"},
	} {
		r := s.sets(c.who, "stats", c.options)
		s.says(r, c.says)
		buttons := s.whisper(c.who).Buttons()
		if len(buttons) != 1 || buttons[0].Label != c.opens || buttons[0].URL != "https://drafts.example.com/figures/"+c.at || buttons[0].CustomID != "" {
			t.Errorf("%s: the buttons are %+v", c.who, buttons)
		}
		if content, _ := r.Data["content"].(string); strings.Contains(content, "http") {
			t.Errorf("the words have the link, too: %q", content)
		}
	}
	s.sets(lea, "usage", nil)
	if buttons := s.whisper(lea).Buttons(); len(buttons) > 0 {
		t.Errorf("usage has the buttons %+v", buttons)
	}
}

// TestStatsLinkComesLate: figures for which no acknowledgement can wait have the link, too.
func TestStatsLinkComesLate(t *testing.T) {
	t.Parallel()
	ready := make(chan struct{})
	s := open(t, setting{plots: func(at copilot.Place, by copilot.Person, whole bool, days int) string {
		<-ready
		return drawnAt(at, by, whole, days)
	}})
	s.Permit("copilot")
	r := s.Command(lea, launch, "copilot stats", nil)
	if said, _ := r.Data["content"].(string); strings.Contains(said, "drafts") {
		t.Errorf("told at once %q", said)
	}
	close(ready)
	s.rest()
	w := s.whisper(lea)
	buttons := w.Buttons()
	if len(buttons) != 1 || buttons[0].URL != "https://drafts.example.com/figures/"+launch+"/"+lea+"/false/30" || !strings.Contains(w.Plain(), "No drafts in this channel") || !strings.Contains(w.Plain(), "The link is for you alone") {
		t.Errorf("told %q with %+v", w.Plain(), buttons)
	}
}

// TestStatsWithoutLink: an address that a button has no room for is none.
func TestStatsWithoutLink(t *testing.T) {
	t.Parallel()
	for n, links := range map[int]int{512: 1, 513: 0} {
		s := open(t, setting{plots: func(copilot.Place, copilot.Person, bool, int) string {
			return "https://drafts.example.com/" + strings.Repeat("x", n-len("https://drafts.example.com/"))
		}})
		s.says(s.sets(lea, "stats", nil), "No drafts in this channel")
		if w := s.whisper(lea); len(w.Buttons()) != links || strings.Contains(w.Plain(), "The link is for you") != (links == 1) {
			t.Errorf("%d characters: %+v: %s", n, w.Buttons(), w.Plain())
		}
	}
}

// TestSees: who may be told figures is who may read there, a minute ago at most; those of
// all, who may manage the server.
func TestSees(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	sees := func(who string, at copilot.Place, whole, want bool) {
		t.Helper()
		got, err := s.chat.Sees(s.Ctx, copilot.Person{Platform: discord.Platform, ID: who}, at, whole)
		if err != nil || got != want {
			t.Errorf("%s sees, whole %v: %v, %v", who, whole, got, err)
		}
	}
	stranger := "1300000000000000009"
	for who, may := range map[string][2]bool{ada: {true, true}, lea: {true, false}, stranger: {false, false}} {
		sees(who, s.place(), false, may[0])
		sees(who, s.place(), true, may[1])
	}
	elsewhere, nowhere := s.place(), s.place()
	elsewhere.Workspace, nowhere.Channel = "1200000000000000009", "1500000000000000009"
	sees(ada, elsewhere, false, false)
	sees(ada, elsewhere, true, false)
	sees(ada, nowhere, false, false)

	private := "1500000000000000077"
	s.Discord.Channel(discordtest.Channel{ID: private, Name: "aside", Type: 12, Parent: launch, Members: []string{lea, s.Options().Application}})
	aside := s.place()
	aside.Channel = private
	sees(lea, aside, false, true)
	sees(marc, aside, false, false)

	s.Discord.Channel(discordtest.Channel{ID: launch, Name: "launch", Overwrites: []discordtest.Overwrite{{ID: lea, Member: true, Deny: discordtest.ViewChannel}}})
	s.Change(ada, func(u *discordtest.User) { u.Roles = nil })
	s.Leave(marc, s.Options().Guild)
	s.Clock.Forward(time.Minute)
	sees(ada, s.place(), false, true)
	sees(ada, s.place(), true, false)
	sees(lea, s.place(), false, false)
	sees(marc, s.place(), false, false)
	s.Change(ada, func(u *discordtest.User) { u.Roles = []string{admins}; u.TimedOutUntil = s.Clock.Now().Add(time.Hour) })
	s.Clock.Forward(time.Minute)
	sees(ada, s.place(), true, false)

	s.Fail("GET", "/channels/{channel}", 0, discordtest.Fault{Status: 500})
	s.Clock.Forward(time.Minute)
	if got, err := s.chat.Sees(s.Ctx, copilot.Person{Platform: discord.Platform, ID: ada}, s.place(), false); got || err == nil {
		t.Errorf("while Discord does not say: %v, %v", got, err)
	}
}

// drawnAt is where figures are drawn in these tests.
func drawnAt(at copilot.Place, by copilot.Person, whole bool, days int) string {
	return fmt.Sprintf("https://drafts.example.com/figures/%s/%s/%v/%d", at.Channel, by.ID, whole, days)
}
