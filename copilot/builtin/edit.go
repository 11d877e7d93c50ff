package builtin

import (
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// apply makes a change to a text. done is false if the text has nothing to make
// it on.
func (d drafting) apply(c change, words string) (changed string, done bool) {
	switch c.kind {
	case elsewhere, untagging, tagging:
		return words, true
	case plainer, spartan:
		return text.Canonical(strings.Map(noPictograph, words)), true
	case calmer:
		return calm(words), true
	case swapping:
		return d.swap(c, words)
	case dropping:
		return d.dropAbout(c.what, words)
	case adding:
		return d.insert(c.what, words)
	default:
		return words, false
	}
}

func noPictograph(r rune) rune {
	if r > 0x2190 && (unicode.Is(unicode.So, r) && r != '→' && r != '•' || r == 0xFE0F || r == 0x200D || 0x1F3FB <= r && r <= 0x1F3FF) {
		return -1
	}
	return r
}

var marks = text.Lazily(`[ \x{00A0}\x{202F}]*!+`)

func calm(words string) string { return marks.ReplaceAllString(words, ".") }

// swap replaces what stands in the text, whatever its case.
func (d drafting) swap(c change, words string) (string, bool) {
	changed, done := copilot.Replacement{What: c.what, With: c.with}.In(words)
	return typeset(d.phrases.lang, changed), done
}

// things are what people call a kind of content by.
var things = []struct{ name, shape *text.Pattern }{
	{text.Lazily(`(?i)^(?:the |its |le |les |nos )?(?:prices?|costs?|prix|tarifs?)$`), text.Lazily(`(?i)[€$£]|\b(?:eur|usd|euros?|dollars?|price|prix|tarif)\b`)},
	{text.Lazily(`(?i)^(?:the |all |le |les |tous les )?(?:links?|urls?|liens?)$`), text.Lazily(`(?i)https?://|www\.|\b[\w-]+\.(?:com|fr|org|net|io|example)\b`)},
	{text.Lazily(`(?i)^(?:the |la |les )?questions?$`), text.Lazily(`\?\s*\W*$`)},
	{text.Lazily(`(?i)^(?:the |l['’])?(?:e-?mail|address|adresse|mail)$`), mailbox},
}

// dropAbout leaves out words that stand in the text, or the sentences about
// something.
func (d drafting) dropAbout(what, words string) (string, bool) {
	b := takeApart(words)
	for _, thing := range things {
		if thing.name.MatchString(what) {
			return finishedBits(b, b.without(thing.shape.MatchString))
		}
	}
	if form := text.Lazily(`(?i)` + text.Loosely(what)); what != "" && form.MatchString(words) {
		return dropPhrase(form, words)
	}
	wanted := stems(d.brief.lang, what)
	return finishedBits(b, len(wanted) > 0 && b.without(func(s string) bool {
		of := stems(d.brief.lang, s)
		for stem := range wanted {
			if !of[stem] {
				return false
			}
		}
		return true
	}))
}

func finishedBits(b bits, done bool) (string, bool) { return b.String(), done }

// dropPhrase takes a phrase out where the sentence goes on without it: an aside
// between commas, the end after one. Elsewhere the whole sentence goes.
func dropPhrase(form *text.Pattern, words string) (string, bool) {
	b := takeApart(words)
	dropped := false
	b.each(func(s string) string {
		m := form.FindStringIndex(s)
		if m == nil {
			return s
		}
		before, after := strings.TrimRight(s[:m[0]], " "), strings.TrimLeft(s[m[1]:], " ")
		if strings.HasSuffix(before, ",") && (after == "" || strings.ContainsRune(",.!?", rune(after[0]))) {
			dropped = true
			return strings.TrimRight(strings.TrimSuffix(before, ",")+after, " ")
		}
		return s
	})
	if dropped {
		return b.String(), true
	}
	return finishedBits(b, b.without(form.MatchString))
}

// insert adds a statement before what takes leave. Something that is only named
// ("the price") comes from the brief, or is left to confirm.
func (d drafting) insert(what, words string) (string, bool) {
	if vague.MatchString(what) && !hasDigit(what) && !clause(what) {
		return words, false
	}
	sentence := d.finish(capital(what))
	if pointer.MatchString(what) && !hasDigit(what) {
		sentence = d.lookUp(what)
	}
	if strings.Contains(text.Fold(words), text.Fold(bare(sentence))) {
		return words, true
	}
	b := takeApart(words)
	at := len(b)
	for i := len(b) - 1; i > 0; i-- {
		line := strings.Join(b[i], " ")
		if strings.TrimSpace(line) != "" && d.rank(line) != rankClose && len(text.URLs(line)) == 0 && !mailbox.MatchString(line) {
			break
		}
		at = i
	}
	gap := []string{""}
	if d.layout.tight {
		return bits(append(append(b[:at:at], []string{sentence}), b[at:]...)).String(), true
	}
	return bits(append(append(b[:at:at], gap, []string{sentence}, gap), b[at:]...)).String(), true
}

var (
	// vague matches what takes a writer with ideas of its own.
	vague = text.Lazily(`(?i)\b(?:call[- ]to[- ]action|cta|appel à l['’]action|emojis?|émojis?|humou?r|images?|photos?|picture|jokes?|blagues?|hooks?|accroche|punch|pep'?s?|` +
		`energy|énergie|emotions?|émotions?|personality|personnalité|warmth|chaleur|dynamisme|style|storytelling|anecdotes?|quotes?|citations?|more|plus de|something|quelque chose)(?:[^\pL]|$)`)
	pointer = text.Lazily(`(?i)^(?:the|our|le|la|les|l['’]|notre|nos)\s*[\pL’'-]+(?:\s+[\pL’'-]+)?$`)
)

// lookUp is what the brief says about something, or a field left to confirm.
func (d drafting) lookUp(what string) string {
	wanted := stems(d.brief.lang, what)
	for _, s := range d.brief.points {
		of := stems(d.brief.lang, s.words)
		for stem := range wanted {
			if of[stem] {
				return d.finish(capital(s.words))
			}
		}
	}
	label := capital(strings.TrimSpace(determiner.ReplaceAllString(what, "")))
	mark := catalogue.Say(d.phrases.lang, "builtin.confirm", nil)
	return catalogue.Say(d.phrases.lang, "builtin.field", catalogue.Args{"Label": label, "Value": mark})
}
