package copilot

import (
	"context"
	"errors"
	"time"

	"github.com/brouillon/brouillon/copilot/check"
)

// Witness is told what becomes of the work, for figures and for traces: that a stage
// begins, and how it ended. It is told kinds, counts and the names of platforms; never
// what anybody wrote, nor who they are or where. It must not block, and cannot fail.
type Witness interface {
	// Begin is told that a stage begins. What is done under the context that it returns
	// belongs to the stage; the function it returns is called once, when it has ended.
	Begin(ctx context.Context, s Stage) (context.Context, func(End))
	// Mark is what a request carries along, so that whoever goes on with it, perhaps in
	// another process, belongs to the stage of ctx too (Stage.Mark); "" when nobody follows it.
	Mark(ctx context.Context) string
}

// StageKind is what is done in a stage.
type StageKind string

// The stages on the road of a command.
const (
	StageAccept  StageKind = "accept"  // a request is checked and kept for work
	StageJob     StageKind = "job"     // a worker has it: until the queue knows how it went
	StageAnswer  StageKind = "answer"  // within the job: until the card is shown, or nothing is
	StageRead    StageKind = "read"    // the conversation, on behalf of who asked
	StageCompose StageKind = "compose" // a text of a writer, with all that stands before the writer
	StageCall    StageKind = "call"    // within that: one call of one writer; told by whoever measures writers
	StageCheck   StageKind = "check"   // an answer is read and checked
	StageKeep    StageKind = "keep"    // a revision is kept
	StageShow    StageKind = "show"    // a card is made, or edited
	StageDecide  StageKind = "decide"  // a person's word on a draft
)

// Stage is what a Witness is told as something begins. What does not belong to its kind
// is zero.
type Stage struct {
	Kind StageKind
	Chat string // the platform
	What string // of a job: its command, or else its cause (see Request.What); of StageCompose and StageCheck the task, of StageCall the writer
	Act  string // of StageDecide: the Verdict, or ActEdit; of StageKeep: how the revision came to be, as in Audit

	Job      string    // its id
	Attempt  int       // from 1
	Again    bool      // another worker has had the job before
	Accepted time.Time // zero when that is not known
	Mark     string    // see Witness.Mark
}

// Ending is how a stage ended.
type Ending string

// The endings. Done and Failed are those of any stage; each other is one's.
const (
	Done   Ending = "done"
	Failed Ending = "failed"

	EndAccepted Ending = "accepted" // StageAccept: kept for work
	EndAlready  Ending = "already"  // StageAccept: it was accepted before, and was delivered again
	EndRefused  Ending = "refused"  // StageAccept, StageDecide: the person may not, or not like that

	EndAnswered Ending = "answered" // StageJob: the card is shown
	EndTold     Ending = "told"     // StageJob: why there is no answer is shown
	EndLater    Ending = "later"    // StageJob: it failed, and is tried again
	EndParked   Ending = "parked"   // StageJob: given up, until somebody has it tried again
	EndReleased Ending = "released" // StageJob: handed back by a process that stops
	EndLost     Ending = "lost"     // StageJob: it is another worker's by now

	EndSigned Ending = "signed" // StageDecide: an approval that is not the last one needed
	EndStale  Ending = "stale"  // StageDecide, StageKeep: somebody else was faster
	EndWrong  Ending = "wrong"  // StageDecide: the person can put it right
)

// End is what a Witness is told as a stage ends. What does not belong to its kind is zero.
type End struct {
	How Ending
	// Why is the kind of what went wrong: a FaultKind, "cancelled", "late", or "lost" with the lease; of StageCompose
	// and StageCall a WriterErrorKind, of a refused word a key of the catalogue under "refusal.".
	Why      string
	Findings []check.Kind // of the revision that was kept, each as often as it was found
	Writer   string       // as in Answer
	Model    string       // as in Answer
	Usage    Usage
}

// witness tells whoever wants to know that a stage begins.
func (c Composer) witness(ctx context.Context, s Stage) (context.Context, func(End)) {
	if c.Witness == nil {
		return ctx, func(End) {}
	}
	return c.Witness.Begin(ctx, s)
}

// mark is Witness.Mark.
func (c Composer) mark(ctx context.Context) string {
	if c.Witness == nil {
		return ""
	}
	return c.Witness.Mark(ctx)
}

// within does something as a stage, and tells how it ended: that it failed when it panics.
func (c Composer) within(ctx context.Context, s Stage, do func(context.Context) End) {
	ctx, end := c.witness(ctx, s)
	done := End{How: Failed, Why: string(FaultInternal)}
	defer func() { end(done) }()
	done = do(ctx)
}

// stage does something as a stage that is done or has failed.
func (c Composer) stage(ctx context.Context, s Stage, do func(context.Context) error) (err error) {
	c.within(ctx, s, func(ctx context.Context) End {
		err = do(ctx)
		return endOf(err)
	})
	return err
}

// endOf is the end of a stage that is done or has failed.
func endOf(err error) End {
	if err == nil {
		return End{How: Done}
	}
	return End{How: Failed, Why: kindOf(err)}
}

// writerKind is the kind of a writer's error, or that of any other.
func writerKind(err error) string {
	if w, is := asWriterError(err); is {
		return string(w.Kind)
	}
	return kindOf(err)
}

// kindOf is the kind of an error, "" for none. What a writer did not deliver is the
// writer's, whatever was the matter with it.
func kindOf(err error) string {
	_, writers := asWriterError(err)
	switch {
	case err == nil:
		return ""
	case errors.Is(err, ErrLeaseLost):
		return "lost"
	case writers:
		return string(FaultWriter)
	case errors.Is(err, context.Canceled):
		return "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		return "late"
	}
	return string(AsFault(err, "").Kind)
}

// followUp is what a request is that names no command: it goes on with a draft.
const followUp = "follow_up"

// What is what a request is, in one word: the command it names, "follow_up" for none,
// or its cause where no command line asked for it; "other" for a command that there is not.
func (r Request) What() string {
	if r.Cause != "" {
		return r.Cause
	}
	if r.Command == "" {
		return followUp
	}
	if c, ok := Lookup(r.Command); ok {
		return c.Name
	}
	return "other"
}

// acceptedAs tells how Accept ended.
func acceptedAs(fresh bool, err error) End {
	switch {
	case err == nil && fresh:
		return End{How: EndAccepted}
	case err == nil:
		return End{How: EndAlready}
	}
	fault := AsFault(err, "")
	if fault.Passes() {
		return End{How: Failed, Why: string(fault.Kind)}
	}
	return End{How: EndRefused, Why: string(fault.Kind)}
}

// decidedAs tells how a person's word on a draft ended.
func decidedAs(d Draft, act string, err error) End {
	fault, _ := errors.AsType[*Fault](err)
	switch {
	case err == nil && act == string(Approve) && d.State() == Pending:
		return End{How: EndSigned}
	case err == nil, fault != nil && fault.Key == unshown: // it has moved
		return End{How: Done}
	case errors.Is(err, ErrChanged):
		return End{How: EndStale}
	case fault == nil || fault.Passes():
		return End{How: Failed, Why: kindOf(err)}
	case fault.Kind == FaultForbidden:
		return End{How: EndRefused, Why: whyOf(fault)}
	case fault.Kind == FaultStale:
		return End{How: EndStale}
	}
	return End{How: EndWrong}
}

// keptAs tells how keeping a revision ended.
func keptAs(r Revision, err error) End {
	if _, stale := errors.AsType[*StaleError](err); stale {
		return End{How: EndStale}
	}
	end := endOf(err)
	if err == nil {
		for _, f := range r.Findings {
			end.Findings = append(end.Findings, f.Kind)
		}
	}
	return end
}
