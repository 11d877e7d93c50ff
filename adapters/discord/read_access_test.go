package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// TestNothingIsReadForStrangers: neither where the person may not read now, nor where
// the bot would be shown an empty page; nor a minute after the right was lost (P6).
func TestNothingIsReadForStrangers(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	s.rooms()
	const hidden, hall, public = "1500000000000000021", "1500000000000000022", "1500000000000000023"
	s.Discord.Channel(discordtest.Channel{ID: public, Type: discordtest.PublicThread, Parent: launch})
	s.Discord.Channel(discordtest.Channel{ID: hidden, Type: discordtest.PrivateThread, Parent: launch, Members: []string{marc, s.Options().Application}})
	s.Say(marc, hidden, "between us")
	s.Discord.Channel(discordtest.Channel{ID: hall, Overwrites: []discordtest.Overwrite{{ID: s.Options().Application, Member: true, Deny: discordtest.ReadHistory}}})
	s.Say(marc, hall, "not for bots")
	s.ResetCalls()
	for name, c := range map[string]struct {
		at   copilot.Place
		says string
	}{
		"where they are not":               {copilot.Place{Channel: secret}, "You cannot read"},
		"without history":                  {copilot.Place{Channel: mute}, "You cannot read"},
		"a private thread":                 {copilot.Place{Channel: hidden}, "You cannot read"},
		"a channel of another server":      {copilot.Place{Channel: abroad}, "You cannot read"},
		"our channel, as another server's": {copilot.Place{Workspace: otherGuild, Channel: launch}, "You cannot read"},
		"a thread of another channel":      {copilot.Place{Channel: both, Thread: public}, "You cannot read"},
		"a thread as a channel":            {copilot.Place{Channel: public}, "You cannot read"},
		"where the bot has no history":     {copilot.Place{Channel: hall}, "I cannot read what was said here"},
		"where the bot is not":             {copilot.Place{Channel: hers}, "no access"},
	} {
		for _, r := range []copilot.Reading{{}, {Last: 5}, {Only: "1480000000000000000"}} {
			r.Place = c.at
			_, err := s.reading(lea, r)
			if f := copilot.AsFault(err, "r"); err == nil || f.Kind != copilot.FaultForbidden || !strings.Contains(f.Sentence("en"), c.says) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if n := s.calls(messagesOf) + s.calls(activeOf) + s.calls(archivesOf); n > 0 {
		t.Errorf("%d pages were read all the same", n)
	}
	if got, err := s.reading(marc, copilot.Reading{Place: copilot.Place{Channel: hidden}}); err != nil || said(got.Lines) != "between us" {
		t.Errorf("for a member of the thread: %+v, %v", got.Lines, err)
	}
	s.reads(copilot.Reading{})
	s.Leave(lea, s.Options().Guild)
	s.Clock.Forward(61 * time.Second)
	if _, err := s.reading(lea, copilot.Reading{}); err == nil {
		t.Error("read for who left")
	}
}

// TestWithoutWords: without the intent for their content, messages of others are not
// summarized; what has no words anyhow is no reason to refuse.
func TestWithoutWords(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{discord: discordtest.Options{NoMessageContent: true}})
	s.Say(marc, launch, "hello")
	if _, err := s.reading(lea, copilot.Reading{}); kindOf(err) != copilot.FaultForbidden {
		t.Errorf("without the intent: %v", err)
	}
	sticker := newStage(t, setting{})
	sticker.Put(marc, launch, `{"content":""}`)
	sticker.Say(marc, launch, "hello")
	if got := sticker.reads(copilot.Reading{}); len(got.Lines) != 2 {
		t.Errorf("with a sticker: %+v", got.Lines)
	}
}
