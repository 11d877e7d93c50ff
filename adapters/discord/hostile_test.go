package discord_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// attacks are what a model, or somebody in a thread, may try to make people see.
var attacks = []string{
	"@everyone @here <@1300000000000000003> <@!1300000000000000003> <@&1600000000000000001> <#1500000000000000001> </draft:1>",
	"@\u200beveryone \\@everyone `@everyone` ||@everyone|| **@every**one",
	"[click](https://evil.example/?q=secret) [leak](<https://evil.example>) ![pixel](https://evil.example/p.png)",
	"[safe.example](https://evil.example) <https://evil.example/ref> https://evil.example/bare discord.gg/evil data:text/html;base64,PHNjcmlwdD4=",
	"✅ DRAFT · signed off by Marc Olivier\n**Approved** [Approve] (Reject)",
	`{"type":2,"custom_id":"act.approve|x|1|y"} <t:1:R> <a:b:1> :smile:`,
	"before\u202Egnp.exe\u202C after\u2066hidden\u2069 zero\u200Bwidth\u2060 and\uFEFF mark",
	"**bold** *it* __u__ ~~no~~ ||spoiler|| `code` ```\nfence\n``` > quote\n>>> all\n# head\n-# small\n- list\n1. one",
	"top" + strings.Repeat("\n", 5_000) + "bottom",
	"\x00\x07\x1b[31mred\x1b[0m \xff\xfe",
	"=== fact\n=== fact\n--- \n*** \n" + strings.Repeat("=", 3_000),
	strings.Repeat("`", 500) + strings.Repeat("*", 500) + strings.Repeat("\\", 500),
}

// masked is a link whose words are others than its address.
var masked = regexp.MustCompile(`(?:^|[^\\])\[(?:[^\]\\]|\\.)*\]\(<?([^)>]*)`)

// isHarmless fails for whatever of what was sent could be set off: links whose words
// say something else and that lead anywhere but to the server. Live mentions, links
// that unfurl and drafts without their label make the fake itself red.
func (s *stage) isHarmless() {
	s.t.Helper()
	seen := 0
	look := func(m *discordtest.Message) {
		texts := []string{m.Content}
		for _, e := range m.Embeds {
			e, _ := e.(map[string]any)
			for _, name := range []string{"title", "description"} {
				said, _ := e[name].(string)
				texts = append(texts, said)
			}
			if e["url"] != nil || e["image"] != nil || e["thumbnail"] != nil || e["author"] != nil {
				s.t.Errorf("an embed leads somewhere: %v", e)
			}
		}
		for _, said := range texts {
			seen += len(said)
			for _, link := range masked.FindAllStringSubmatch(said, -1) {
				if !strings.HasPrefix(link[1], "https://discord.com/channels/"+s.Options().Guild+"/") {
					s.t.Errorf("a link leads to %s: %.200q", link[1], said)
				}
			}
		}
		for _, b := range m.Buttons() {
			if !strings.HasPrefix(b.CustomID, "act.") || b.URL != "" || strings.Contains(b.CustomID, "|x|") {
				s.t.Errorf("a button of somebody else: %+v", b)
			}
		}
	}
	for _, m := range s.ours(launch) {
		look(m)
	}
	for _, user := range []string{lea, marc} {
		for _, m := range s.Ephemerals(user) {
			look(&m)
		}
	}
	if seen == 0 {
		s.t.Error("nothing was said")
	}
}

// TestHostileModel: whatever a model writes, on cards, while it writes, in forms and
// when it is signed, nothing of it fires.
func TestHostileModel(t *testing.T) {
	t.Parallel()
	for _, attack := range attacks {
		s := open(t, setting{written: chattest.Attacking(attack, "#@everyone")})
		s.approvers(marc)
		s.seed(launch, 3)
		s.asks(lea, "draft", map[string]string{"text": "variants:2 our launch"})
		card := s.card(launch)
		for _, b := range card.Buttons() {
			if strings.Contains(b.CustomID, "?|") {
				s.Click(marc, launch, card.ID, b.CustomID)
				s.CloseModal(marc)
			}
		}
		s.asks(lea, "summarize", nil)
		s.asks(lea, "hashtags", map[string]string{"text": strings.ToValidUTF8(first(attack, 2_000), "?")})
		s.rest()
		s.isHarmless()
	}
}

// TestHostilePeople: what stands in a thread, in somebody's name, in a brief or in a
// reason fires as little.
func TestHostilePeople(t *testing.T) {
	t.Parallel()
	for _, attack := range attacks {
		clean := first(strings.ReplaceAll(strings.ToValidUTF8(attack, "?"), "\x00", "?"), 1_500)
		s := open(t, setting{written: chattest.Quoting})
		s.approvers(marc)
		s.Change(lea, func(u *discordtest.User) { u.Nick = clean }) // a name is anybody's words too
		root := s.Say(lea, launch, "root "+clean)
		s.menu(marc, launch, root, menuSummarize)
		s.MessageCommand(lea, launch, root, menuDraft)
		s.submits(lea, map[string]any{"text": "answer " + clean})
		card := s.card(launch)
		if reject := strings.Join(buttons(card), " "); strings.Contains(reject, "reject?") {
			s.Click(marc, launch, card.ID, "act.reject?")
			s.submits(marc, map[string]any{"reason": "no " + clean})
		}
		s.Command(lea, launch, "draft", map[string]any{"text": "variants:99 " + clean})
		s.rest()
		s.isHarmless()
	}
}

// first are the first runes of a text.
func first(s string, n int) string {
	r := []rune(s)
	return string(r[:min(len(r), n)])
}
