package copilot

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Click is a person's use of an action of a card: which revision it was on, and
// what they answered to the action's fields.
type Click struct {
	Act Act
	Expect
	Person  Person
	Form    map[string]string // answers by Field.Name
	Request string            // id of the delivery, so that it counts once
	Reply   string            // as in Request; for the answer to a follow-up
}

// Click does what was clicked. The error is a *Fault.
func (c *Copilot) Click(ctx context.Context, ref Ref, k Click) error {
	switch k.Act {
	case ActEdit:
		_, err := c.Edit(ctx, ref, k.edit())
		return err
	case ActFollowUp:
		return c.followUp(ctx, ref, k)
	case ActShare:
		return c.Share(ctx, ref, k.Expect, k.Person)
	}
	verdict := Verdict(k.Act)
	if _, ok := verdict.Outcome(); !ok {
		return NewFault(FaultAbsent, "fault.act", nil, nil)
	}
	variant, _ := strconv.Atoi(k.Form["variant"])
	_, err := c.Decide(ctx, ref, Decision{
		Draft: ref.Draft, Revision: k.Revision, Digest: k.Digest, Variant: variant, Verdict: verdict,
		Reason: strings.TrimSpace(k.Form["reason"]), Person: k.Person,
	})
	return err
}

// edit reads the texts as the form numbers them, and the hashtags.
func (k Click) edit() Edit {
	e := Edit{Expect: k.Expect, Person: k.Person, Request: k.Request}
	for n := 1; ; n++ {
		words, ok := k.Form[fmt.Sprintf("text.%d", n)]
		if !ok {
			break
		}
		e.Texts = append(e.Texts, words)
	}
	e.Hashtags = Hashtags(k.Form["hashtags"])
	return e
}

// Hashtags takes apart the hashtags a person typed, whatever they put between.
func Hashtags(typed string) []string {
	return strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) })
}

// followUp asks for another revision in the person's own words.
func (c *Copilot) followUp(ctx context.Context, ref Ref, k Click) error {
	d, err := c.draftFor(ctx, ref, k.Person)
	if err != nil {
		return err
	}
	return c.Accept(ctx, Request{
		ID: k.Request, Place: d.Place, Person: k.Person, Text: strings.TrimSpace(k.Form["text"]),
		Draft: d.ID, Time: c.Now(), Private: d.Private, Reply: k.Reply,
	})
}
