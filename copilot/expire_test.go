package copilot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// later has the clock of the bench stand so much later than it does.
func (b *bench) later(d time.Duration) { b.Now = func() time.Time { return time.Now().Add(d) } }

var waits = copilot.Profile{Approvers: named(ana, bea), Authority: copilot.Authority{WaitDays: 3}}

const days = 24 * time.Hour

// P3: a draft that nobody signed off in time expires, by the bot's word, and never is
// approved: not by a click after the end either, though nothing came by. Its card says so,
// and it can be asked for anew.
func TestExpires(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	d := b.pending(t, waits)
	if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "Expires on ") {
		t.Errorf("the card says\n%s", s)
	}
	copilot.ExpireForTest(b.Copilot, b.ctx)
	if now := b.now(t, d); now.State() != copilot.Pending {
		t.Fatalf("at once: %s", now.State())
	}
	b.later(3 * days)
	copilot.ExpireForTest(b.Copilot, b.ctx)
	if now := b.now(t, d); now.State() != copilot.Expired {
		t.Fatalf("after three days: %s", now.State())
	}
	if e := b.lastEntry(t, d); e.Act != "expire" || e.Person.ID != "" || e.Digest != d.Latest().Digest {
		t.Errorf("on record: %+v", e)
	}
	card := b.chat.last(t, "message-r1")
	if s := said(card); !strings.Contains(s, "nobody signed it off in time") || len(card.Actions()) != 1 || card.Actions()[0].Act != copilot.ActFollowUp {
		t.Errorf("%v\n%s", card.Actions(), s)
	}
	for _, v := range []copilot.Verdict{copilot.Approve, copilot.RequestChanges, copilot.Reject, copilot.Withdraw} {
		if _, fault := b.word(t, d, ana, v); fault == "" {
			t.Errorf("%s when it had expired", v)
		}
	}
	again := b.followUp(t, d, "again")
	if again.State() != copilot.Expired || len(again.Revisions) != 1 {
		t.Errorf("it came back: %s, %d revisions", again.State(), len(again.Revisions))
	}
	if all := b.drafts(t); len(all) != 2 || all[0].State() != copilot.Pending {
		t.Errorf("%d drafts, the newest %s", len(all), all[0].State())
	}
}

func TestClickAfterTheEnd(t *testing.T) {
	for _, v := range []copilot.Verdict{copilot.Approve, copilot.RequestChanges, copilot.Reject} {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, waits)
		b.later(3 * days)
		_, fault := b.word(t, d, ana, v)
		trail, err := b.Trail(b.ctx, d.Ref())
		mustDo(t, err)
		refused, ended := trail[len(trail)-1], trail[len(trail)-2]
		if fault != "fault.expired" || b.now(t, d).State() != copilot.Expired || refused.Why != "expired" || ended.Act != "expire" {
			t.Errorf("%s: %q, %s, %+v", v, fault, b.now(t, d).State(), trail)
		}
	}
	b := newBench(t, writerFunc(echo))
	d := b.pending(t, waits)
	b.later(3 * days)
	_, err := b.Edit(b.ctx, d.Ref(), copilot.Edit{Expect: at(d), Texts: []string{"Other words."}, Person: ana, Request: "e1"})
	if now := b.now(t, d); err == nil || now.State() != copilot.Expired || len(now.Revisions) != 1 {
		t.Errorf("edited: %v, %s", err, now.State())
	}
}

// What has been decided, or waits in a channel without such a rule, does not expire; an
// earlier signature keeps nothing alive.
func TestWhatDoesNotExpire(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	d := b.pending(t, waits)
	if _, fault := b.word(t, d, ana, copilot.Approve); fault != "" {
		t.Fatal(fault)
	}
	b.later(400 * days)
	copilot.ExpireForTest(b.Copilot, b.ctx)
	if now := b.now(t, d); now.State() != copilot.Approved {
		t.Errorf("signed off, and then %s", now.State())
	}
	b = newBench(t, writerFunc(echo))
	d = b.pending(t, copilot.Profile{Approvers: named(ana)})
	b.later(400 * days)
	copilot.ExpireForTest(b.Copilot, b.ctx)
	if _, fault := b.word(t, d, ana, copilot.Approve); fault != "" {
		t.Errorf("where nothing expires: %q", fault)
	}
	b = newBench(t, writerFunc(echo))
	both := waits
	both.Signatures = 2
	d = b.pending(t, both)
	_, _ = b.word(t, d, ana, copilot.Approve)
	b.later(3 * days)
	copilot.ExpireForTest(b.Copilot, b.ctx)
	if now := b.now(t, d); now.State() != copilot.Expired {
		t.Errorf("with one of two signatures: %s", now.State())
	}
}

// Nobody expires a draft by a click.
func TestExpireIsNobodysWord(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	d := b.pending(t, waits)
	if _, fault := b.word(t, d, ana, copilot.Expire); fault != "fault.verdict" {
		t.Errorf("%q", fault)
	}
	err := b.Click(b.ctx, d.Ref(), copilot.Click{Act: copilot.Act(copilot.Expire), Expect: at(d), Person: ana})
	if now := b.now(t, d); err == nil || now.State() != copilot.Pending {
		t.Errorf("%v, %s", err, now.State())
	}
}
