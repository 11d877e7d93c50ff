package check

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// worn is the lexicon of phrases that a reader has met too often, in both languages.
var worn = newPhrasebook(lines("worn.en", "worn.fr"))

// WornOutPhrases returns the phrases of text that everybody has read too often, English and French.
func WornOutPhrases(text string) []Finding {
	return tidy(wornOut(read(valid(text)), network.Network{}))
}

// bioLinks are worn out but where no link in a text can be followed: there they are the
// way to one.
var bioLinks = []string{"link in bio", "lien en bio"}

func wornOut(d *doc, n network.Network) []Finding {
	var found []Finding
	worn.all(d, func(from, to int, phrase string) {
		if n.ID != "" && !n.Links && slices.Contains(bioLinks, phrase) {
			return
		}
		found = append(found, d.finding(WornOut, d.tokens[from].start, d.tokens[to-1].end, "worn_out", nil))
	})
	return found
}

// BannedWords returns where text uses a word or phrase of the list, whatever the case and accents. A "*" at the end of a
// word stands for any ending.
func BannedWords(text string, words []string) []Finding {
	if len(words) == 0 {
		return nil
	}
	return tidy(banned(read(valid(text)), words))
}

func banned(d *doc, words []string) []Finding {
	if len(words) == 0 {
		return nil
	}
	var found []Finding
	newPhrasebook(words).all(d, func(from, to int, phrase string) {
		f := d.finding(Banned, d.tokens[from].start, d.tokens[to-1].end, "banned", nil)
		f.Args = map[string]string{"word": asWritten(words, phrase, f.Text)}
		found = append(found, f)
	})
	return found
}

// asWritten returns the banned word as the channel wrote it.
func asWritten(words []string, phrase, otherwise string) string {
	i := slices.IndexFunc(words, func(w string) bool { return fold(w) == phrase })
	if i < 0 {
		return otherwise
	}
	return words[i]
}

var confirmForm = text.Lazily(`(?i)[\[(【]\s*(?:to\s+(?:be\s+)?confirm(?:ed)?|à\s+confirmer|a\s+confirmer|tbc|tbd|todo|à\s+compléter|insert [^\])]{1,40}|insérer [^\])]{1,40}|your [^\])]{1,30}|votre [^\])]{1,30})[^\])】\n]{0,60}[\])】]`)

// Confirmations returns every "[to confirm]", "[à confirmer]" or other blank left in text.
func Confirmations(text string) []Finding { return tidy(confirmations(read(valid(text)))) }

func confirmations(d *doc) []Finding {
	if !strings.ContainsAny(d.text, "[(【") {
		return nil
	}
	var found []Finding
	for _, m := range confirmForm.FindAllStringIndex(d.text, -1) {
		found = append(found, d.finding(Confirm, m[0], m[1], "confirm", nil))
	}
	return found
}

// languageWords is how many words a text needs before its language is judged: fewer are names and hashtags.
const languageWords = 8

// InLanguage reports a text that is clearly not in the language wanted ("en" or "fr"; "" accepts any).
func InLanguage(text, wanted string) []Finding { return tidy(language(read(valid(text)), wanted)) }

func language(d *doc, wanted string) []Finding {
	base, _, _ := strings.Cut(strings.ToLower(wanted), "-")
	if base != text.English && base != text.French {
		return nil
	}
	other := map[string]string{text.English: text.French, text.French: text.English}[base]
	words, wants, others := 0, 0, 0
	for _, t := range d.tokens {
		if t.shape != wordShape {
			continue
		}
		words++
		switch own, foreign := text.Stop(base, t.raw), text.Stop(other, t.raw); {
		case own && !foreign:
			wants++
		case foreign && !own:
			others++
		}
	}
	// The detector alone errs on texts full of names; the small words must agree with it.
	if words < languageWords || others < 2*wants+2 || text.Language(d.text, base) == base {
		return nil
	}
	return []Finding{d.finding(Language, 0, len(d.text), "language_"+base, nil)}
}
