package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// signed is what became of the presses on Approve.
type signed struct {
	presses   int // not deliveries
	acked     int // that were acknowledged
	once      int // that are one decision on record, and on the card
	none      int // that are none: not acknowledged, or the signer was told why
	explained int // acknowledged, and the signer was told what did not go well
	lost      int // acknowledged, and no decision, and nobody was told
	twice     int // more than one decision
	unshown   int // acknowledged and on record, and neither on the card nor told
}

func (s *signed) add(o signed) {
	s.presses += o.presses
	s.acked += o.acked
	s.once += o.once
	s.none += o.none
	s.explained += o.explained
	s.lost += o.lost
	s.twice += o.twice
	s.unshown += o.unshown
}

func (s *signed) String() string {
	return fmt.Sprintf("%d, acknowledged %d; decided once %d, not at all %d, explained %d, LOST %d, TWICE %d, UNSHOWN %d",
		s.presses, s.acked, s.once, s.none, s.explained, s.lost, s.twice, s.unshown)
}

// The sentences that tell a signer that a press has, or may have, done nothing, or
// that its card is not up to date.
var excuses = []string{"the store does not answer", "The store does not answer", "roles cannot be checked", "cannot be brought up to date"}

// explanations counts those among the sentences that a signer was told.
func explanations(told []string) int {
	n := 0
	for _, sentence := range told {
		if slices.ContainsFunc(excuses, func(e string) bool { return strings.Contains(sentence, e) }) {
			n++
		}
	}
	return n
}

// sign judges the presses of one platform's people. An explanation names no draft:
// each stands for one press that has no effect to be seen.
func (l *ledger) sign(pressed []*order, approvals map[int]int, seen map[int][]sight, explanations int) {
	for _, o := range pressed {
		l.signed.presses++
		acked := slices.Contains(o.clicks, accepted)
		if acked {
			l.signed.acked++
		}
		stamped := slices.ContainsFunc(seen[o.serial], func(s sight) bool { return strings.Contains(s.text, "Signed off by Marc") })
		fault := ""
		switch n := approvals[o.serial]; {
		case n > 1:
			l.signed.twice++
			fault = fmt.Sprintf("%d decisions", n)
		case n == 1 && stamped:
			l.signed.once++
		case !acked:
			l.signed.none++
		case explanations > 0:
			explanations--
			l.signed.explained++
		case n == 0:
			l.signed.lost++
			fault = "no decision"
		default:
			l.signed.unshown++
			fault = "a decision that the card does not show"
		}
		if fault != "" {
			l.offenders = append(l.offenders, fmt.Sprintf("CLICK: %s: %s %v\n%s%s", fault, mark(o.serial), o.clicks, o.story(), sights(seen[o.serial])))
		}
	}
}

// approvals counts the approvals on record, by serial.
func (h *house) approvals(ctx context.Context) (map[int]int, error) {
	all := map[int]int{}
	drafts := h.db.Scan(ctx, 0, "{brouillon}:draft:*", 1000).Iterator()
	for drafts.Next(ctx) {
		head, err := h.db.HGet(ctx, drafts.Val(), "head").Bytes()
		if err != nil {
			return nil, err
		}
		record, err := h.db.LRange(ctx, strings.Replace(drafts.Val(), ":draft:", ":audit:", 1), 0, -1).Result()
		if err != nil {
			return nil, err
		}
		for _, entry := range record {
			var audit struct{ Act string }
			if err := json.Unmarshal([]byte(entry), &audit); err != nil {
				return nil, err
			}
			if audit.Act == "approve" {
				all[serialIn(head)]++
			}
		}
	}
	return all, drafts.Err()
}
