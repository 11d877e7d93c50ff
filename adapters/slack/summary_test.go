package slack_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// submission is the form of a modal that was sent.
func submission(user, team, callback, metadata, values string) string {
	payload := fmt.Sprintf(`{"type":"view_submission","team":{"id":%q},"user":{"id":%q,"team_id":%q},"view":{"id":"V1","type":"modal","callback_id":%q,"private_metadata":%q,"state":{"values":%s}}}`,
		team, user, team, callback, metadata, values)
	return "payload=" + url.QueryEscape(payload)
}

// Channels beside the launch: which of them a link leads to matters.
const (
	both    = "C0BOTH0001" // Lea and the bot are in
	botOnly = "C0BOTONLY1" // public, only the bot
	secret  = "C0SECRET01" // private, only the bot
	own     = "C0OWN00001" // private, Lea and the bot
	hers    = "C0HERS0001" // Lea alone
)

// summaryStage has a conversation in each channel.
func summaryStage(t *testing.T, s *stage) map[string]string {
	t.Helper()
	links := map[string]string{}
	for _, c := range []slacktest.Channel{
		{ID: both, BotIn: true, Members: []string{lea, marc}},
		{ID: botOnly, BotIn: true, Members: []string{marc}},
		{ID: secret, Private: true, BotIn: true, Members: []string{marc}},
		{ID: own, Private: true, BotIn: true, Members: []string{lea}},
		{ID: hers, Members: []string{lea}},
	} {
		s.Slack.Channel(c)
		ts := s.SeedThread(c.ID, 3, []string{marc})
		links[c.ID] = s.Permalink(c.ID, ts)
	}
	links[launch] = s.Permalink(launch, s.SeedThread(launch, 3, []string{marc, lea}))
	return links
}

// TestSummarizeALink: what is behind a link is read for those who are there, and
// told to nobody else.
func TestSummarizeALink(t *testing.T) {
	t.Parallel()
	for channel, want := range map[string]string{
		launch: "", both: "", own: "", botOnly: "You cannot read that conversation", secret: "You cannot read that conversation",
		hers: "I am not in that conversation",
	} {
		onBoth(t, setting{}, func(t *testing.T, s *stage) {
			link := summaryStage(t, s)[channel]
			s.ResetCalls()
			s.asks(lea, "/summarize", link)
			if n := len(s.ours(launch)) + len(s.ours(channel)); n > 0 {
				t.Errorf("%s: %d messages before everybody", channel, n)
			}
			answer := s.card(s.DM(lea))
			if want != "" {
				if !strings.Contains(answer.Plain(), want) {
					t.Errorf("%s is answered %s", channel, answer.Plain())
				}
				if n := s.Count("conversations.replies") + s.Count("conversations.history"); channel != hers && n > 0 {
					t.Errorf("%s was read for somebody who is not in it", channel)
				}
				return
			}
			if !strings.Contains(answer.Plain(), "The launch is on Thursday.") || !strings.Contains(string(answer.Blocks), "/archives/"+channel+"/p") {
				t.Errorf("%s is answered %s", channel, answer.Plain())
			}
			if n := len(s.Pen.Last().Lines); n != 3 {
				t.Errorf("%s: %d lines were read", channel, n)
			}
		})
	}
}

// TestSummarizeSome: 50, since yesterday, and everything.
func TestSummarizeSome(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]int{"50": 50, "last:7": 7, "since yesterday": 60, "since:yesterday": 60, "since 2026-03-10": 60, "": 60} {
		s := overHTTP(t, setting{})
		s.SeedHistory(launch, 60, []string{marc, lea})
		if words == "" {
			s.Command(lea, launch, "/summarize", "")
			s.Submit(lea, "", nil)
			s.rest()
		} else {
			s.asks(lea, "/summarize", words)
		}
		if n := len(s.Pen.Last().Lines); n != want {
			t.Errorf("/summarize %s reads %d messages, want %d", words, n, want)
		}
		if len(s.ours(launch)) > 0 {
			t.Errorf("/summarize %s is answered before everybody", words)
		}
		said := s.card(s.DM(lea))
		if cover := fmt.Sprintf("%d of %d messages read", want, want); !strings.Contains(said.Plain(), cover) {
			t.Errorf("/summarize %s does not say %q: %s", words, cover, said.Plain())
		}
	}
}

// TestSinceIsABound: what is older is not read.
func TestSinceIsABound(t *testing.T) {
	s := overHTTP(t, setting{})
	s.SeedHistory(launch, 5, []string{marc})
	s.Clock.Forward(72 * time.Hour)
	s.SeedHistory(launch, 4, []string{lea})
	s.asks(lea, "/summarize", "since yesterday")
	if n := len(s.Pen.Last().Lines); n != 4 {
		t.Errorf("%d messages read, want 4", n)
	}
}

// TestShareHere: a private summary becomes, once, a card in its channel that can
// be signed.
func TestShareHere(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.approvers(marc)
		s.SeedHistory(launch, 3, []string{marc})
		s.asks(lea, "/summarize", "50")
		dm := s.DM(lea)
		for _, a := range cardActions(s.card(dm)) {
			if a == "act.approve" {
				t.Error("a private answer can be signed")
			}
		}
		for range 3 {
			if m := s.ours(dm)[0]; strings.Contains(string(m.Blocks), "act.share") {
				s.Click(lea, dm, m.TS, "act.share")
			}
			s.rest()
		}
		shown := s.ours(launch)
		if len(shown) != 1 {
			t.Fatalf("%d messages in the channel", len(shown))
		}
		if !strings.Contains(shown[0].Plain(), "The launch is on Thursday.") {
			t.Errorf("shared: %s", shown[0].Plain())
		}
		s.Click(marc, launch, shown[0].TS, "act.approve")
		s.rest()
		if d := s.newest(); d.State() != copilot.Approved || d.Private {
			t.Errorf("the shared summary is %s", d.State())
		}
	})
}

// TestShareAtOnce: who says so in the form shows a summary to everybody.
func TestShareAtOnce(t *testing.T) {
	s := overHTTP(t, setting{})
	s.SeedHistory(launch, 3, []string{marc})
	s.Command(lea, launch, "/summarize", "")
	s.Submit(lea, "", map[string]string{"share": "channel", "last": "2"})
	s.rest()
	if len(s.ours(launch)) != 1 || len(s.ours(s.DM(lea))) != 0 {
		t.Errorf("%d messages in the channel, %d privately", len(s.ours(launch)), len(s.ours(s.DM(lea))))
	}
}

// TestOthersAnswerIsNotShared: nobody else's private answer can be shared, even
// by who knows its button.
func TestOthersAnswerIsNotShared(t *testing.T) {
	s := overHTTP(t, setting{})
	s.SeedHistory(launch, 3, []string{marc})
	s.asks(lea, "/summarize", "50")
	all, err := s.core.Drafts(s.Ctx, copilot.Filter{Tenant: s.place().Tenant(), For: copilot.Person{Platform: slack.Platform, ID: lea}})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d drafts: %v", len(all), err)
	}
	d := all[0]
	s.forges(marc, launch, "1773133200.000100", "act.share", fmt.Sprintf("%s|1|%s", d.ID, d.Latest().Digest))
	s.rest()
	if len(s.ours(launch)) > 0 {
		t.Error("somebody else shared it")
	}
	s.hears(marc, "Ce brouillon n’est pas (ou plus) ici")
}

func cardActions(m slacktest.Message) []string {
	var all []string
	for _, a := range m.Actions() {
		all = append(all, a.ID)
	}
	return all
}
