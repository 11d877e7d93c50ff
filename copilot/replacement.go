package copilot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// Replacement is what a person wants in the place of something: "replace €12 by €14".
type Replacement struct{ What, With string }

const (
	// quoteOpen and quoteEnd may stand around what is to be replaced.
	quoteOpen = `(?:["“«‘]\s*|\s'|^')?`
	quoteEnd  = `(?:\s*["”»’']|)`
)

// replacing reads a replacement; group 1 is what, group 2 with, unless they are swapped.
var replacing = []struct {
	form    *text.Pattern
	swapped bool
}{
	{form: wish(`(?:replace|change|swap|turn|remplace[rz]?|change[rz]?)\s+(?:the words? |le mot |les mots |la date |the date |the price |le prix )?` + quoteOpen + `(.+?)` + quoteEnd + `\s+(?:by|with|to|into|for|par|en)\s+` + quoteOpen + `(.+?)` + quoteEnd)},
	{swapped: true, form: wish(`(?:say|write|put|use|dis|dire|dites|[ée]cri(?:s|re|vez)|mets|mettre|mettez)\s+` + quoteOpen + `(.+?)` + quoteEnd + `,?\s+(?:instead of|rather than|in place of|au lieu de|à la place de|plutôt que)\s+` + quoteOpen + `(.+?)` + quoteEnd)},
	{form: wish(quoteOpen + `(.+?)` + quoteEnd + `\s*(?:→|->|=>)\s*` + quoteOpen + `(.+?)` + quoteEnd)},
	{swapped: true, form: wish(`(?:it['’]s|it is|it should be|should be|c['’]est|ce sera|il faut lire)\s+` + quoteOpen + `(.+?)` + quoteEnd + `,?\s+(?:and not|not|et non pas|et non|et pas|non pas|pas|non)\s+` + quoteOpen + `(.+?)` + quoteEnd)},
}

// wish is a pattern for words that ask for something, with politeness around them.
func wish(s string) *text.Pattern {
	return text.Lazily(`(?is)^(?:please |can you |could you |but |and |then |also |just |merci de |peux-tu |pouvez-vous |mais |et |puis |il faut |stp |svp )*(?:` +
		s + `)(?:\s+(?:please|stp|svp|instead|now|in it|everywhere|partout))?\s*[.!]*$`)
}

// ReadReplacement reads words that ask for one replacement and nothing else.
func ReadReplacement(s string) (Replacement, bool) {
	for _, r := range replacing {
		m := r.form.FindStringSubmatch(strings.TrimSpace(s))
		if m == nil {
			continue
		}
		what, with := strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
		if r.swapped {
			what, with = with, what
		}
		return Replacement{what, with}, what != ""
	}
	return Replacement{}, false
}

// In makes the replacement wherever words have it, whatever their case and spaces; done
// is false where they do not.
func (r Replacement) In(words string) (changed string, done bool) {
	fields := strings.Fields(strings.ReplaceAll(r.What, "\u00a0", " "))
	for i, f := range fields {
		fields[i] = apostrophes.ReplaceAllString(regexp.QuoteMeta(f), `['’]`)
	}
	form, err := regexp.Compile(`(?i)` + strings.Join(fields, `[\s\x{00A0}\x{202F}]+`))
	if err != nil || len(fields) == 0 {
		return words, false
	}
	changed = form.ReplaceAllStringFunc(words, func(m string) string {
		done = true
		if first, _ := utf8.DecodeRuneInString(m); unicode.IsUpper(first) && m != r.What {
			first, size := utf8.DecodeRuneInString(r.With)
			return string(unicode.ToUpper(first)) + r.With[size:]
		}
		return r.With
	})
	return changed, done
}

var apostrophes = text.Lazily(`['’]`)

// replaced is a brief with the replacements that were asked for since: what its author
// says by now.
func replaced(brief string, asked ...string) string {
	for _, s := range asked {
		if r, ok := ReadReplacement(s); ok {
			brief, _ = r.In(brief)
			continue
		}
		for _, part := range clause.Split(s, -1) {
			if r, ok := ReadReplacement(part); ok {
				brief, _ = r.In(brief)
			}
		}
	}
	return brief
}
