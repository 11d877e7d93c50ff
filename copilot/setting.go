package copilot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// What stands after the command of the settings.
const (
	SubSettings  = "settings" // all of it
	SubApprovers = "approvers"
	SubVoice     = "voice"
	SubFacts     = "facts"
	SubExport    = "export"
	SubImport    = "import"
	SubRetry     = "retry" // have everything tried again that was given up
	SubUsage     = "usage" // what was used, and what there is
	SubStats     = "stats" // what the drafts came to
	SubOptOut    = "opt-out"
	SubOptIn     = "opt-in"
	SubDelegate  = "delegate" // let somebody sign for whoever asks
	SubForget    = "forget"
	SubContext   = "context" // what is kept
)

// What may be forgotten.
const (
	ForgetMe      = "me"
	ForgetThread  = "thread"
	ForgetChannel = "channel"
)

// DelegateOff is what may be done with a delegation: end it.
const DelegateOff = "off"

// What may be done with facts.
const (
	FactsList = "list"
	FactsAdd  = "add"
	FactsDrop = "drop"
)

// Setting is what somebody wants with what a channel knows.
type Setting struct {
	Sub           string // SubFacts, ...
	Do            string // of SubFacts: FactsAdd, ...
	Words         string // what else was typed: of FactsAdd the fact, of FactsDrop its handle, of SubStats the period
	Source, Until string // of FactsAdd, as they were typed; Until of SubDelegate too
	To            Person // of SubDelegate: who was mentioned; Words is what was typed of them
	Whole         bool   // of what Counts: who asks may change settings, and sees the workspace's
	Sure          bool   // of SubForget: they were told what is erased
	Facts         bool   // of ForgetChannel: its facts too
}

// Changes says that it is only for whoever may change what a channel knows.
func (s Setting) Changes() bool {
	return s.Sub == SubImport || s.Do == FactsAdd || s.Do == FactsDrop || s.Do == ForgetThread || s.Do == ForgetChannel
}

// Personal says that it is about the person who asks: anybody may.
func (s Setting) Personal() bool {
	return s.Sub == SubOptOut || s.Sub == SubOptIn || s.Sub == SubForget || s.Sub == SubContext || s.Sub == SubDelegate
}

// Counts says that it is told in numbers, which are shown to whoever reads the channel; those
// of the whole workspace to whoever may change settings.
func (s Setting) Counts() bool { return s.Sub == SubUsage || s.Sub == SubStats }

// Asks says that it needs words that were not typed: a form asks for them.
func (s Setting) Asks() bool { return s.Sub == SubImport || s.Do == FactsAdd && s.Words == "" }

// word is a word of the command of the settings, with its other spellings.
type word struct {
	name    string
	aliases []string
}

var settingWords = []word{
	{SubVoice, []string{"voix"}},
	{SubFacts, []string{"faits", "fact", "fait"}},
	{SubExport, []string{"exporter"}},
	{SubImport, []string{"importer"}},
	{SubApprovers, []string{"valideurs"}},
	{SubRetry, []string{"réessayer", "reessayer"}},
	{SubSettings, []string{"réglages", "reglages"}},
	{SubDelegate, []string{"déléguer", "deleguer", "délégation", "delegation"}},
	{SubUsage, []string{"conso", "consommation"}},
	{SubStats, []string{"chiffres", "statistiques", "statistics", "figures"}},
	{SubOptOut, []string{"ne-pas-me-lire", "optout"}},
	{SubOptIn, []string{"me-lire", "optin"}},
	{SubForget, []string{"oublier", "oublie"}},
	{SubContext, []string{"contexte"}},
}

var forgetWords = []word{
	{ForgetMe, []string{"moi"}},
	{ForgetThread, []string{"fil"}},
	{ForgetChannel, []string{"canal", "salon"}},
}

// sureWords and factsToo may stand behind them.
var (
	sureWords = []string{"yes", "oui"}
	factsToo  = []string{"facts", "faits"}
)

// spaced are words that are typed with spaces as well.
var spaced = text.Lazily(`(?i)^(ne[ \x{a0}]pas[ \x{a0}]me[ \x{a0}]lire|me[ \x{a0}]lire|opt[ \x{a0}](?:out|in))(?:\s|$)`)

// joined puts the hyphens into words that were typed with spaces.
func joined(typed string) string {
	if m := spaced.FindStringSubmatchIndex(typed); m != nil {
		return strings.Join(strings.FieldsFunc(typed[m[2]:m[3]], isSpace), "-") + typed[m[3]:]
	}
	return typed
}

var factWords = []word{
	{FactsList, []string{"liste"}},
	{FactsAdd, []string{"ajouter", "ajoute"}},
	{FactsDrop, []string{"retirer", "retire", "remove", "delete", "supprimer"}},
}

// SettingChoices are what may stand after the command of the settings, as it is typed
// in a language, each with a few words about it.
func SettingChoices(locale string) []Choice {
	all := make([]Choice, len(settingWords))
	for i, w := range settingWords {
		all[i] = Choice{w.in(locale), catalogue.Say(locale, "setting."+w.name, nil)}
	}
	return all
}

// SettingWord is how a word of the command of the settings is typed in a language.
func SettingWord(locale, name string) string {
	for _, w := range slices.Concat(settingWords, factWords, forgetWords) {
		if w.name == name {
			return w.in(locale)
		}
	}
	return name
}

// in is the word in a language: French stands first among the other spellings.
func (w word) in(locale string) string {
	if catalogue.Base(locale) == catalogue.French {
		return w.aliases[0]
	}
	return w.name
}

// ReadSetting reads what was typed after the command of the settings. The error is a
// *Fault that names the nearest right word; a word that is like none asks for all
// settings.
func ReadSetting(typed string) (Setting, error) {
	first, rest := nextWord(joined(strings.TrimSpace(typed)))
	sub, near := readWord(settingWords, first)
	switch {
	case sub == "" && near != "":
		return Setting{}, settingFault(first, near)
	case sub == "":
		return Setting{Sub: SubSettings, Words: strings.TrimSpace(typed)}, nil
	}
	s := Setting{Sub: sub, Words: strings.TrimSpace(rest)}
	switch sub {
	case SubFacts:
	case SubDelegate:
		return s.delegated(), nil
	case SubForget:
		return s.forgets()
	default:
		return s, nil
	}
	first, rest = nextWord(s.Words)
	do, near := readWord(factWords, first)
	switch {
	case first == "":
		s.Do = FactsList
	case do == "" && near != "":
		return Setting{}, settingFault(first, SubFacts, near)
	case do == "":
		return Setting{}, NewFault(FaultInput, "fault.facts.word", catalogue.Args{"Value": text.Cut(text.Canonical(first), 40)}, nil)
	default:
		s.Do, s.Words = do, strings.TrimSpace(rest)
	}
	if s.Do == FactsAdd {
		return s.taken()
	}
	return s, nil
}

// forgets reads what is to be forgotten. What else was typed stays: a chat may know it.
func (s Setting) forgets() (Setting, error) {
	first, rest := nextWord(s.Words)
	do, near := readWord(forgetWords, first)
	switch {
	case first == "":
		return s, nil
	case do == "" && near != "":
		return Setting{}, settingFault(first, SubForget, near)
	case do == "":
		return Setting{}, NewFault(FaultInput, "fault.forget.word", catalogue.Args{"Value": text.Cut(text.Canonical(first), 40)}, nil)
	}
	s.Do = do
	var left []string
	for word := range strings.FieldsSeq(rest) {
		switch {
		case slices.Contains(sureWords, text.Fold(word)):
			s.Sure = true
		case slices.Contains(factsToo, text.Fold(word)):
			s.Facts = true
		default:
			left = append(left, word)
		}
	}
	s.Words = strings.Join(left, " ")
	return s, nil
}

// settingFault names the nearest right words, as they are typed in the reader's language.
func settingFault(got string, near ...string) error {
	words := worded(func(locale string) string {
		var all []string
		for _, name := range near {
			all = append(all, SettingWord(locale, name))
		}
		return strings.Join(all, " ")
	})
	return NewFault(FaultInput, "fault.setting.near", catalogue.Args{"Name": text.Cut(text.Canonical(got), 40), "Near": words}, nil)
}

// readWord is the name of the word that was typed, or else of the nearest that begins
// with the same letter: "n’importe" is no import.
func readWord(of []word, typed string) (name, near string) {
	if typed == "" {
		return "", ""
	}
	var spellings []string
	names := map[string]string{}
	for _, w := range of {
		for _, s := range append([]string{w.name}, w.aliases...) {
			if text.Fold(s) == text.Fold(typed) {
				return w.name, ""
			}
			if initial(s) == initial(typed) {
				spellings = append(spellings, s)
				names[s] = w.name
			}
		}
	}
	near, _ = text.Nearest(typed, spellings)
	return "", names[near]
}

func initial(s string) rune {
	r, _ := utf8.DecodeRuneInString(text.Fold(s))
	return r
}

// untilWord is what people type before the end of a fact.
var untilWord = word{"until", []string{"jusqu’au"}}

var factOption = text.Lazily(`(?i)(?:^|[\s\x{a0}\x{202f}])(?:--|[—–])?(source|until|jusqu['’]?(?:au|à|a|en))[\s\x{a0}\x{202f}]?[:=]`)

// openSource is how a fact says that something is open source, or whose code it is about.
var openSource = text.Lazily(`(?i)(?:^|[^\p{L}])(?:open|code)[»”"\s\x{a0}\x{202f}]*$`)

// wordsOfFact says whether what looks like the option of a source is in the words of the
// fact: it begins them, or what is meant is a source that is open. With dashes it is an
// option anywhere.
func wordsOfFact(typed string, at []int) bool {
	if !strings.EqualFold(typed[at[2]:at[3]], "source") || strings.ContainsAny(typed[at[0]:at[2]], "-—–") {
		return false
	}
	before := typed[:at[0]]
	return strings.TrimSpace(before) == "" || openSource.MatchString(before)
}

// taken takes source and end out of the words of a fact: they may stand in any order
// behind it.
func (s Setting) taken() (Setting, error) {
	typed := s.Words
	all := slices.DeleteFunc(factOption.FindAllStringSubmatchIndex(typed, -1), func(at []int) bool { return wordsOfFact(typed, at) })
	for i, at := range all {
		end := len(typed)
		if i+1 < len(all) {
			end = all[i+1][0]
		}
		called, to := untilWord, &s.Until
		if strings.EqualFold(typed[at[2]:at[3]], "source") {
			called, to = word{"source", []string{"source"}}, &s.Source
		}
		if *to != "" {
			return s, NewFault(FaultInput, "fault.option.twice", catalogue.Args{"Option": called.name, "Called": worded(called.in)}, nil)
		}
		*to = strings.Trim(typed[at[1]:end], "\"“”«» \u00a0\u202f\t\r\n")
	}
	if len(all) > 0 {
		s.Words = strings.TrimSpace(typed[:all[0][0]])
	}
	return s, nil
}
