package check

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// form is what is computed once per distinct spelling.
type form struct {
	fold    string // lower case, without accents
	hash    uint64 // of fold
	stem    string // of words only
	capital bool   // starts with a capital
	upper   bool   // two letters or more, all capitals
	stop    bool   // a word that carries no meaning of its own
	kin     kin
	plain   atomic.Int32 // once asked: 1 for an everyday word, -1 for another, see everyday
}

// kin says which claims a word can begin, so that most words are asked nothing further.
type kin uint8

const (
	dayKin     kin = 1 << iota // names a month or a weekday
	hourKin                    // noon, midnight
	numberKin                  // a number word
	boastKin                   // may begin a strong claim
	nameKin                    // looks like (part of) a proper name
	countryKin                 // begins the name of a country with two words
)

func newForm(raw, lang string) *form {
	f := &form{fold: fold(raw), stop: text.Stop("", raw)}
	f.stop = f.stop || stopWords[f.fold]
	f.stem = text.Fold(text.Stem(lang, strings.ToLower(raw)))
	first, size := utf8.DecodeRuneInString(raw)
	f.capital = unicode.IsUpper(first)
	f.upper = f.capital && len(raw) > size && strings.ToUpper(raw) == raw
	f.kin, f.hash = f.relatives(raw), hashOf(f.fold)
	return f
}

// boastWords may begin a strong claim although they are no boast by themselves.
var boastWords = map[string]bool{
	"no": true, "n": true, "numero": true, "number": true, "nr": true, "plus": true, "most": true, "least": true, "only": true, "seul": true, "seule": true,
	"seuls": true, "seules": true, "first": true, "premier": true, "premiere": true, "leading": true, "top": true, "best": true,
}

// relatives returns the kin of a word.
func (f *form) relatives(raw string) (k kin) {
	month, weekday := months[f.fold] != "", weekdays[f.fold] != ""
	if month || weekday {
		k |= dayKin
	}
	if f.fold == "half" || f.fold == "quarter" || f.fold == "demi" || f.fold == "quart" || smallNumber[f.fold] > 0 || multiplier[f.fold] > 0 {
		k |= numberKin
	}
	if f.fold == "noon" || f.fold == "midi" || f.fold == "midnight" || f.fold == "minuit" || f.fold == "half" || f.fold == "quarter" {
		k |= hourKin
	}
	if twoWords[f.fold] {
		k |= countryKin
	}
	if boastWords[f.fold] || boasts[f.fold] != "" {
		k |= boastKin
	}
	coded := strings.ContainsAny(raw, "0123456789") && len(raw) > 1
	inner := !f.capital && raw != strings.ToLower(raw) // "iPhone"
	if !month && !(weekday && len(f.fold) > 3) && (coded || inner || f.capital && !f.stop && len(raw) > 1) {
		k |= nameKin
	}
	return k
}

// memo remembers forms from one text to the next: people use few words, and stemming one costs more than all checks of
// it. It holds at most two generations of memoMost words, and nothing that shows in any result.
type memo struct {
	mu         sync.Mutex
	young, old map[spelling]*form
}

type spelling struct{ lang, raw string }

const (
	memoMost  = 1 << 12 // words per generation, some 0.5 MB: most of what people say
	memoBytes = 40      // longer words are noise
)

var known = memo{young: map[spelling]*form{}}

// form returns the form of a word, remembered or new.
func (m *memo) form(raw, lang string) *form {
	m.mu.Lock()
	defer m.mu.Unlock()
	if f, ok := m.young[spelling{lang, raw}]; ok {
		return f
	}
	if len(raw) > memoBytes {
		return newForm(raw, lang)
	}
	raw = strings.Clone(raw) // or the word would keep the text alive that it stands in
	f, ok := m.old[spelling{lang, raw}]
	if !ok {
		f = newForm(raw, lang)
	}
	if len(m.young) >= memoMost {
		m.young, m.old = map[spelling]*form{}, m.young
	}
	m.young[spelling{lang, raw}] = f
	return f
}
