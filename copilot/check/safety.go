package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// Safety returns what of text could do harm wherever it is shown: hidden characters, forged labels and approvals,
// mass mentions, and links that are neither in the sources nor in allowedLinks.
func Safety(text string, sources []Source, allowedLinks []string) []Finding {
	return tidy(safety(read(valid(text)), Index(sources), allowedLinks))
}

func safety(d *doc, x *Indexed, allowed []string) []Finding {
	return slices.Concat(hidden(d), forged(d, x), pings(d, x), links(d, x, allowed))
}

// hidden reports runs of characters that nobody sees. Joiners inside emoji and between letters of the scripts that need
// them are writing, not hiding.
func hidden(d *doc) []Finding {
	var found []Finding
	start, count := -1, 0
	flush := func(end int) {
		if start >= 0 {
			found = append(found, d.finding(Hidden, start, end, "hidden", map[string]string{"got": strconv.Itoa(count)}))
		}
		start, count = -1, 0
	}
	var last rune
	flag := false // inside the tags that follow a black flag
	for i, r := range d.text {
		flag = r == 0x1F3F4 || flag && r >= 0xE0020 && r <= 0xE007F
		if invisible(r) && !flag && !joins(last, r) {
			if start < 0 {
				start = i
			}
			count++
		} else {
			flush(i)
		}
		last = r
	}
	flush(len(d.text))
	return found
}

func invisible(r rune) bool {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return false
	case r >= 0xFE00 && r <= 0xFE0E, r >= 0xE0100 && r <= 0xE01EF, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x2800, r == 0x034F, r == 0x2028, r == 0x2029:
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Co, r)
}

// joins reports whether r continues a sign that last began: an emoji sequence, a joiner between letters of Indic
// and Arabic scripts, a soft hyphen inside a word.
func joins(last, r rune) bool {
	switch {
	case r == 0x200D:
		return unicode.Is(unicode.So, last) || unicode.Is(unicode.Sk, last) || last == 0xFE0F || unicode.Is(unicode.Mn, last) || joining(last)
	case r == 0x200C:
		return joining(last) || unicode.Is(unicode.Mn, last)
	case r >= 0xFE00 && r <= 0xFE0E:
		return unicode.Is(unicode.So, last) || unicode.Is(unicode.Sm, last)
	case r == 0x00AD:
		return unicode.IsLetter(last)
	}
	return false
}

func joining(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Devanagari, unicode.Bengali, unicode.Tamil, unicode.Malayalam, unicode.Sinhala, unicode.Kannada, unicode.Telugu, unicode.Mongolian)
}

var (
	massPing   = text.Lazily(`(?i)[@＠][\s\x{200b}]?(?:everyone|here|channel|all|tous|tout le monde)\b|<!(?:channel|here|everyone|subteam\^[^>]*)[^>]*>|<@&\d+>`)
	personPing = text.Lazily(`<@[!]?[A-Z0-9]{2,}(?:\|[^>]*)?>|<#\d+>|<#C[A-Z0-9]+[^>]*>`)
)

// pings reports what would notify people: mass mentions always, platform mentions always, "@name" when no source has it.
func pings(d *doc, x *Indexed) []Finding {
	if !mayPing(d.text) {
		return nil
	}
	var found []Finding
	for _, m := range massPing.FindAllStringIndex(d.text, -1) {
		if m[0] > 0 && d.text[m[0]] != '<' && wordByte(d.text[m[0]-1]) {
			continue
		}
		found = append(found, d.finding(Ping, m[0], m[1], "ping_mass", nil))
	}
	for _, m := range personPing.FindAllStringIndex(d.text, -1) {
		found = append(found, d.finding(Ping, m[0], m[1], "ping_person", nil))
	}
	return found
}

// crowds are the beginnings of the words that notify many after an "@".
var crowds = []string{"everyone", "here", "channel", "all", "tous", "tout"}

// mayPing reports whether anything in the text begins as a mention does that notifies, so that the patterns are only looked
// for where they can be; most texts have none, or an address by mail.
func mayPing(s string) bool {
	if strings.Contains(s, "＠") {
		return true
	}
	for i := 0; i+1 < len(s); i++ {
		switch {
		case s[i] == '<', s[i] == '@' && (s[i+1] >= utf8.RuneSelf || s[i+1] <= ' '):
			return true
		case s[i] == '@' && slices.ContainsFunc(crowds, func(w string) bool { return len(s)-i > len(w) && strings.EqualFold(s[i+1:i+1+len(w)], w) }):
			return true
		}
	}
	return false
}

func wordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// links reports web addresses that neither a source nor the channel supplied.
func links(d *doc, x *Indexed, allowed []string) []Finding {
	known := map[string]bool{}
	for _, l := range allowed {
		known[plainLink(strings.TrimSpace(l))] = true
	}
	var found []Finding
	for _, t := range d.tokens {
		if t.shape != linkShape || known[plainLink(t.raw)] || x.keys[plainLink(t.raw)] {
			continue
		}
		found = append(found, d.finding(Link, t.start, t.end, "link", nil))
	}
	return found
}
