package builtin

import (
	"slices"
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
	gaps     int // how often by then somebody spoke who is not to be read
	order    int // place among all remarks
	author   string
	ref      string
	text     string   // without "well," and the like, as a sentence
	words    int      // what it costs of the budget
	name     int      // and the name of its author
	folded   []string // its words, "well" and the like included, for cues
	terms    []int32  // what it is about
	question bool
	named    bool    // begins with what looks like a name
	small    bool    // says too little to stand for anything
	score    float64 // how well it stands for the whole
}

// maxRemark is the most words of a remark: longer ones are cut, or a rant
// without full stops would be the whole summary.
const maxRemark = 60

// remarks cuts the lines of a conversation into sentences.
func remarks(lines []copilot.PromptLine, t *terms) []remark {
	all := make([]remark, 0, len(lines))
	names := speakers(lines)
	gaps := 0
	for i, l := range lines {
		if l.Gap {
			gaps++
		}
		author := names[l.Author]
		if l.Bot || author == "" && l.Author != "" {
			continue
		}
		for _, s := range unbroken(text.Sentences(spoken(l.Text))) {
			r := remark{line: i, gaps: gaps, order: len(all), author: author, ref: l.Ref}
			r.hear(flat(s), t)
			all = append(all, r)
		}
	}
	return all
}

// unbroken are sentences, with those that one quotation goes through as one: half of it
// would read as if it were all.
func unbroken(sentences []text.Span) []string {
	var whole []string
	for i := 0; i < len(sentences); i++ {
		s := sentences[i].Text
		for joined, j := s, i+1; quoting(s) && j < len(sentences) && len(strings.Fields(joined)) < maxRemark; j++ {
			joined += " " + sentences[j].Text
			if !quoting(joined) {
				s, i = joined, j
			}
		}
		whole = append(whole, s)
	}
	return whole
}

// quoting says whether a quotation begins in s and does not end there.
func quoting(s string) bool {
	return strings.Count(s, "«") > strings.Count(s, "»") || strings.Count(s, "“") > strings.Count(s, "”") || strings.Count(s, `"`)%2 == 1
}

// hear takes in what was said.
func (r *remark) hear(s string, t *terms) {
	r.folded, _ = t.read(s)
	r.named = t.name(s)
	end := strings.TrimRight(s, ` "»”)`)
	r.question = strings.HasSuffix(end, "?") && !strings.HasSuffix(end, "(?") // an aside: "a modest (?)"
	s = plain(numeral.ReplaceAllString(s, ""))
	bare, ids := t.read(unlinked(s))
	r.terms = ids
	r.small = len(ids) == 0 || len(bare) < 3 || len(bare) <= 6 && nods.opens(bare)
	r.text = sentence(s)
	r.words, r.name = len(strings.Fields(r.text)), len(strings.Fields(r.author))
}

// first is the first word of a remark, folded.
func (r remark) first() string {
	if len(r.folded) == 0 {
		return ""
	}
	return r.folded[0]
}

// stated are the words that a remark states: of a question, those before the comma of
// "I'll send it tomorrow, ok?".
func (r remark) stated() []string {
	if !r.question {
		return r.folded
	}
	at := strings.LastIndex(r.text, ", ")
	if at < 0 {
		return nil
	}
	return r.folded[:min(len(r.folded), len(split(r.text[:at])))]
}

// speakers are the names of those who speak, by author, fit to stand before a
// colon; that of a machine is empty.
func speakers(lines []copilot.PromptLine) map[string]string {
	names := map[string]string{}
	for _, l := range lines {
		if _, ok := names[l.Author]; ok {
			continue
		}
		names[l.Author] = ""
		if !machine.MatchString(l.Author) {
			names[l.Author] = strings.TrimRight(flat(text.Canonical(l.Author)), " :")
		}
	}
	return names
}

var (
	// machine is a bot by its name, where nothing else says so.
	machine = text.Lazily(`(?i)(?:^|[\s_.(\[-])bot[)\]]?$|^(?:slackbot|dependabot|github|gitlab|jira)$`)
	code    = text.Lazily("(?s)```.*?(?:```|$)")
	// shortcode is an emoji as some chats spell it: ":tada:".
	shortcode = text.Lazily(`:[a-z][a-z0-9_+-]+:`)
	quoted    = text.Lazily(`(?m)^\s*>.*$`)
	// numeral counts the items of a list.
	numeral = text.Lazily(`^\d{1,2}[.)]\s+`)
	// opener is what people say before they say something.
	opener = text.Lazily(`(?i)^(?:(?:well|oh|yes|yeah|yep|no|ok|okay|right|sure|so|and|but|actually|anyway|` +
		`of course|you know|i mean|i see|hey|hi|hello|look|listen|now|then|ah|um|uh|also|in fact|thank you|thanks|` +
		`great|cool|perfect|sorry|oui|non|bon|alors|donc|et|mais|ben|bah|euh|heu|eh bien|d[’']accord|du coup|` +
		`en fait|enfin|voil[àa]|écoutez|écoute|merci|bonjour|salut|bonsoir|hello|super|parfait|d[’']ailleurs|` +
		`désolée?|ça marche|bien sûr)(?: (?:all|everyone|everybody|team|guys|folks|tous|toutes|à tous|l[’']équipe))?` +
		`\s*(?:,|!|\.\.\.|…|–|—| -)\s*)+`)
)

// spoken is what the author of a message said in it: no code, no quotations of
// somebody else.
func spoken(s string) string {
	s = text.Canonical(s)
	if strings.Contains(s, "```") {
		s = code.ReplaceAllString(s, "\n")
	}
	if strings.Count(s, ":") > 1 {
		s = shortcode.ReplaceAllString(s, "")
	}
	if strings.Contains(s, ">") {
		s = quoted.ReplaceAllString(s, "")
	}
	return s
}

// unlinked is s without its links, if it has any with a scheme: what they are made of says nothing.
func unlinked(s string) string {
	if !strings.Contains(s, "://") {
		return s
	}
	for _, u := range slices.Backward(text.URLs(s)) {
		s = s[:u.Start] + " " + s[u.End:]
	}
	return s
}

// plain takes the openers off a sentence that says something besides.
func plain(s string) string {
	if bare := opener.ReplaceAllString(s, ""); strings.ContainsFunc(bare, unicode.IsLetter) {
		return bare
	}
	return s
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
	elided := strings.HasPrefix(word[size:], "'") || strings.HasPrefix(word[size:], "’") // "l'AG"
	if strings.ContainsFunc(word[size:], unicode.IsUpper) && !elided {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
