package copilot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// streamEvery paces the edits of a card while it is being written; an adapter
// may be slower still.
const streamEvery = 150 * time.Millisecond

// answer does what a request asks: placeholder, material, writer, checks, draft,
// card. It may run again after a crash at any point: the placeholder is looked
// for before another is made, and the draft is kept once.
func (c *Copilot) answer(ctx context.Context, job Job) error {
	r := job.Request
	if r.Cause == CauseForget { // whatever the lists say: it is theirs to ask
		return c.forget(ctx, job)
	}
	if err := c.Admit(ctx, r.Place, r.Person); err != nil { // the lists say more than when it was accepted
		return err
	}
	if r.Cause == CauseShare {
		return c.share(ctx, job)
	}
	if job.Fence.Number != 1 { // nobody has had the first lease of a job before
		if kept, err := c.presentKept(ctx, r); kept || err != nil {
			return err
		}
	}
	m, err := c.begin(ctx, job)
	if err != nil {
		return err
	}
	r, m, err = c.gather(ctx, job, m)
	if err != nil {
		return err
	}
	revision, err := c.Compose(ctx, r, m, c.stream(ctx, job))
	if err != nil {
		return err
	}
	if err := job.seen.wait(); err != nil {
		return fmt.Errorf("remember message: %w", err)
	}
	if unchanged(r, m, revision) {
		return NewFault(FaultInput, "fault.unchanged", map[string]any{"Words": text.Cut(revision.Asked, 120)}, nil)
	}
	revision = c.warned(ctx, r, revision)
	d, err := c.keep(ctx, job, r, m, revision)
	if err != nil {
		return err
	}
	c.keepMinutes(ctx, job, r, m, revision)
	c.caughtUp(ctx, job, m)
	return c.present(ctx, d, m.Profile, r)
}

// presentKept shows the draft that an earlier run of the same job has kept, and says
// whether there is one: no placeholder comes in its way.
func (c *Copilot) presentKept(ctx context.Context, r Request) (bool, error) {
	d, err := c.answerTo(ctx, r)
	if errors.Is(err, ErrAbsent) {
		return false, nil
	}
	if err != nil {
		return false, storeFault(err)
	}
	profile, err := c.Memory.Profile(ctx, d.Place)
	if err != nil {
		return true, storeFault(err)
	}
	return true, c.present(ctx, d, profile, r)
}

// begin shows the placeholder and meanwhile learns what the channel knows: neither
// waits for the other, and a person waits for both.
func (c *Copilot) begin(ctx context.Context, job Job) (Material, error) {
	var m Material
	known := make(chan error, 1)
	go func() { known <- c.know(ctx, job.Request.Place, &m) }()
	shown := c.show(ctx, job, workingCard(job.Request, locale(job.Request), "progress.accepted", nil))
	err := <-known
	if shown != nil {
		return m, shown
	}
	return m, storeFault(err)
}

// unchanged says whether a follow-up came back word for word: that is not a new
// revision for anybody to read, and the reviewer's wish still stands.
func unchanged(r Request, m Material, revision Revision) bool {
	return r.Command == "" && m.Previous != nil && m.Previous.State() != Expired && revision.Digest == m.Previous.Latest().Digest &&
		revision.Settings.Network == m.Previous.Latest().Settings.Network
}

// stream shows the text while it is being written, and which part of a long
// conversation is being read: every one of them, for a call to a writer stands
// between two. A failure to show is not a failure to write: the final card is what
// counts.
func (c *Copilot) stream(ctx context.Context, job Job) func(Progress) {
	next := c.Now()
	return func(p Progress) {
		// A worker that lost its lease must not write over its successor's card.
		if p.Parts == 0 && c.Now().Before(next) || ctx.Err() != nil {
			return
		}
		if err := c.show(ctx, job, progressCard(job.Request, locale(job.Request), p)); err != nil {
			c.Log.DebugContext(ctx, "progress not shown", "job", job.ID, "error", err)
		}
		next = c.Now().Add(streamEvery)
	}
}

// recentExchanges is how many of the channel's drafts a writer is told about.
const recentExchanges = 8

// gather completes what the copilot may draw on. The request comes back as a
// follow-up when its words only make sense as one ("shorter").
func (c *Copilot) gather(ctx context.Context, job Job, m Material) (Request, Material, error) {
	r := job.Request
	m.Recent = heard(m.Recent, r)
	r, err := refersTo(r, m.Recent)
	if err != nil {
		return r, m, err
	}
	if r.Draft != "" {
		d, err := c.draft(ctx, Ref{r.Tenant(), r.Draft})
		if err != nil {
			return r, m, err
		}
		if d.Place.Root() != r.Place.Root() || !d.readable(r.Person) { // nothing crosses (P6)
			return r, m, NewFault(FaultAbsent, "fault.draft.absent", nil, nil)
		}
		if d.Private && !r.Private {
			return r, m, NewFault(FaultInput, "fault.private", nil, nil)
		}
		m.Previous = &d
	}
	m.Minutes = c.minutes(ctx, r, m)
	if catchesUp(r) {
		r, m.Conversation, err = c.catchUp(ctx, job, r, m)
		m.Notes = append(m.Notes, unheard(m.Conversation)...)
		return r, m, err
	}
	m.Conversation, err = c.read(ctx, job, r, m)
	m.Notes = append(m.Notes, unheard(m.Conversation)...)
	if err == nil && m.Previous == nil && r.About != "" && withheld(m.Conversation) > 0 {
		return r, m, NewFault(FaultInput, "fault.withheld.about", nil, nil)
	}
	if m.Previous != nil && aboutOf(r, m) != "" && missing(m.Conversation, err) {
		m.Conversation, err = Conversation{}, nil
		m.Notes = append(m.Notes, Note{Key: "note.source.gone"})
	}
	return r, m, err
}

// aboutOf is the message a request is about, by itself or by the draft it follows
// up on.
func aboutOf(r Request, m Material) string {
	if r.About == "" && m.Previous != nil {
		return m.Previous.About
	}
	return r.About
}

// missing says whether a message that was read is not there any more.
func missing(read Conversation, err error) bool {
	fault, ok := errors.AsType[*Fault](err)
	return ok && fault.Kind == FaultAbsent || err == nil && len(read.Lines) == withheld(read)
}

// know fills in what the channel knows.
func (c *Copilot) know(ctx context.Context, at Place, m *Material) (err error) {
	if m.Profile, err = c.Memory.Profile(ctx, at); err != nil {
		return err
	}
	if m.Facts, err = c.Memory.Facts(ctx, at, c.Now()); err != nil {
		return err
	}
	m.Recent, err = c.Memory.Recent(ctx, at, recentExchanges)
	m.Recent = m.Profile.fresh(m.Recent, c.Now())
	return err
}

// heard drops the private exchanges, unless the answer is private too and they are
// the person's own: what one person sees alone must not come out before others.
func heard(recent []Exchange, r Request) []Exchange {
	return slices.DeleteFunc(recent, func(e Exchange) bool { return e.For != "" && (!r.Private || e.For != r.Person.ID) })
}

// refersTo turns words that only change something into a follow-up on the
// newest draft of the same thread, or else of the channel; seen by as many people
// as the answer will be, or a card would move from before some to before others. The
// error is that there is none: such words are no brief.
func refersTo(r Request, recent []Exchange) (Request, error) {
	if r.Command == "" || r.Draft != "" || !OnlyChanges(r.Text) {
		return r, nil
	}
	mine := func(e Exchange) bool { return e.Command == r.Command && (e.For != "") == r.Private }
	at := slices.IndexFunc(recent, func(e Exchange) bool { return mine(e) && e.Thread == r.Place.Thread })
	if at < 0 {
		at = slices.IndexFunc(recent, mine)
	}
	if at >= 0 {
		r.Draft, r.Command = recent[at].Draft, ""
		return r, nil
	}
	if r.Command == string(TaskDraft) {
		return r, NewFault(FaultInput, "fault.brief.none", nil, nil)
	}
	return r, nil
}

// read fetches the conversation, on behalf of the person who asked, when the
// task is about one.
func (c *Copilot) read(ctx context.Context, job Job, r Request, m Material) (Conversation, error) {
	task := taskOf(r, m)
	about := aboutOf(r, m)
	if about == "" && task == TaskDraft || (task == TaskHashtags && (r.Text != "" || m.Previous != nil)) {
		return Conversation{}, nil
	}
	s := resolve(r, task, Material{Profile: m.Profile, Previous: m.Previous})
	place := r.Place
	if m.Previous != nil {
		place = m.Previous.Place
	}
	reading := Reading{Place: place, For: r.Person, Last: s.Last, Since: s.Since, Only: about}
	reading.Keep = m.Profile.Keep && place.Root() == r.Place.Root()
	conversation, err := c.listen(ctx, reading)
	if err != nil {
		return conversation, err
	}
	n := len(conversation.Lines)
	return conversation, c.show(ctx, job, workingCard(r, locale(r), "progress.reading", map[string]any{"Count": n}))
}

// keep stores the revision: on top of the draft it follows up on while that is
// open, else as a draft of its own.
func (c *Copilot) keep(ctx context.Context, job Job, r Request, m Material, revision Revision) (Draft, error) {
	entry := Audit{Draft: draftID(r), Revision: 1, Digest: revision.Digest, Act: "drafted", Person: r.Person, At: revision.Made.At}
	revision = c.twinned(ctx, r.Place.Tenant(), revision)
	if open := m.Previous; open != nil && r.Command == "" && !open.State().Final() && open.Private == r.Private {
		revision.Number = len(open.Revisions) + 1
		entry.Draft, entry.Revision, entry.Act, entry.Reason = open.ID, revision.Number, "revised", revision.Asked
		expect := Expect{open.Latest().Number, open.Latest().Digest}
		d, err := c.revise(ctx, open.Ref(), expect, revision, job.Fence, entry)
		return d, staleFault(err, locale(r))
	}
	revision.Number = 1
	d := Draft{
		ID: draftID(r), Command: r.Command, Place: r.Place, Author: r.Person, Brief: r.Text,
		Created: revision.Made.At, Private: r.Private, About: r.About, Revisions: []Revision{revision},
	}
	if m.Previous != nil && r.Command == "" {
		d.Command, d.Brief = m.Previous.Command, m.Previous.Brief
		d.About = cmp.Or(d.About, m.Previous.About)
		for _, earlier := range m.Previous.Revisions {
			if earlier.Asked != "" {
				d.Brief += "\n" + earlier.Asked
			}
		}
	}
	kept, err := c.keepDraft(ctx, d, job.Fence, entry)
	return kept, storeFault(err)
}

// keepDraft is Memory.Keep, witnessed.
func (c *Copilot) keepDraft(ctx context.Context, d Draft, f Fence, entry Audit) (kept Draft, err error) {
	c.within(ctx, Stage{Kind: StageKeep, Chat: d.Place.Platform, Act: entry.Act}, func(ctx context.Context) End {
		kept, err = c.Memory.Keep(ctx, d, f, entry)
		return keptAs(d.Latest(), err)
	})
	return kept, err
}

// revise is Memory.Revise, witnessed.
func (c *Copilot) revise(ctx context.Context, ref Ref, e Expect, r Revision, f Fence, entry Audit) (revised Draft, err error) {
	c.within(ctx, Stage{Kind: StageKeep, Chat: ref.Platform, Act: entry.Act}, func(ctx context.Context) End {
		revised, err = c.Memory.Revise(ctx, ref, e, r, f, entry)
		return keptAs(r, err)
	})
	return revised, err
}

// present shows the final card, and remembers the exchange meanwhile.
func (c *Copilot) present(ctx context.Context, d Draft, p Profile, answered Request) error {
	remembered, shown := c.conclude(ctx, d, p, answered)
	if remembered != nil {
		return storeFault(remembered)
	}
	return shown
}

// conclude remembers the exchange about a draft and shows its cards, both at once:
// people wait for the cards. The request is the one that this answers; zero when no
// job is behind it.
func (c *Copilot) conclude(ctx context.Context, d Draft, p Profile, answered Request) (remembered, shown error) {
	done := make(chan error, 1)
	go func() { done <- c.remember(ctx, d) }()
	shown = c.showAll(ctx, d, p, catalogue.Base(d.Author.Locale), answered)
	return <-done, shown
}

// showAll shows every message of a draft as it is now: of the revisions that
// share a message the latest, and the newest message first, which is the one that
// must not fail. The others are shown to disarm them. A message may change its
// name by being shown: then it does so for all revisions it stands for, or next
// time an earlier one would be shown over the latest. Only the message of the
// request that is being answered may go by its reply address.
func (c *Copilot) showAll(ctx context.Context, d Draft, p Profile, locale string, answered Request) error {
	if d.Private && d.Author.ID == "" { // they were forgotten: nobody may see it
		return nil
	}
	names := map[string]string{} // of messages that were shown: what each is called now
	for _, r := range slices.Backward(d.Revisions) {
		message, err := c.Memory.Post(ctx, d.Place.Tenant(), r.Request)
		if name, shown := names[message]; shown && err == nil {
			err = c.renamed(ctx, d, r, message, name)
		} else if known := err == nil; known || errors.Is(err, ErrAbsent) {
			at := spotOf(d, r)
			at.Message, at.Again = message, !known // made perhaps, by a run that could not say so
			if r.Request == answered.ID {
				at.Reply = answered.Reply
			}
			name, err = c.showIn(ctx, at, cardOf(d, r, p, locale))
			if known {
				names[message] = cmp.Or(name, message)
			}
		}
		switch {
		case err != nil && r.Number == len(d.Revisions):
			return err
		case err != nil:
			c.Log.WarnContext(ctx, "earlier card not shown", "draft", d.ID, "revision", r.Number, "error", err)
		}
	}
	return nil
}

// renamed remembers what the message of a revision is called now.
func (c *Copilot) renamed(ctx context.Context, d Draft, r Revision, before, now string) error {
	if before == now {
		return nil
	}
	return c.Memory.Posted(ctx, d.Place.Tenant(), r.Request, now, fenceOf(ctx))
}

// longestWriting is how long before its draft a message may have been made.
const longestWriting = time.Hour

// spotOf is where a revision of a draft is shown.
func spotOf(d Draft, r Revision) Spot {
	at := Spot{Place: d.Place, Key: r.Request, Since: d.Created.Add(-longestWriting)}
	if d.Private {
		at.For = d.Author
	}
	return at
}

func (c *Copilot) remember(ctx context.Context, d Draft) error {
	r := d.Latest()
	e := Exchange{
		Draft: d.ID, Revision: r.Number, Command: d.Command, Person: d.Author.Name, Thread: d.Place.Thread,
		Asked: d.Brief, Answer: chosen(r), Settings: r.Settings, State: r.State, At: r.Made.At,
	}
	if r.Decision != nil {
		e.Reason = r.Decision.Reason
	}
	if d.Private {
		e.For = d.Author.ID
	}
	return c.Memory.Remember(ctx, d.Place, e, fenceOf(ctx))
}
