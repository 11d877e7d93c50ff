package slack_test

import (
	"fmt"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// moment is a moment of a command's life, or of a click's, at which Slack may refuse
// the method that is called then.
type moment struct {
	name, method string
	before       func(*stage) // nil: nothing
	does         func(*stage) slacktest.Reply
	from         phase
	job          bool // it is a worker who calls it, for an answer
	alone        bool // nothing but this method reaches the person
	written      func(copilot.Prompt) string
}

// phase is from when on the method fails.
type phase int

const (
	fromTheStart phase = iota
	whileWritten       // once the writer was asked
	onceKept           // once there is a draft
)

// What people do.
var (
	draft   = command("/draft", "variants:1 our launch")
	long    = command("/draft", "variants:5 our launch")
	summary = command("/summarize", "50")
)

func command(name, words string) func(*stage) slacktest.Reply {
	return func(s *stage) slacktest.Reply { return s.Command(lea, launch, name, words) }
}

// mention calls the bot by its name.
func mention(words string) func(*stage) slacktest.Reply {
	return func(s *stage) slacktest.Reply {
		s.Say(lea, launch, "", s.bot()+" "+words)
		return slacktest.Reply{}
	}
}

// click presses a button of the newest card.
func click(act string) func(*stage) slacktest.Reply {
	return func(s *stage) slacktest.Reply { return s.Click(lea, launch, s.card(launch).TS, act) }
}

// form opens a form of the newest card and sends it.
func form(act string, values func(*stage) map[string]string) func(*stage) slacktest.Reply {
	return func(s *stage) slacktest.Reply {
		r := s.Click(lea, launch, s.card(launch).TS, act)
		s.door.Wait()
		if v, open := s.View(lea); !open || v.CallbackID != "action" { // it is refused already
			return r
		}
		return s.Submit(lea, "", values(s))
	}
}

func drafted(s *stage) { s.approvers(lea, marc); draft(s); s.rest() }
func spread(s *stage)  { s.approvers(lea, marc); long(s); s.rest() }
func talked(s *stage)  { s.SeedThread(launch, 3, []string{marc}) }

// shorter are texts that need one message only.
func shorter(*stage) map[string]string {
	texts := map[string]string{}
	for n := range 5 {
		texts[fmt.Sprintf("text.%d/0", n+1)] = "Short."
	}
	return texts
}

// moments are those at which the methods that this adapter calls are called.
func moments() []moment {
	follow := func(*stage) map[string]string { return map[string]string{"text": "shorter"} }
	byHand := func(*stage) map[string]string { return map[string]string{"text.1/0": "A text by hand."} }
	inDirect := func(s *stage) slacktest.Reply {
		s.Say(lea, s.DM(lea), "", "draft our launch")
		return slacktest.Reply{}
	}
	return []moment{
		{name: "placeholder", job: true, method: "chat.postMessage", does: draft},
		{name: "progress", job: true, method: "chat.update", does: draft, from: whileWritten},
		{name: "card", job: true, method: "chat.update", does: draft, from: onceKept},
		{name: "continuation", job: true, method: "chat.postMessage", does: long, from: onceKept, written: chattest.Lengthy},
		{name: "card of a long draft", job: true, method: "chat.update", does: long, from: onceKept, written: chattest.Lengthy},
		{name: "answer to a mention", job: true, method: "chat.postMessage", does: mention("draft our launch")},
		{name: "card after a mention", job: true, method: "chat.update", does: mention("draft our launch"), from: onceKept},
		{name: "answer to a direct message", job: true, method: "chat.postMessage", does: inDirect, alone: true},
		{name: "direct message", job: true, method: "chat.postMessage", before: talked, does: summary},
		{name: "card in a direct message", job: true, method: "chat.update", before: talked, does: summary, from: onceKept},
		{name: "word for one person alone", method: "chat.postEphemeral", does: mention("sing us a song")},
		{name: "reading a channel", job: true, method: "conversations.history", before: talked, does: summary},
		{name: "reading its threads", job: true, method: "conversations.replies", before: talked, does: summary},
		{name: "reading a thread", job: true, method: "conversations.replies", before: talked, does: func(s *stage) slacktest.Reply {
			return s.Shortcut(lea, launch, s.Messages(launch)[0].TS, "summarize_thread")
		}},
		{name: "who reads a direct conversation", job: true, method: "conversations.members", before: func(s *stage) {
			s.SeedHistory(s.DM(lea), 3, []string{lea})
		}, does: func(s *stage) slacktest.Reply { return s.Command(lea, s.DM(lea), "/summarize", "50") }},
		{name: "who reads a channel", job: true, method: "users.conversations", before: talked, does: summary},
		{name: "who the bot is", job: true, method: "auth.test", before: talked, does: summary},
		{name: "who asks", job: true, method: "users.info", does: draft},
		{name: "who said it", job: true, method: "users.info", before: talked, does: summary},
		{name: "who mentions", method: "users.info", does: mention("draft our launch")},
		{name: "who sets", method: "users.info", does: command("/copilot", "")},
		{name: "who signs", method: "users.info", before: func(s *stage) { drafted(s); s.Clock.Forward(2 * minute) }, does: click("act.approve")},
		{name: "groups of who signs", method: "usergroups.list", before: drafted, does: click("act.approve")},
		{name: "groups to choose from", method: "usergroups.list", does: func(s *stage) slacktest.Reply { return s.Command(ada, launch, "/copilot", "") }},
		{name: "name of a channel", method: "conversations.info", does: func(s *stage) slacktest.Reply { return s.Command(ada, launch, "/copilot", "") }},
		{name: "form of a command", method: "views.open", does: command("/draft", "")},
		{name: "form of settings", method: "views.open", does: command("/copilot", "")},
		{name: "form of a button", method: "views.open", before: drafted, does: click("act.edit?")},
		{name: "form filled in", method: "views.update", before: drafted, does: click("act.edit?")},
		{name: "settings filled in", method: "views.update", does: command("/copilot", "")},
		{name: "card after a click", method: "chat.update", before: drafted, does: click("act.withdraw")},
		{name: "card after an edit", method: "chat.update", before: drafted, does: form("act.edit?", byHand)},
		{name: "card that gets shorter", method: "chat.delete", written: chattest.Lengthy, before: spread, does: form("act.edit?", shorter)},
		{name: "answer to a follow-up", job: true, method: "chat.postMessage", before: drafted, does: form("act.follow_up?", follow)},
		{name: "cards after a follow-up", job: true, method: "chat.update", before: drafted, does: form("act.follow_up?", follow), from: onceKept},
	}
}
