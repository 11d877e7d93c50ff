package network

// Span is a piece of a text. Start and End are offsets in runes, End excluded.
type Span struct {
	Start, End int
	Text       string // the piece itself, with its "#" or "@"
}

// Hashtags returns the hashtags of text in order, each with its "#".
func Hashtags(text string) []Span { return nil }

// Mentions returns the "@name" (and "@name@server") of text in order.
func Mentions(text string) []Span { return nil }

// Links returns the web addresses of text in order, with or without scheme.
func Links(text string) []Span { return nil }
