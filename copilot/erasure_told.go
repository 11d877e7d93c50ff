package copilot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// receiptOf says what an erasure has erased, and what it has kept and why; or that it is not
// done yet. A *Fault when there is none.
func (c *Copilot) receiptOf(ctx context.Context, t Tenant, reader Person, id string) (string, error) {
	e, err := c.Memory.Erasure(ctx, t, id)
	switch {
	case errors.Is(err, ErrAbsent):
		return "", NewFault(FaultAbsent, "fault.erasure.absent", nil, err)
	case err != nil:
		return "", storeFault(err)
	}
	return e.told(reader.Locale, catalogue.Moment(reader.Locale, e.Asked.In(c.Now().Location())), catalogue.Moment(reader.Locale, e.Done.In(c.Now().Location()))), nil
}

// told is the receipt, a line for each kind of what was erased.
func (e Erasure) told(locale, asked, done string) string {
	say := func(key string, args catalogue.Args) string { return catalogue.Say(locale, key, args) }
	by := e.By.Name
	if e.Scope == ForgetMe {
		by = say("erasure.by.themselves", nil)
	} else if by == "" {
		by = say("somebody", nil)
	}
	args := catalogue.Args{"Receipt": e.ID, "What": say("erasure.scope."+e.Scope, nil), "By": by, "When": done, "Asked": asked}
	key := "erasure.done"
	if e.Done.IsZero() {
		key = "erasure.begun"
	}
	lines := []string{say(key, args)}
	for _, kind := range erasedKinds {
		if n := e.Erased[kind]; n > 0 {
			lines = append(lines, "• "+say("erased."+string(kind), catalogue.Args{"Count": n}))
		}
	}
	if len(lines) == 1 {
		lines = append(lines, "• "+say("erased.nothing", nil))
	}
	if e.Done.IsZero() {
		return strings.Join(lines, "\n")
	}
	if e.Kept > 0 {
		lines = append(lines, say("erasure.kept", catalogue.Args{"Count": e.Kept}))
	}
	return strings.Join(slices.Concat(lines, []string{say("erasure.stays."+e.Scope, nil), say("erasure.find", args)}), "\n")
}
