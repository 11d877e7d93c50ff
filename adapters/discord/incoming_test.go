package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// directory names some of the people, channels and roles of a server.
func directory(kind byte, id string) string {
	return map[string]string{"@1": "marc", "#3": "general", "&2": "team"}[string(kind)+id]
}

func TestPlain(t *testing.T) {
	for s, want := range map[string]string{
		"":                                "",
		"Bonjour **à tous** :smile: é":    "Bonjour **à tous** :smile: é",
		"<@1> <@!1>, <@9>":                "@marc @marc, @9",
		"<@&2> <@&9> <#3> <#9>":           "@team @9 #general #9",
		"<:blob:4> <a:party_time:44>":     ":blob: :party_time:",
		"<t:1712345678> <t:1712345678:R>": "2024-04-05 19:34 UTC 2024-04-05 19:34 UTC",
		"<t:1712345678:t> <t:0:D> <t:x>":  "19:34 UTC 1970-01-01 <t:x>",
		"</draft:5> </copilot set:5>":     "/draft /copilot set",
		"<https://x.fr/a_b> https://y.fr": "https://x.fr/a_b https://y.fr",
		`\*a\* \<@1> \\ \a C:\dir \`:      `*a* <@1> \ \a C:\dir \`,
		"`<@1> \\*` <@1>":                 "`<@1> \\*` @marc",
		"```go\n<@1>\n``` <@1> `<@1>":     "```go\n<@1>\n``` @marc `@marc",
		`https://x.fr/\* <@1>`:            `https://x.fr/\* @marc`,
		"a < b <3 <> <@> <@x> @everyone":  "a < b <3 <> <@> <@x> @everyone",
		"<<@1>>":                          "<@marc>",
	} {
		if got := plain(s, directory); got != want {
			t.Errorf("plain(%q) = %q, want %q", s, got, want)
		}
	}
	if got := plain("<@1> <#3> <@&2>", nil); got != "@1 #3 @2" {
		t.Errorf("without names, plain = %q", got)
	}
}

// What escape writes is read as it was.
func TestPlainUndoesEscaping(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		if got := plain(escape(s), directory); got != s {
			t.Fatalf("plain(escape(%q)) = %q", s, got)
		}
	})
}

// FuzzPlain: nothing breaks it, and without marks nothing changes.
func FuzzPlain(f *testing.F) {
	f.Add("<@1> <#3> <t:1:R> `x` \\* https://x.fr")
	f.Add("``` <a:b:1> </a b:2>")
	f.Fuzz(func(t *testing.T, s string) {
		if got := plain(s, directory); !strings.ContainsAny(s, `<\`) && got != s {
			t.Errorf("plain(%q) = %q", s, got)
		}
	})
}

func TestSpokenAndWords(t *testing.T) {
	for raw, want := range map[string]string{
		`{"content":"Hello","author":{"id":"1"}}`:                                                    "Hello",
		`{"content":"Hello","type":19,"author":{"id":"1"},"embeds":[{"title":"x"}]}`:                 "Hello",
		`{"content":" ","author":{"id":"1"},"embeds":[{"title":"T","description":"D"},{}]}`:          "T\nD",
		`{"content":"","author":{"id":"1"},"attachments":[{"filename":"a_b.png"},{"filename":"c"}]}`: "[a_b.png] [c]",
		`{"content":"","author":{"id":"1"}}`:                                                         "",
		`{"content":"x","author":{"id":"1","bot":true}}`:                                             "-x",
		`{"content":"x","author":{"id":"1","system":true}}`:                                          "-x",
		`{"content":"x","author":{"id":"1"},"webhook_id":"5"}`:                                       "-x",
		`{"content":"x","author":{"id":"1"},"type":7}`:                                               "-x",
		`{"content":"","author":{"id":"1"},"type":21}`:                                               "-",
	} {
		var m message
		if err := json.Unmarshal([]byte(raw), &m); err != nil {
			t.Fatal(err)
		}
		got := plain(words(m), nil)
		if !spoken(m) {
			got = "-" + got
		}
		if got != want {
			t.Errorf("%s says %q, want %q", raw, got, want)
		}
	}
}
