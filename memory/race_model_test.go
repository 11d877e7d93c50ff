package memory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/anishathalye/porcupine"

	"github.com/brouillon/brouillon/copilot"
)

// posture is all of a draft that a race is about.
type posture struct {
	revision int
	digest   string
	state    copilot.State
	signed   string // who signed, in order, each in angle brackets
	needed   int    // signatures
}

// postureOf is how a draft is, as a store gave it.
func postureOf(d copilot.Draft, needed int) posture {
	r := d.Latest()
	now := posture{r.Number, r.Digest, r.State, "", needed}
	for _, s := range r.Standing() {
		now.signed += "<" + s.Person.ID + ">"
	}
	if r.State == copilot.Approved {
		now.signed += "<" + r.Decision.Person.ID + ">"
	}
	return now
}

// The two things done to a draft that are no verdicts.
const (
	looks copilot.Verdict = "look"
	edits copilot.Verdict = "edit"
)

// attempt is what a client does: with the revision that it has before it.
type attempt struct {
	act      copilot.Verdict
	who      string
	revision int
	digest   string
	// overtaken: changes were wished for while it was made. What was meant for a draft that
	// nobody had said anything of may then be told so, rather than be done.
	overtaken bool
}

// heard is what a client was told: how the draft is now, or that nothing was done.
type heard struct {
	done bool
	now  posture
}

// after is what the draft has to be once an attempt was made; false when nothing comes of it.
func (s posture) after(a attempt) (posture, bool) {
	outcome, decides := a.act.Outcome()
	open := s.state == copilot.Pending || s.state == copilot.ChangesRequested
	waits := s.state == copilot.Pending
	switch {
	case a.act == looks:
		return s, true
	case a.revision != s.revision || a.digest != s.digest || !open:
		return s, false
	case a.act == edits:
		return posture{s.revision + 1, "", copilot.Pending, "", s.needed}, true
	case !waits && (a.act == copilot.Approve || a.act == copilot.RequestChanges) || !decides:
		return s, false
	case a.act != copilot.Approve:
		s.state = outcome
		return s, true
	case strings.Contains(s.signed, "<"+a.who+">"):
		return s, false
	}
	s.signed += "<" + a.who + ">"
	if strings.Count(s.signed, "<") == s.needed {
		s.state = copilot.Approved
	}
	return s, true
}

// oneByOne is a draft at which one person is after another.
func oneByOne(from posture) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return from },
		Step: func(state, input, output any) (bool, any) {
			was, a, got := state.(posture), input.(attempt), output.(heard)
			want, done := was.after(a)
			if done && a.act == edits {
				want.digest = got.now.digest // the text says what it is; nobody else may say so
				if want.digest == was.digest {
					return false, was
				}
			}
			if a.overtaken && was.state == copilot.ChangesRequested && !got.done {
				return true, was
			}
			if done != got.done || done && want != got.now {
				return false, was
			}
			return true, want
		},
	}
}

// overtake marks what wishes for changes overtook.
func overtake(history []porcupine.Operation) {
	for i, op := range history {
		a := op.Input.(attempt)
		a.overtaken = slices.ContainsFunc(history, func(o porcupine.Operation) bool {
			wish := o.Input.(attempt).act == copilot.RequestChanges && o.Output.(heard).done
			return wish && o.Call < op.Return && op.Call < o.Return
		})
		history[i].Input = a
	}
}

// wrongfully says what is wrong with a draft that was approved; "" for nothing, and for one
// that was not.
func wrongfully(d copilot.Draft, trail []copilot.Audit, needed int) string {
	r := d.Latest()
	signers := map[string]bool{}
	for _, s := range r.Standing() {
		if s.Revision != r.Number || s.Digest != r.Digest || s.Text != r.Variants[0].Digest {
			return fmt.Sprintf("%s signed another text", s.Person.ID)
		}
		signers[s.Person.ID] = true
	}
	ended := slices.IndexFunc(trail, func(a copilot.Audit) bool {
		outcome, decided := copilot.Verdict(a.Act).Outcome()
		return decided && outcome.Final()
	})
	if ended >= 0 && slices.ContainsFunc(trail[ended+1:], func(a copilot.Audit) bool { return a.Act != "refused" }) {
		return "something was done after it was ended: " + trail[ended].Act
	}
	if r.State != copilot.Approved {
		return ""
	}
	signers[r.Decision.Person.ID] = true
	switch {
	case r.Decision.Digest != r.Digest || r.Decision.Revision != r.Number || r.Decision.Text != r.Variants[0].Digest:
		return "another text was approved"
	case len(signers) < needed:
		return fmt.Sprintf("%d signed, of %d", len(signers), needed)
	case ended < 0 || trail[ended].Act != string(copilot.Approve) || trail[ended].Digest != r.Digest:
		return "the approval is not on record"
	}
	return ""
}
