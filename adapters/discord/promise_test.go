package discord_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// TestTellLeavesThePromiseAlone: what is told to somebody who waits for an answer does
// not take the place of "is thinking", before everybody's eyes and to be overwritten:
// it comes directly, and once the answer stands beside it.
func TestTellLeavesThePromiseAlone(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"draft", "summarize"} {
		s := openIdle(t, setting{})
		s.Say(marc, launch, "The launch is on Thursday.")
		r := s.Command(lea, launch, command, s.filled(command, map[string]string{"text": map[string]string{"draft": "our launch"}[command]}))
		to := copilot.Person{Platform: "discord", ID: lea}
		if err := s.chat.Tell(s.Ctx, to, s.place(), "between us"); err != nil {
			t.Error(err)
		}
		if m, _ := s.Message(launch, r.Message); !m.Loading() || len(s.Direct(lea)) != 1 {
			t.Errorf("/%s: the promise is %q, %d direct messages", command, m.Plain(), len(s.Direct(lea)))
		}
		s.work()
		s.rest()
		if err := s.chat.Tell(s.Ctx, to, s.place(), "afterwards"); err != nil {
			t.Error(err)
		}
		if m, _ := s.Message(launch, r.Message); strings.Contains(m.Plain(), "afterwards") || s.whisper(lea).Plain() != "afterwards" {
			t.Errorf("/%s: told %q, the answer is %s", command, s.whisper(lea).Plain(), m.Plain())
		}
	}
}

// TestLostAnswerIsShown: Discord takes the answer to a click no more. The card that it
// carried comes all the same.
func TestLostAnswerIsShown(t *testing.T) {
	t.Parallel()
	s := openDelivered(t, setting{discord: discordtest.Options{Unchecked: []string{discordtest.CheckAnswered}, Patience: 2 * time.Second}})
	s.work()
	s.approvers(marc)
	card := s.drafts()
	s.Fail("POST", "/interactions/{interaction_id}/{interaction_token}/callback", 1, discordtest.Fault{Status: 404, Code: 10062})
	s.clicks(marc, card.ID, "act.approve|")
	s.Await("the card", func() bool {
		m, _ := s.Message(launch, card.ID)
		return strings.Contains(m.Plain(), "signed off") && len(buttons(&m)) == 0
	})
}

// TestManyMentionsAreAccepted: a text full of ids costs a few questions, and is
// accepted.
func TestManyMentionsAreAccepted(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	var words strings.Builder
	for n := range 100 {
		fmt.Fprintf(&words, "<@13000000000000%05d> ", n)
	}
	s.ResetCalls()
	r := s.asks(lea, "draft", map[string]string{"text": words.String() + "meet", "variants": "1"})
	if n := s.calls("GET /guilds/{guild_id}/members/{user_id}"); r.Type != 5 || n > 10 {
		t.Errorf("answered with type %d after %d questions", r.Type, n)
	}
}

// TestShareWhereTheyMayWrite: what somebody may not say at a place, the bot does not
// say there for them.
func TestShareWhereTheyMayWrite(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.rooms()
	const news = "1500000000000000031"
	s.Discord.Channel(discordtest.Channel{ID: news, Name: "news", Overwrites: []discordtest.Overwrite{
		{ID: s.Options().Guild, Deny: discordtest.SendMessages}, {ID: s.BotRole(), Allow: discordtest.SendMessages},
	}})
	s.Put(marc, news, `{"content":"We open on Thursday."}`)
	s.asks(lea, "summarize", map[string]string{"text": "https://discord.com/channels/" + s.Options().Guild + "/" + news})
	private := s.whisper(lea)
	s.Click(lea, launch, private.ID, "act.share")
	s.rest()
	if all := s.ours(news); len(all) > 0 {
		t.Errorf("it stands in a channel where she may not write: %s", all[0].Plain())
	}
}

// TestCalledInAPrivateThread: the name alone asks for a summary of it, as in any
// thread.
func TestCalledInAPrivateThread(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	const room = "1500000000000000032"
	s.Discord.Channel(discordtest.Channel{ID: room, Type: discordtest.PrivateThread, Parent: launch, Members: []string{marc, s.Options().Application}})
	s.Say(marc, room, "between us")
	s.calling(marc, room, s.bot(), nil)
	if got := s.linesRead(); !strings.HasPrefix(got, "between us") || s.Pen.Last().Task != copilot.TaskSummarize {
		t.Errorf("read %q for %q", got, s.Pen.Last().Task)
	}
}

// TestFurtherPartsOnce: a part of a long private answer fails, and those before it are
// not sent again.
func TestFurtherPartsOnce(t *testing.T) {
	t.Parallel()
	s := openIdle(t, setting{written: chattest.Lengthy})
	s.approvers(marc)
	s.Command(lea, launch, "draft", s.filled("draft", map[string]string{"text": "variants:5 our launch"}))
	s.Fail("POST", "/channels/{channel_id}/messages", 1, discordtest.Fault{Delay: 100_000_000})
	s.work()
	s.Await("a further part", func() bool { return s.calls(newByBot) == 1 })
	s.Fail("POST", "/channels/{channel_id}/messages", 1, discordtest.Fault{Status: 500})
	s.rest()
	all, parts := s.ours(launch), strings.Count(s.shown(), ",")+1
	if n := s.calls(newByBot); len(all) != parts || parts < 4 || n != parts { // each but the first, and one again
		t.Errorf("%d messages in %d sends, %d are known", len(all), n, parts)
	}
}
