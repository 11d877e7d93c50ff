package copilot

import "context"

// tally counts the tokens of a writer over all calls of one composition: of parts, of a
// correction and of an opinion too.
type tally struct {
	Writer
	used   Usage
	unsaid bool // a model did not say what a call took
}

// Compose is Writer.Compose.
func (t *tally) Compose(ctx context.Context, p Prompt, piece func(string)) (Answer, error) {
	a, err := t.Writer.Compose(ctx, p, piece)
	t.used.Prompt += max(0, a.Usage.Prompt)
	t.used.Completion += max(0, a.Usage.Completion)
	t.unsaid = t.unsaid || err == nil && a.Model != "" && a.Usage == Usage{}
	return a, err
}

// said is what the composition took; nil when nobody knows.
func (t *tally) said() *Usage {
	if t.unsaid {
		return nil
	}
	used := t.used
	return &used
}

// Took is how many tokens the revision took; false when nobody knows, because a version from
// before made it, or an endpoint that does not say.
func (p Provenance) Took() (Usage, bool) {
	switch {
	case p.Used != nil:
		return *p.Used, true
	case p.Model == "": // a person, or a writer without a model
		return Usage{}, true
	}
	return Usage{}, false
}

// free is the provenance of a revision for which no writer was asked anew: what the text
// took is counted where it was written.
func (p Provenance) free() Provenance {
	p.Used = &Usage{}
	return p
}
