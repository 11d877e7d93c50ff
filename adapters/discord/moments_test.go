package discord_test

import (
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// moment is a moment of a command's life, or of a click's, at which Discord may refuse
// the call that is made then.
type moment struct {
	name, method, route string
	before              func(*stage) // nil: nothing
	does                func(*stage) discordtest.Reply
	from                phase
	late                bool // the interaction's token is good for nothing by then
	job                 bool // it is a worker who calls, for an answer
	written             func(copilot.Prompt) string
}

// phase is from when on the calls fail.
type phase int

const (
	fromTheStart phase = iota
	whileWritten       // once the writer was asked
	onceKept           // once there is a draft
)

// What fails: a route of Discord's contract.
const (
	original  = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
	followUps = "/webhooks/{webhook_id}/{webhook_token}"
	messages  = "/channels/{channel_id}/messages"
	message   = "/channels/{channel_id}/messages/{message_id}"
)

func command(name string, options map[string]string) func(*stage) discordtest.Reply {
	return func(s *stage) discordtest.Reply { return s.Command(lea, launch, name, s.filled(name, options)) }
}

func talked(s *stage) { s.Say(marc, launch, "The launch is on Thursday.") }

func carded(s *stage) { s.approvers(lea, marc); s.drafts() }

// moments are those at which the calls of this adapter are made.
func moments() []moment {
	draft := command("draft", map[string]string{"text": "variants:1 our launch"})
	long := command("draft", map[string]string{"text": "variants:5 our launch"})
	summary := command("summarize", nil)
	shared := command("summarize", map[string]string{"share": "channel"})
	click := func(act string) func(*stage) discordtest.Reply {
		return func(s *stage) discordtest.Reply { return s.Click(lea, launch, s.card(launch).ID, act) }
	}
	withdraw := func(s *stage) discordtest.Reply { // is asked whether they are sure
		click("act.withdraw")(s)
		s.door.Wait()
		return s.Click(lea, launch, s.whisper(lea).ID, "act.withdraw")
	}
	form := func(act string, values map[string]any) func(*stage) discordtest.Reply {
		return func(s *stage) discordtest.Reply {
			r := click(act)(s)
			if _, open := s.Modal(lea); !open {
				return r
			}
			return s.Submit(lea, values)
		}
	}
	anHourLater := func(s *stage) { carded(s); s.Clock.Forward(time.Hour) }
	return []moment{
		{name: "placeholder", method: "PATCH", route: original, does: draft, job: true},
		{name: "placeholder too late", method: "POST", route: messages, does: draft, late: true, job: true},
		{name: "progress", method: "PATCH", route: original, does: draft, from: whileWritten, job: true},
		{name: "card", method: "PATCH", route: original, does: draft, from: onceKept, job: true},
		{name: "card too late", method: "PATCH", route: message, does: draft, from: onceKept, late: true, job: true},
		{name: "continuation", method: "POST", route: messages, does: long, from: onceKept, written: chattest.Lengthy, job: true},
		{name: "answer for one alone", method: "PATCH", route: original, before: talked, does: summary, job: true},
		{name: "card for one alone", method: "PATCH", route: original, before: talked, does: summary, from: onceKept, job: true},
		{name: "direct conversation", method: "POST", route: "/users/@me/channels", before: talked, does: summary, from: onceKept, late: true, job: true},
		{name: "direct message", method: "POST", route: messages, before: talked, does: summary, from: onceKept, late: true, job: true},
		{name: "reading", method: "GET", route: messages, before: talked, does: shared, job: true},
		{name: "the channel", method: "GET", route: "/channels/{channel_id}", before: talked, does: shared, job: true},
		{name: "the server", method: "GET", route: "/guilds/{guild_id}", before: talked, does: shared, job: true},
		{name: "who reads", method: "GET", route: "/guilds/{guild_id}/members/{user_id}", before: talked, does: shared, job: true},
		{name: "who the bot is", method: "GET", route: "/applications/@me", before: talked, does: shared, job: true},
		{name: "card after a click", method: "PATCH", route: message, before: anHourLater, does: withdraw},
		{name: "card after an edit", method: "PATCH", route: message, before: anHourLater, does: form("act.edit?", map[string]any{"text.1/0": "A text by hand."})},
		{name: "form", method: "GET", route: "", before: carded, does: click("act.edit?")},
	}
}
