package chat

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Press is a click on a button, as it came in: nothing of it is believed yet.
type Press struct {
	copilot.Click
	Ref     copilot.Ref // without a draft for a retry
	Request string      // of a retry
	Said    string      // all that the button says but its seal
	Seal    string      // "" for a button of a version that had none
	Where   string      // Standing or Asking: where it was clicked

	// Names says whether a name that the core keeps is that of the message that was
	// clicked on.
	Names func(message string) bool
	// Later says whether the message was posted after all that such a name is of: it may
	// belong to the same card, whose name is not kept whole before all of it is sent.
	Later func(message string) bool
}

// Doubts about a click.
var (
	errUnsealed = errors.New("a button without a seal")
	errForged   = errors.New("a button that is none of ours there")
	errNameless = errors.New("a button in a message that has no name yet")
)

// Doubted says whether an error of Prove is about the click: then Disown says what the
// person is told.
func Doubted(err error) bool {
	return errors.Is(err, errUnsealed) || errors.Is(err, errForged) || errors.Is(err, errNameless)
}

// Prove returns nil when a button says what we put on it, in the message that we put
// it in; what else it returns is for Disown, or a *copilot.Fault. It asks the core
// only about a button whose message had no name yet when it was made.
func (s Signet) Prove(ctx context.Context, core Core, p Press) error {
	claim := Claim{Tenant: p.Ref.Tenant, Where: p.Where, Button: p.Said}
	switch {
	case p.Seal == "":
		return errUnsealed
	case s.Holds(p.Seal, claim):
		return nil
	case p.Names == nil:
		return errForged
	}
	request, err := answered(ctx, core, p)
	if err != nil {
		return err
	}
	claim.Where = Answering(request)
	if request == "" || !s.Holds(p.Seal, claim) {
		return errForged
	}
	message, err := core.Message(ctx, p.Ref.Tenant, request)
	switch {
	case err == nil && p.Names(message):
		return nil
	case errors.Is(err, copilot.ErrAbsent), err == nil && p.Later(message):
		return errNameless
	case err == nil:
		return errForged
	}
	return err
}

// answered is the request that the card of a button answers, "" for none.
func answered(ctx context.Context, core Core, p Press) (string, error) {
	if p.Ref.Draft == "" {
		return p.Request, nil
	}
	draft, err := core.Draft(ctx, p.Ref)
	if absent(err) {
		return "", nil
	}
	r, _ := draft.Revision(p.Revision)
	return r.Request, err
}

func absent(err error) bool {
	f, ok := errors.AsType[*copilot.Fault](err)
	return ok && f.Kind == copilot.FaultAbsent || errors.Is(err, copilot.ErrAbsent)
}

// Disown answers a doubt about a click: nothing is done, the cards are shown as they
// are, with buttons of ours, and a forged click is counted, logged and put on record.
// The error is what the person is told, or what kept it from being told.
func (p *Porch) Disown(ctx context.Context, core Core, c Press, doubt error) error {
	told := copilot.NewFault(copilot.FaultStale, "fault.unsealed", nil, doubt)
	if errors.Is(doubt, errForged) {
		p.forged.Add(1)
		p.Log.WarnContext(ctx, p.platform+": a forged click was refused", "person", c.Person.ID, "workspace", c.Ref.Tenant.Workspace, "draft", c.Ref.Draft, "act", c.Act)
		told = copilot.AsFault(core.Disown(ctx, c.Ref, c.Click), "")
	}
	if errors.Is(doubt, errNameless) {
		told = copilot.NewFault(copilot.FaultStale, "fault.nameless", nil, doubt)
	}
	if !p.shown.due(c.Ref.Draft+"|"+c.Request, p.Now()) {
		return told
	}
	if err := core.ShowAgain(ctx, c.Ref, c.Request); absent(err) && errors.Is(doubt, errUnsealed) {
		return err
	} else if err != nil {
		p.Log.WarnContext(ctx, p.platform+": the cards of a click that was refused are not shown again", "draft", c.Ref.Draft, "error", err)
	}
	return told
}

// Whoever sends forged clicks must not have the bot spend what a platform lets it send:
// the cards of one draft are shown again at most once in this time.
const showAgainAfter = 10 * time.Second

// mostShown bounds how many drafts are remembered for that.
const mostShown = 1_000

// shownAgain is when the cards of what were shown again.
type shownAgain struct {
	mu sync.Mutex
	at map[string]time.Time
}

// due says whether something may be shown again, and notes that it is.
func (s *shownAgain) due(what string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if last, ok := s.at[what]; ok && now.Sub(last) < showAgainAfter {
		return false
	}
	if s.at == nil || len(s.at) == mostShown {
		s.at = map[string]time.Time{}
	}
	s.at[what] = now
	return true
}

// Forged is how many forged clicks were refused since the process began.
func (p *Porch) Forged() int64 { return p.forged.Load() }
