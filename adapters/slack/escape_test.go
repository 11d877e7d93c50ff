package slack

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEscape(t *testing.T) {
	for _, c := range []struct{ raw, escaped string }{
		{"", ""},
		{"Bonjour à tous 🙂", "Bonjour à tous 🙂"},
		{"a < b && b > c", "a &lt; b &amp;&amp; b &gt; c"},
		{"<!channel> <@U123> <#C123|x>", "&lt;!channel&gt; &lt;@U123&gt; &lt;#C123|x&gt;"},
		{"&lt;", "&amp;lt;"},
		{`"quoted" 'too'`, `"quoted" 'too'`},
		{"caf\xe9 <", "caf\xe9 &lt;"},
	} {
		if got := escape(c.raw); got != c.escaped {
			t.Errorf("escape(%q) = %q, want %q", c.raw, got, c.escaped)
		}
		if got := unescape(c.escaped); got != c.raw {
			t.Errorf("unescape(%q) = %q, want %q", c.escaped, got, c.raw)
		}
	}
}

func TestUnescapeLeavesOtherEntities(t *testing.T) {
	if got := unescape("&eacute; &amp;amp; & &lt"); got != "&eacute; &amp; & &lt" {
		t.Errorf("unescape = %q", got)
	}
}

func TestEscapeIsReversible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		escapesSafely(t, anyText().Draw(t, "s"))
	})
}

func FuzzEscape(f *testing.F) {
	f.Add("a < b & <!channel>")
	f.Add("&amp;lt;")
	f.Fuzz(func(t *testing.T, s string) { escapesSafely(t, s) })
}

func escapesSafely(t rapid.TB, s string) {
	got := escape(s)
	if strings.ContainsAny(got, "<>") {
		t.Fatalf("escape(%q) = %q: it could still mention", s, got)
	}
	if back := unescape(got); back != s {
		t.Fatalf("unescape(escape(%q)) = %q", s, back)
	}
}
