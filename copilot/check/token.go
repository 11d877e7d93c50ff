package check

// token is a word, number, link or mark of a text.
type token struct{ start, end int }

func tokenize(*doc) []token { return nil }
