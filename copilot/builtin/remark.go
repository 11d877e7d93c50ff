package builtin

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// remark is a sentence somebody said: the unit of a summary, since whole
// messages are too long for one.
type remark struct {
	line     int // index of its line
	order    int // place among all remarks
	author   string
	ref      string
	text     string   // without "well," and the like, as a sentence
	words    int      // what it costs of the budget, its author included
	folded   []string // its words, for cues
	terms    []int32  // what it is about
	question bool
	score    float64 // how well it stands for the whole
}

// maxRemark is the most words of a remark: longer ones are cut, or a rant
// without full stops would be the whole summary.
const maxRemark = 60

// remarks cuts the lines of a conversation into sentences worth telling.
func remarks(lines []copilot.PromptLine, t *terms) []remark {
	var all []remark
	for i, l := range lines {
		if l.Bot {
			continue
		}
		for _, s := range text.Sentences(spoken(l.Text)) {
			r := remark{line: i, order: len(all), author: speaker(l.Author), ref: l.Ref}
			r.text = sentence(plain(s.Text))
			r.folded, r.terms = t.read(r.text)
			if len(r.terms) == 0 || len(r.folded) < 2 {
				continue
			}
			r.question = strings.HasSuffix(strings.TrimRight(r.text, ` "»”)`), "?")
			r.words = len(strings.Fields(r.text)) + len(strings.Fields(r.author))
			all = append(all, r)
		}
	}
	return all
}

// speaker is a name fit to stand before a colon.
func speaker(name string) string {
	return strings.TrimRight(flat(name), " :")
}

var (
	code   = regexp.MustCompile("(?s)```.*?(?:```|$)")
	quoted = regexp.MustCompile(`(?m)^\s*>.*$`)
	// opener is what people say before they say something.
	opener = regexp.MustCompile(`(?i)^(?:(?:well|oh|yes|yeah|yep|no|ok|okay|right|sure|so|and|but|actually|anyway|` +
		`of course|you know|i mean|i see|hey|hi|hello|look|listen|now|then|ah|um|uh|also|in fact|thank you|thanks|` +
		`great|cool|perfect|sorry|oui|non|bon|alors|donc|et|mais|ben|bah|euh|heu|eh bien|d[’']accord|du coup|` +
		`en fait|enfin|voil[àa]|écoutez|écoute|merci|bonjour|salut|bonsoir|hello|super|parfait|d[’']ailleurs|` +
		`désolée?|ça marche|bien sûr)(?: (?:all|everyone|everybody|team|guys|folks|tous|toutes|à tous|l[’']équipe))?` +
		`\s*(?:,|!|\.\.\.|…|–|—| -)\s*)+`)
)

// spoken is what the author of a message said in it: no code, no quotations of
// somebody else.
func spoken(s string) string {
	if strings.Contains(s, "```") {
		s = code.ReplaceAllString(s, "\n")
	}
	if strings.Contains(s, ">") {
		s = quoted.ReplaceAllString(s, "")
	}
	return s
}

// plain takes the openers off a sentence.
func plain(s string) string {
	return flat(opener.ReplaceAllString(flat(s), ""))
}

// sentence writes s as a sentence: capital first, and no longer than a reader
// can follow.
func sentence(s string) string {
	words := strings.Fields(s)
	if len(words) > maxRemark {
		s = strings.TrimRight(strings.Join(words[:maxRemark], " "), ",;:–—-. ") + "…"
	}
	return capital(s)
}

// capital makes the first letter of s a capital, but leaves "iPhone" and links
// as they are.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	if !unicode.IsLower(first) || strings.ContainsAny(word, "/@_") || strings.Contains(strings.TrimRight(word, ".!?…"), ".") {
		return s
	}
	if strings.ContainsFunc(word[size:], unicode.IsUpper) {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
