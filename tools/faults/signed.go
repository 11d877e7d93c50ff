package faults

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// signed is what became of presses on Approve, or of wishes for changes.
type signed struct {
	people    int // not deliveries
	acked     int // that were acknowledged
	once      int // that are one decision on record, and to be seen
	none      int // that are none: not acknowledged, or refused
	explained int // acknowledged, and whoever pressed was told what did not go well
	lost      int // acknowledged, and no decision, and nobody was told
	twice     int // more than one decision, or more than one revision
	unshown   int // acknowledged and on record, and neither to be seen nor told
}

func (s *signed) add(o signed) {
	s.people += o.people
	s.acked += o.acked
	s.once += o.once
	s.none += o.none
	s.explained += o.explained
	s.lost += o.lost
	s.twice += o.twice
	s.unshown += o.unshown
}

func (s signed) String() string {
	return fmt.Sprintf("%d, acknowledged %d; decided once %d, not at all %d, explained %d, LOST %d, TWICE %d, UNSHOWN %d",
		s.people, s.acked, s.once, s.none, s.explained, s.lost, s.twice, s.unshown)
}

// deed is one press, or one wish: how it was acknowledged, and what came of it.
type deed struct {
	order     *order
	outcomes  []outcome
	decisions int  // on record
	shown     int  // messages, or stamps, that show it
	unsettled bool // what shows it says that it is being worked on
}

// count judges one deed; what it returns breaks a promise. Excuses are what people were
// told on their own: they name no draft, so that each stands for one deed without an
// effect to be seen.
func (s *signed) count(d deed, excuses *int) (fault string) {
	s.people++
	acked := slices.Contains(d.outcomes, accepted)
	if acked {
		s.acked++
	}
	switch {
	case d.decisions > 1 || d.shown > 1:
		s.twice++
		return fmt.Sprintf("%d decisions, shown %d times", d.decisions, d.shown)
	case d.decisions == 1 && d.shown == 1 && !d.unsettled:
		s.once++
	case !acked && !d.unsettled:
		s.none++
	case *excuses > 0 && !d.unsettled:
		*excuses--
		s.explained++
	case d.decisions == 0:
		s.lost++
		return "acknowledged, and no decision"
	default:
		s.unshown++
		return "a decision that nobody sees"
	}
	return ""
}

// The sentences that tell somebody that what they did has, or may have, done nothing,
// or that its card is not up to date. The last two are of a click on a card that another
// version made.
var excuses = []string{
	"the store does not answer", "The store does not answer", "roles cannot be checked", "cannot be brought up to date",
	"the draft is at revision 1 by now", "made before an update",
}

// excused counts those among the sentences that people were told on their own.
func excused(told []string) *int {
	n := 0
	for _, sentence := range told {
		if slices.ContainsFunc(excuses, func(e string) bool { return strings.Contains(sentence, e) }) {
			n++
		}
	}
	return &n
}

// audited judges what people decided: by the record, and by what is shown.
func (h *house) audited(ctx context.Context, l *ledger) {
	decisions, err := h.decisions(ctx)
	if err != nil {
		h.t.Errorf("the record of decisions cannot be read: %v", err)
		return
	}
	orders := h.journal.all()
	for _, c := range h.crowds {
		seen, told := c.seen(), excused(c.told())
		for _, o := range orders {
			if o.crowd != c {
				continue
			}
			if len(o.clicks) > 0 {
				if fault := l.approvals.count(approval(o, decisions, seen[o.serial]), told); fault != "" {
					l.blame(o, seen[o.serial], "APPROVAL: "+fault)
				}
			}
			if len(o.wishes) > 0 {
				if fault := l.wishes.count(change(o, decisions, seen[o.serial]), told); fault != "" {
					l.blame(o, seen[o.serial], "WISH: "+fault)
				}
			}
		}
	}
}

// blame keeps the story of a command that breaks a promise.
func (l *ledger) blame(o *order, seen []sight, how string) {
	story := fmt.Sprintf("%s: %s %v, approved %v, changed %v\n%s%s", how, mark(o.serial), o.outcomes, o.clicks, o.wishes, o.story(), sights(seen))
	l.offenders[how] = append(l.offenders[how], story)
}

// approval is a press on Approve: a stamp on the card shows it.
func approval(o *order, decisions map[int]map[string]int, seen []sight) deed {
	d := deed{order: o, outcomes: o.clicks, decisions: decisions[o.serial]["approve"]}
	for _, s := range seen {
		if strings.Contains(s.text, "Signed off by ") {
			d.shown++
		}
	}
	return d
}

// change is a wish for changes: the message of another revision shows it.
func change(o *order, decisions map[int]map[string]int, seen []sight) deed {
	d := deed{order: o, outcomes: o.wishes, decisions: decisions[o.serial]["request_changes"]}
	for _, s := range seen {
		if s.follows {
			d.shown++
			d.unsettled = s.stage == showsProgress
		}
	}
	return d
}

// decisions counts what is on record, by serial and act.
func (h *house) decisions(ctx context.Context) (map[int]map[string]int, error) {
	store, err := h.store(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = store.Close() }()
	all := map[int]map[string]int{}
	drafts := h.db.Scan(ctx, 0, "{brouillon}:draft:*", 1000).Iterator()
	for drafts.Next(ctx) {
		d, err := store.Draft(ctx, refOf(drafts.Val()))
		if err != nil {
			return nil, err
		}
		trail, err := store.Trail(ctx, refOf(drafts.Val()))
		if err != nil {
			return nil, err
		}
		serial := serialIn([]byte(d.Brief))
		if all[serial] == nil { // two drafts of one command add up, and are noticed
			all[serial] = map[string]int{}
		}
		for _, audit := range trail {
			all[serial][audit.Act]++
		}
	}
	return all, drafts.Err()
}

// refOf is the draft that a key of Redis is about.
func refOf(key string) (ref copilot.Ref) {
	parts := strings.Split(strings.TrimPrefix(key, "{brouillon}:draft:"), ":")
	for i, to := range []*string{&ref.Platform, &ref.Workspace, &ref.Draft} {
		*to, _ = url.QueryUnescape(parts[i])
	}
	return ref
}
