package chattest

// Link is an address that an adapter reads from what people paste, and writes. Its
// zero value is none.
type Link interface {
	comparable
	String() string
}

// test is what a link is held to: of testing, or of rapid.
type test interface {
	Helper()
	Errorf(format string, args ...any)
}

// ReadsLink fails unless what people paste is read as a link, none for the zero value.
func ReadsLink[L Link](t test, parse func(string) (L, bool), pasted string, want L) {
	t.Helper()
	var none L
	if got, ok := parse(pasted); got != want || ok != (want != none) {
		t.Errorf("parsing %q: %+v, %v, want %+v", pasted, got, ok, want)
	}
}

// LinkReadsAsItself fails unless whatever is taken for a link is written so that it
// reads as itself, and what is not taken for one is none. It gives back the link.
func LinkReadsAsItself[L Link](t test, parse func(string) (L, bool), pasted string) (link L, ok bool) {
	t.Helper()
	link, ok = parse(pasted)
	if ok {
		ReadsLink(t, parse, link.String(), link)
		return link, true
	}
	ReadsLink(t, parse, pasted, *new(L))
	return link, false
}
