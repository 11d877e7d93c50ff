package copilot

import (
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Verdict is what a person does with a revision.
type Verdict string

// The verdicts. Editing is not one: it makes a new revision (see Copilot.Edit).
const (
	Approve        Verdict = "approve"
	RequestChanges Verdict = "request_changes"
	Reject         Verdict = "reject"
	Withdraw       Verdict = "withdraw"
	// Expire is the bot's word on what nobody signed off in time, and no person's.
	Expire Verdict = "expire"
)

// Outcome is the state a verdict leads to; false for an unknown one.
func (v Verdict) Outcome() (State, bool) {
	s, ok := map[Verdict]State{
		Approve: Approved, RequestChanges: ChangesRequested, Reject: Rejected, Withdraw: Withdrawn, Expire: Expired,
	}[v]
	return s, ok
}

// Decision is a named person's word on one revision, bound to exactly the text
// they were shown (P2).
type Decision struct {
	Draft    string  `json:"draft"`
	Revision int     `json:"revision"`
	Digest   string  `json:"digest"`  // of the revision, as the click carried it
	Variant  int     `json:"variant"` // 1-based, the text that was approved; 0 otherwise
	Text     string  `json:"text_digest,omitempty"`
	Verdict  Verdict `json:"verdict"`
	Reason   string  `json:"reason,omitempty"`
	Person   Person  `json:"person"`
	// Role is the role under which the person may, by its name; "" when they were named
	// themselves.
	Role string `json:"role,omitempty"`
	// For is the approver whom the person signed for, by delegation; zero: for themselves.
	For Person `json:"for,omitzero"`
	// Step is in which of the channel's steps it counts, from 1, of an approval; 0 for any
	// other verdict, and of a version that knew of none.
	Step int `json:"step,omitempty"`
	// Acknowledged is how many findings about the text that they approved the person had
	// before their eyes, and the button said so; 0 for any other verdict.
	Acknowledged int       `json:"acknowledged,omitempty"`
	At           time.Time `json:"at"`
	// Under is what it went by, which is not kept with it.
	Under Seen `json:"-"`
}

// Audit is one entry of the append-only record of a draft.
type Audit struct {
	Draft    string `json:"draft"`
	Revision int    `json:"revision"`
	Digest   string `json:"digest"`
	Act      string `json:"act"` // "drafted", "revised", "edited", "shared", "source_deleted", "source_edited", "refused", "signed" (and more have to), "struck", "erased", or a Verdict
	Person   Person `json:"person"`
	Reason   string `json:"reason,omitempty"` // in the person's words; of a refusal, the verdict refused
	Why      string `json:"why,omitempty"`    // of a refusal, and of what was struck: a key of the catalogue under "refusal."
	For      Person `json:"for,omitzero"`     // for whom the person signed, by delegation
	Step     int    `json:"step,omitempty"`   // in which step, from 1
	Variant  int    `json:"variant,omitempty"`
	Text     string `json:"text_digest,omitempty"`
	// Erased are the numbers, from 1, of the draft's entries that have no person any more.
	Erased []int `json:"erased,omitempty"`
	// Role and Acknowledged are those of the decision.
	Role         string    `json:"role,omitempty"`
	Acknowledged int       `json:"acknowledged,omitempty"`
	At           time.Time `json:"at"`
}

// Signs says whether the entry is a signature: of a text, or of a step on its way.
func (a Audit) Signs() bool { return a.Act == string(Approve) || a.Act == actSigned }

// Sentence says in the reader's language what the entry records, without who and
// when.
func (a Audit) Sentence(locale string) (said string) {
	args := catalogue.Args{
		"Act": catalogue.Say(locale, "audit."+a.Act, nil), "Revision": a.Revision, "Variant": a.Variant, "Reason": a.Reason,
	}
	key := "audit.sentence"
	if a.Variant > 0 {
		key += ".variant"
	}
	if a.For.ID != "" {
		defer func() {
			said += catalogue.Say(locale, "audit.sentence.for", catalogue.Args{"Name": called(a.For.Name)})
		}()
	}
	if a.Act == actStruck {
		return catalogue.Say(locale, "audit.sentence.struck", catalogue.Args{"Revision": a.Revision, "Why": catalogue.Say(locale, "refusal."+a.Why, nil)})
	}
	if a.Why != "" {
		args["Act"] = catalogue.Say(locale, "act."+a.Reason, nil)
		args["Why"] = catalogue.Say(locale, "refusal."+a.Why, nil)
		return catalogue.Say(locale, "audit.sentence.refused", args)
	}
	said = catalogue.Say(locale, key, args)
	if a.Reason != "" {
		said += catalogue.Say(locale, "audit.sentence.reason", args)
	}
	return said + acknowledged(a.Acknowledged, locale)
}
