package copilot

import (
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot/check"
)

// Figures are what drafts came to. They follow from what is kept of the drafts, hold no
// text and no name, and rank nobody.
type Figures struct {
	Drafts   int
	Commands map[string]int // drafts by the command that asked for them

	// How the drafts stand: each is counted in one of these.
	Approved, Rejected, Expired, Withdrawn int
	Waiting                                int // open, to be signed off
	Private                                int // for one person alone, whom nobody signs

	FirstPass int // of Approved: signed as they were written first
	Edits     int // revisions by a person's hand
	Wishes    int // revisions that somebody asked for

	// Of what was written first, which is not there any more once it is forgotten.
	Checked  int                // drafts
	Findings map[check.Kind]int // in all texts of these drafts
	Posts    int                // those of them that are posts, which are held against earlier ones
	Alike    int                // those of the posts that read like another text

	Known  int   // drafts of which it is known how many tokens they took
	Tokens Usage // of those
	Bought int   // of those, approved

	waits []time.Duration // from when it was drafted to when it was approved, of each that was
}

func (f *Figures) add(d Draft) {
	f.Drafts++
	count(&f.Commands, d.Command)
	f.stands(d)
	for _, r := range d.Revisions[1:] {
		switch {
		case bySource(r): // nobody wanted it
		case r.Made.Writer == writerPerson:
			f.Edits++
		default:
			f.Wishes++
		}
	}
	f.written(d)
	f.took(d)
}

func count[K comparable](in *map[K]int, what K) {
	if *in == nil {
		*in = map[K]int{}
	}
	(*in)[what]++
}

// stands counts how a draft stands.
func (f *Figures) stands(d Draft) {
	if d.Private {
		f.Private++
		return
	}
	switch d.State() {
	case Approved:
		f.Approved++
		if d.firstPass() {
			f.FirstPass++
		}
		if word := d.Latest().Decision; word != nil {
			f.waits = append(f.waits, max(0, word.At.Sub(d.Created)))
		}
	case Rejected:
		f.Rejected++
	case Expired:
		f.Expired++
	case Withdrawn:
		f.Withdrawn++
	default:
		f.Waiting++
	}
}

// firstPass says whether nobody wanted a draft otherwise than it was written first.
func (d Draft) firstPass() bool {
	return !slices.ContainsFunc(d.Revisions[1:], func(r Revision) bool { return !bySource(r) })
}

// written counts what there was to look at in what was written first.
func (f *Figures) written(d Draft) {
	first := d.Revisions[0]
	if forgotten(first) {
		return
	}
	f.Checked++
	alike := 0
	for _, found := range first.Findings {
		count(&f.Findings, found.Kind)
		if found.Kind == check.Sameness {
			alike = 1
		}
	}
	if taskOfDraft(d) == TaskDraft {
		f.Posts++
		f.Alike += alike
	}
}

// took counts the tokens of a draft, if those of all its revisions are known.
func (f *Figures) took(d Draft) {
	var all Usage
	for _, r := range d.Revisions {
		used, known := r.Made.Took()
		if !known {
			return
		}
		all.Prompt += used.Prompt
		all.Completion += used.Completion
	}
	f.Known++
	f.Tokens.Prompt += all.Prompt
	f.Tokens.Completion += all.Completion
	if !d.Private && d.State() == Approved {
		f.Bought++
	}
}

// Decided is how many drafts people approved or rejected.
func (f Figures) Decided() int { return f.Approved + f.Rejected }

// Found is how many findings there are, of all kinds.
func (f Figures) Found() int {
	n := 0
	for _, of := range f.Findings {
		n += of
	}
	return n
}

// Within is the time from drafting to approval that so many percent of the approved
// drafts needed at most, by nearest rank; false when none is approved.
func (f Figures) Within(percent int) (time.Duration, bool) {
	n := len(f.waits)
	if n == 0 {
		return 0, false
	}
	ordered := slices.Sorted(slices.Values(f.waits))
	rank := (n*percent + 99) / 100
	return ordered[min(max(rank, 1), n)-1], true
}

// Total is how many tokens it was.
func (u Usage) Total() int { return u.Prompt + u.Completion }

// Prices are what a model costs, in a currency for a million tokens; the zero value is
// known to nobody.
type Prices struct {
	Prompt, Completion float64
	Currency           string // "EUR"
}

// Set says whether they are known.
func (p Prices) Set() bool { return p.Currency != "" }

// Cost is what tokens cost.
func (p Prices) Cost(u Usage) float64 {
	return (p.Prompt*float64(u.Prompt) + p.Completion*float64(u.Completion)) / 1e6
}
