package check

// Indexed is a set of sources prepared for checking; it is read-only after Index and safe for concurrent use.
type Indexed struct {
	sources []Source
	docs    []*doc
}

// Index prepares sources once, so that the variants of a draft need not each pay for it.
func Index(sources []Source) *Indexed {
	x := &Indexed{sources: sources}
	for _, s := range sources {
		x.docs = append(x.docs, read(valid(s.Text)))
	}
	return x
}
