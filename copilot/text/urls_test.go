package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestURLs(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"no link here, e.g. none at 3.5 or M.Martin, etc.", nil},
		{"see https://example.com/a?b=1&c=%20#d.", []string{"https://example.com/a?b=1&c=%20#d"}},
		{"HTTP://EXAMPLE.COM et Https://x.fr", []string{"HTTP://EXAMPLE.COM", "Https://x.fr"}},
		{"example.com, Example.COM/Path! www.x.y", []string{"example.com", "Example.COM/Path", "www.x.y"}},
		{"www.exemple.fr/été?q=ça", []string{"www.exemple.fr/été?q=ça"}},
		{"(voir exemple.fr)", []string{"exemple.fr"}},
		{"https://en.wikipedia.org/wiki/Go_(game) (https://go.dev/a)", []string{"https://en.wikipedia.org/wiki/Go_(game)", "https://go.dev/a"}},
		{"été.fr xn--80ak6aa92e.com пример.рф 例子.中国", []string{"été.fr", "xn--80ak6aa92e.com", "пример.рф", "例子.中国"}},
		{"看example.com谢谢", []string{"看example.com"}},
		{"[click](https://evil.example/x) [b](/relative) [c](javascript:alert) [d]( <u> )", []string{"https://evil.example/x", "/relative", "javascript:alert", "u"}},
		{`[t](https://a.b/c "title") a[i](note that)`, []string{"https://a.b/c"}},
		{"[w](https://en.wikipedia.org/wiki/Go_(game))", []string{"https://en.wikipedia.org/wiki/Go_(game)"}},
		{"<https://a.example/x|label> ||https://b.example|| *https://c.example*", []string{"https://a.example/x", "https://b.example", "https://c.example"}},
		{"« https://a.fr » “https://b.fr” 'https://c.fr'", []string{"https://a.fr", "https://b.fr", "https://c.fr"}},
		{"ada@example.com @ada.bsky.social a.b@x.co.uk", nil},
		{"mailto:ada@example.com tel:+33123456789 mailto: x", []string{"mailto:ada@example.com", "tel:+33123456789"}},
		{"discord.gg/abc t.co/x bit.ly/2", []string{"discord.gg/abc", "t.co/x", "bit.ly/2"}},
		{"example.com:8080/x 10.0.0.1:80/y localhost", []string{"example.com:8080/x", "10.0.0.1:80/y"}},
		{"fin.Merci example.com...ok a..b.com -x.com -- README.md", []string{"example.com", "b.com", "x.com", "README.md"}},
		{"a.com.-.b.fr.--", []string{"a.com", "b.fr"}},
		{"voyez:https://a.fr,https://b.fr", []string{"https://a.fr,https://b.fr"}},
		{"a.com中国語https://b.fr name.al+last@foo.com", []string{"a.com", "https://b.fr"}},
		{"txthttps://a.fr http:// ://x https://", []string{"https://a.fr"}},
		{"https://google.com@evil.com/ #promo.com", []string{"https://google.com@evil.com/", "promo.com"}},
		{"http://a/x (https://localhost) https://[::1]/x http://a/%%30%30", []string{"http://a/x", "https://localhost", "https://[::1]/x", "http://a/%%30%30"}},
		{"https://{x}/y http://|a|. «https://«a»", []string{"https://{x}/y", "http://|a|.", "https://«a»"}},
		{`and/or 14:30 C:// C:\\temp /usr/bin //host a://b "http://" (https://…)`, nil},
		{"slack://open ftp://a.b", []string{"slack://open", "ftp://a.b"}},
		{"_example.com_ **example.org**", []string{"example.com", "example.org"}},
		{"example.com.\nNext.", []string{"example.com"}},
	} {
		var got []string
		for _, u := range text.URLs(c.in) {
			got = append(got, u.Text)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("URLs(%q): %s", c.in, diff)
		}
	}
}

// checkSpans fails t unless spans are pieces of s in order, none empty.
func checkSpans(t interface{ Fatalf(string, ...any) }, s string, spans []text.Span) {
	last := 0
	for _, p := range spans {
		if p.Start < last || p.End <= p.Start || p.End > len(s) || p.Text != s[p.Start:p.End] {
			t.Fatalf("%+v does not fit in %+q after byte %d", p, s, last)
		}
		last = p.End
	}
}

func TestURLsAreSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		checkSpans(t, s, text.URLs(s))
	})
}

func TestURLsFindsALinkInAnyCompany(t *testing.T) {
	links := rapid.SampledFrom([]string{"https://evil.example/x", "HTTP://EVIL.FR", "evil.com", "www.evil.com/a?b=c", "xn--80ak6aa92e.com"})
	around := rapid.SampledFrom([]string{" ", "\n", "(", ")", "«", "»", "\"", "<", ">", "|", "\u00A0", ", ", " … ", "`", "**", "é ", "[x](", "]("})
	rapid.Check(t, func(t *rapid.T) {
		link := links.Draw(t, "link")
		s := around.Draw(t, "before") + link + around.Draw(t, "after")
		for _, u := range text.URLs(s) {
			if strings.Contains(u.Text, link) {
				return
			}
		}
		t.Fatalf("missed %q in %q: %v", link, s, text.URLs(s))
	})
}

func FuzzURLs(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Add("[a](b) [c](https://x.y/(z)) a.com..b.fr/%(")
	f.Fuzz(func(t *testing.T, s string) { checkSpans(t, s, text.URLs(s)) })
}

func BenchmarkURLs(b *testing.B) {
	for name, unit := range map[string]string{
		"prose":    "Nous lançons example.com demain, voir https://a.fr/b. ",
		"brackets": "](", "targets": "](a", "dots": "a.", "domains": "a.com.zz.", "paths": "x.com/(((", "schemes": "http://",
		"punctuation": "https://a.b" + strings.Repeat(")", 300) + " ",
	} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				text.URLs(s)
			}
		})
	}
}
