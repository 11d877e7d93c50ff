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

// replacing reads a replacement; group 1 is what, group 2 with, unless they are swapped.
var replacing = []struct {
	form    *text.Pattern
	swapped bool
}{
	{form: text.Wish(`(?:replace|change|swap|turn|remplace[rz]?|change[rz]?)\s+(?:the words? |le mot |les mots |la date |the date |the price |le prix )?` + text.QuoteOpen + `(.+?)` + text.QuoteEnd + `\s+(?:by|with|to|into|for|par|en)\s+` + text.QuoteOpen + `(.+?)` + text.QuoteEnd)},
	{swapped: true, form: text.Wish(`(?:say|write|put|use|dis|dire|dites|[ée]cri(?:s|re|vez)|mets|mettre|mettez)\s+` + text.QuoteOpen + `(.+?)` + text.QuoteEnd + `,?\s+(?:instead of|rather than|in place of|au lieu de|à la place de|plutôt que)\s+` + text.QuoteOpen + `(.+?)` + text.QuoteEnd)},
	{form: text.Wish(text.QuoteOpen + `(.+?)` + text.QuoteEnd + `\s*(?:→|->|=>)\s*` + text.QuoteOpen + `(.+?)` + text.QuoteEnd)},
	{swapped: true, form: text.Wish(`(?:it['’]s|it is|it should be|should be|c['’]est|ce sera|il faut lire)\s+` + text.QuoteOpen + `(.+?)` + text.QuoteEnd + `,?\s+(?:and not|not|et non pas|et non|et pas|non pas|pas|non)\s+` + text.QuoteOpen + `(.+?)` + text.QuoteEnd)},
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
	what := text.Loosely(r.What)
	form, err := regexp.Compile(`(?i)` + what)
	if err != nil || what == "" {
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
