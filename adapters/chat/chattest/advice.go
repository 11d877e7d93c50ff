package chattest

import "regexp"

// advice are the words by which a sentence tells a person what they can do, by
// language.
var advice = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(again|say|once more|ask|tell|type|run|have it|have to|has to|allow|install|give my role|choose|quote reference)\b`),
	"fr": regexp.MustCompile(`(?i)(\brecommence|\bdites|\brelancez|réessayez|demandez|prévenez|\btapez|\bdoit\b|autorisez|\bdonnez|faites-le|choisissez|la référence)`),
}

// SaysWhatToDo says whether a sentence of the catalogue, in English or French, tells
// its reader what to do.
func SaysWhatToDo(lang, sentence string) bool { return advice[lang].MatchString(sentence) }
