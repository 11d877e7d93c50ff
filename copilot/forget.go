package copilot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// askForget says what would be erased and what not, or, of who is sure, has it erased: as a
// request, which is kept once it is accepted and goes on where it was cut short. Its receipt
// is told when all is done. Who may is the adapter's to check.
func (c *Copilot) askForget(ctx context.Context, at Place, by Person, s Setting) (string, error) {
	switch {
	case !slices.Contains([]string{ForgetMe, ForgetThread, ForgetChannel}, s.Do):
		return catalogue.Say(by.Locale, "forget.how", nil), nil
	case s.Do == ForgetThread && at.Thread == "":
		return "", NewFault(FaultInput, "fault.forget.thread", nil, nil)
	case !s.Sure:
		return c.beforeForget(ctx, at, by, s)
	}
	if s.Do != ForgetThread {
		at.Thread = ""
	}
	r := Request{
		Place: at, Person: by, Cause: CauseForget, Time: c.Now(), Private: true, Options: map[string]string{"scope": s.Do},
	}
	if s.Facts && s.Do == ForgetChannel {
		r.Options["facts"] = "yes"
	}
	// Whoever is impatient, or a delivery that comes twice, asks for the same within a minute.
	moment := r.Time.Truncate(time.Minute).Format(time.RFC3339)
	r.ID = "forget:" + handle(digestOf(s.Do, r.Options["facts"], at.Channel, at.Thread, by.ID, moment)) + moment
	if _, err := c.take(ctx, r); err != nil {
		return "", err
	}
	return catalogue.Say(by.Locale, "forget.accepted", catalogue.Args{"Receipt": erasureOf(r).ID}), nil
}

// beforeForget says what would be erased, what stays and why, and what to type then.
func (c *Copilot) beforeForget(ctx context.Context, at Place, by Person, s Setting) (string, error) {
	said := catalogue.Say(by.Locale, "forget.before."+s.Do, nil)
	if s.Do == ForgetMe {
		signed := 0
		err := c.Memory.EachDraft(ctx, at.Tenant(), func(d Draft) error {
			signed += signaturesOf(d, by)
			return nil
		})
		if err != nil {
			return "", storeFault(err)
		}
		said += "\n" + catalogue.Say(by.Locale, "forget.signed", catalogue.Args{"Count": signed})
	}
	return said + "\n" + catalogue.Say(by.Locale, "forget.sure."+s.Do, nil), nil
}

// signaturesOf is how many revisions of a draft somebody signed.
func signaturesOf(d Draft, p Person) int {
	n := 0
	for _, r := range d.Revisions {
		if r.State == Approved && r.Decision != nil && (r.Decision.Person.Same(p) || r.Decision.For.Same(p)) {
			n++
		}
		for _, s := range r.Signatures {
			if s.Person.Same(p) || s.For.Same(p) {
				n++
			}
		}
	}
	return n
}

// erasureOf is what a request asks to have forgotten: the same for the same request.
func erasureOf(r Request) Erasure {
	e := Erasure{ID: draftID(r), Scope: r.Options["scope"], Facts: r.Options["facts"] != "", Asked: r.Time}
	if e.Scope != ForgetMe {
		e.Place, e.By = r.Place, r.Person
	}
	return e
}

// forget answers a request to forget. It may run again after a crash at any point: what is
// gone is not counted again, and the receipt is told when nothing is left to do.
func (c *Copilot) forget(ctx context.Context, job Job) error {
	r, e := job.Request, erasureOf(job.Request)
	t := r.Tenant()
	if err := c.Memory.Begin(ctx, t, e); err != nil {
		return storeFault(err)
	}
	task := erasing{c, t, e, r.Person}
	kept, err := task.do(ctx, r.Place)
	if err != nil {
		return storeFault(err)
	}
	e.Done, e.Kept = c.Now(), kept
	entry := Audit{Draft: ErasureDraft(e.ID), Act: "forgot", Person: task.byline(), Reason: e.Scope, At: e.Done}
	if err := c.Memory.Conclude(ctx, t, e, entry); err != nil {
		return storeFault(err)
	}
	said, err := c.receiptOf(ctx, t, r.Person, e.ID)
	if err != nil {
		return err
	}
	chat, err := c.chat(r.Place)
	if err != nil {
		return err
	}
	return chat.Tell(ctx, r.Person, r.Place, said)
}

// erasing is an erasure under way.
type erasing struct {
	*Copilot
	tenant  Tenant
	erasure Erasure
	person  Person // who asked
}

// byline is who did it, as the record has it: nobody, of who is forgotten.
func (e erasing) byline() Person {
	if e.erasure.Scope == ForgetMe {
		return Person{Platform: e.tenant.Platform}
	}
	return e.person
}

// do erases, and says how many signed drafts stay.
func (e erasing) do(ctx context.Context, at Place) (kept int, err error) {
	if e.erasure.Scope == ForgetMe {
		return e.me(ctx)
	}
	within := func(p Place) bool { return p.Root() == at.Root() && (at.Thread == "" || p.Thread == at.Thread) }
	err = e.Memory.EachDraft(ctx, e.tenant, func(d Draft) error {
		switch {
		case !within(d.Place):
			return nil
		case d.State() == Approved:
			kept++
		default:
			if err := e.blank(ctx, d); err != nil {
				return err
			}
		}
		return e.Memory.ForgetExchanges(ctx, d.Place, []string{d.ID}, e.erasure.ID)
	})
	if err == nil {
		err = e.Memory.ForgetRequests(ctx, e.tenant, func(r Request) bool { return within(r.Place) && r.Cause != CauseForget }, e.erasure.ID)
	}
	if err == nil {
		err = e.Memory.ForgetChannel(ctx, at, e.erasure.ID)
	}
	if err == nil && e.erasure.Facts {
		err = e.Memory.ForgetFacts(ctx, at, e.erasure.ID)
	}
	return kept, err
}

// me erases what is kept of the person who asks.
func (e erasing) me(ctx context.Context) (kept int, err error) {
	entry := Audit{Act: "erased", Person: e.byline(), At: e.Now()}
	if err := e.Memory.Unname(ctx, e.tenant, e.person, e.erasure.ID, entry); err != nil {
		return 0, err
	}
	err = e.Memory.EachDraft(ctx, e.tenant, func(d Draft) error {
		if signaturesOf(d, e.person) > 0 || d.State() == Approved && d.Author.Same(e.person) {
			kept++
		}
		return e.fromDraft(ctx, d)
	})
	if err == nil {
		mine := func(r Request) bool { return r.Person.Same(e.person) && r.Cause != CauseForget }
		err = e.Memory.ForgetRequests(ctx, e.tenant, mine, e.erasure.ID)
	}
	if err == nil {
		err = e.Memory.ForgetPerson(ctx, e.tenant, e.person, e.erasure.ID)
	}
	return kept, err
}

// fromDraft takes the person out of a draft: all of one that they asked for and nobody
// signed; of another what rests on their messages, and their name.
func (e erasing) fromDraft(ctx context.Context, d Draft) error {
	if d.Author.Same(e.person) {
		if err := e.Memory.ForgetExchanges(ctx, d.Place, []string{d.ID}, e.erasure.ID); err != nil {
			return err
		}
		if d.State() != Approved {
			return e.blank(ctx, d)
		}
	}
	if d.State() != Approved {
		for _, line := range citedOf(d, e.person) {
			if err := e.follow(ctx, d.Ref(), sourceChange{line: line, gone: true, forgotten: true}); err != nil {
				return err
			}
		}
		if err := e.unnamed(ctx, d.Ref()); err != nil {
			return err
		}
	}
	d, err := e.Memory.Draft(ctx, d.Ref())
	if err != nil {
		return err
	}
	now := d
	if !withoutName(&now, e.person) {
		return nil
	}
	if d.State() != Approved { // first, while the name still says that it is due
		if err := e.Memory.ForgetExchanges(ctx, d.Place, []string{d.ID}, e.erasure.ID); err != nil {
			return err
		}
	}
	return e.Memory.Rewrite(ctx, d.Ref(), ErasedNames, e.erasure.ID, func(d *Draft) {
		if d.Author.Same(e.person) {
			blank(d)
		}
		withoutName(d, e.person)
	})
}

// blank withdraws a draft that nobody signed, unless it is decided, and takes all texts out
// of it; its card, if others see it, says so.
func (e erasing) blank(ctx context.Context, d Draft) error {
	if !d.State().Final() {
		r := d.Latest()
		decision := Decision{Draft: d.ID, Revision: r.Number, Digest: r.Digest, Verdict: Withdraw, Person: e.nameless(d), At: e.Now()}
		entry := Audit{Draft: d.ID, Revision: r.Number, Digest: r.Digest, Act: string(Withdraw), Person: e.byline(), At: e.Now()}
		_, err := e.Memory.Decide(ctx, d.Ref(), decision, nil, entry)
		if _, stale := errors.AsType[*StaleError](err); stale { // somebody was faster: as it is by then
			return fmt.Errorf("forget: %w", errMoving)
		}
		if err != nil {
			return err
		}
	}
	changed := false
	err := e.Memory.Rewrite(ctx, d.Ref(), ErasedDrafts, e.erasure.ID, func(d *Draft) {
		before := blanked(*d)
		blank(d)
		changed = !before
		if e.erasure.Scope == ForgetMe {
			withoutName(d, e.person)
		}
	})
	if err != nil {
		return err
	}
	now, err := e.Memory.Draft(ctx, d.Ref())
	if err != nil {
		return err
	}
	decided := now.Latest().Decision // by a run that was cut short, perhaps: its card may be as it was
	if !now.Private && (changed || decided != nil && !decided.At.Before(e.erasure.Asked)) {
		profile, err := e.Memory.Profile(ctx, d.Place)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, refreshWithin)
		defer cancel()
		if err := e.showAll(ctx, now, profile, catalogue.Base(e.person.Locale), Request{}); err != nil {
			e.Log.WarnContext(ctx, "card of a forgotten draft not refreshed", "draft", d.ID, "error", err)
		}
	}
	return nil
}

// nameless is who withdraws a draft for somebody who is forgotten.
func (e erasing) nameless(d Draft) Person {
	if e.erasure.Scope == ForgetMe {
		return somebody(d, e.person)
	}
	return e.person
}

// unnamed puts a revision without the person's name on top of an open draft that has it.
func (e erasing) unnamed(ctx context.Context, ref Ref) error {
	for range sourceTries {
		d, err := e.Memory.Draft(ctx, ref)
		if err != nil || d.State().Final() || !nameIn(d.Latest(), e.person) {
			return err
		}
		profile, err := e.Memory.Profile(ctx, d.Place)
		if err != nil {
			return err
		}
		last := d.Latest()
		r := last
		r.Number, r.Request = last.Number+1, sourcePrefix+"forgotten:"+d.ID+":"+e.erasure.ID
		r.State, r.Decision, r.Asked, r.Made = Pending, nil, "", last.Made.free()
		textsWithoutName(&r, e.person)
		r = sealed(r)
		r.Findings = append(e.recheck(d, profile, r).check(r, incomplete(last.Findings)), stillDoubted(last, r)...)
		r.Notes = append(slices.Clone(r.Notes), Note{"note.forgotten", nil})
		if err := e.sameMessage(ctx, ref.Tenant, last.Request, r.Request); err != nil {
			return err
		}
		entry := Audit{Draft: d.ID, Revision: r.Number, Digest: r.Digest, Act: "source_forgotten", Person: e.byline(), At: e.Now()}
		d, err = e.Memory.Revise(ctx, ref, Expect{last.Number, last.Digest}, r, Fence{}, entry)
		if _, stale := errors.AsType[*StaleError](err); stale {
			continue
		}
		if err == nil {
			_ = e.refresh(ctx, d, profile) // logged: there is nobody to tell
		}
		return err
	}
	return fmt.Errorf("forget: %w", errMoving)
}
