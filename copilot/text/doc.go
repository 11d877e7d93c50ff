// Package text holds pure functions on English and French text: the one form
// in which text is shown and hashed, its words and sentences, its language, its
// keyphrases and its central sentences. Nothing here keeps state, reads the
// environment or fails: every function accepts any string, valid UTF-8 or not,
// and runs in time linear in its length.
package text

// The two languages of the house, as ISO 639-1 codes.
const (
	English = "en"
	French  = "fr"
)

// Span is a piece of a text. Start and End are byte offsets into the text it
// was taken from, and Text is always that text's [Start:End].
type Span struct {
	Start, End int
	Text       string
}
