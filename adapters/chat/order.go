package chat

import (
	"iter"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// Commands lists what can be asked, as it is typed: each name after a prefix.
func Commands(prefix string) []string {
	var all []string
	for _, c := range copilot.Table() {
		if !c.Settings {
			all = append(all, prefix+c.Name)
		}
	}
	return all
}

// CommandOf is the command of the table that does a task.
func CommandOf(task copilot.Task) copilot.Command {
	for _, c := range copilot.Table() {
		if c.Task == task {
			return c
		}
	}
	return copilot.Command{}
}

// Order is the command that a sentence asks for, as it would be typed: it begins at
// the first word that names one, or nearly does. "Can you summarize this, please?"
// asks for a summary, and so does « résume ce fil ». Without any it is "".
func Order(words string) string {
	words = strings.TrimPrefix(words, "/")
	for at, word := range wordsOf(words) {
		if name, ok := called(word); ok {
			return strings.TrimSpace(name + " " + asked(name, words[at+len(word):]))
		}
	}
	first, _, _ := strings.Cut(words, " ")
	if _, near := text.Nearest(bare(first), Commands("")); near {
		return words // a slip, which is answered with what was probably meant
	}
	return ""
}

// synonyms are what people call the commands in a sentence.
var synonyms = map[string]string{
	"summarise": "summarize", "summary": "summarize", "recap": "summarize", "resume": "summarize", "resumer": "summarize", "resumez": "summarize",
	"brouillon": "draft", "redige": "draft", "rediger": "draft", "redigez": "draft", "ecris": "draft", "write": "draft",
	"hashtag": "hashtags",
}

// called is the command that a word names.
func called(word string) (string, bool) {
	word = bare(word)
	if name, ok := synonyms[word]; ok {
		word = name
	}
	c, ok := copilot.Lookup(word)
	return word, ok && !c.Settings
}

// bare is a word without accents, capitals and the punctuation around it.
func bare(word string) string {
	return strings.TrimFunc(text.Fold(word), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// fillers say nothing about what to read.
var fillers = setOf("please pls this that it the thread channel conversation for me us now all" +
	" s'il te vous plait stp svp ce cette cet ca le la les fil salon canal moi nous tout")

// asked is what stands after the name of a command; nothing where it only points at
// what is before everybody's eyes.
func asked(name, rest string) string {
	if c, _ := copilot.Lookup(name); c.Reads && onlyOf(fillers, rest) {
		return ""
	}
	return strings.TrimSpace(rest)
}

// pleasantries are what people say to somebody who has done something.
var pleasantries = setOf("thanks thank you thx ty ok okay lgtm great good nice perfect cool awesome looks to me all yes no works love it so much very" +
	" merci d'accord parfait super top genial bien joue bravo oui non beaucoup c'est tres nickel impeccable ca marche me va")

// Pleasantry says whether words ask for nothing: "thanks", « c’est parfait, merci ! ».
func Pleasantry(words string) bool {
	return strings.TrimSpace(words) != "" && onlyOf(pleasantries, words)
}

// onlyOf says whether all words are of a set; those without a letter count as none.
func onlyOf(set map[string]bool, words string) bool {
	for word := range strings.FieldsSeq(strings.ReplaceAll(words, "’", "'")) {
		if word = bare(word); word != "" && !set[word] {
			return false
		}
	}
	return true
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// wordsOf yields the words of a text with where they begin.
func wordsOf(s string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		at := 0
		for word := range strings.FieldsSeq(s) {
			at += strings.Index(s[at:], word)
			if !yield(at, word) {
				return
			}
			at += len(word)
		}
	}
}
