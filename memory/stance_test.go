package memory

import (
	"context"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// intruder is at the server between any two commands of a store.
type intruder struct{ before func(redis.Cmder) }

func (i *intruder) DialHook(next redis.DialHook) redis.DialHook { return next }

func (i *intruder) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		i.comes(cmd)
		return next(ctx, cmd)
	}
}

func (i *intruder) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		i.comes(cmds[len(cmds)-1])
		return next(ctx, cmds)
	}
}

func (i *intruder) comes(cmd redis.Cmder) {
	if do := i.before; do != nil {
		i.before = nil // what it does itself is not intruded upon
		do(cmd)
		i.before = do
	}
}

// looksAt says which look at a draft a command is: 0 of the core, 1 of what vouches for it,
// 2 of the step that moves it; false for none.
func looksAt(cmd redis.Cmder) (look int, is bool) {
	args := cmd.Args()
	switch {
	case cmd.Name() == "hgetall":
		return 0, true
	case cmd.Name() == "exec":
		return 1, true
	case len(args) < 2:
		return 0, false
	}
	for _, moves := range []verb{toDecide, toSign, toRevise} {
		if args[1] == moves.script.Hash() {
			return 2, true
		}
	}
	return 0, false
}

// flicker has a draft be as it was before at some looks, and as it is at the others, while
// somebody clicks, and says how it is then.
func (c *court) flicker(t *testing.T, i *intruder, key string, was map[string]string, before [3]bool, click func()) map[string]string {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	is, looks := c.s.db.HGetAll(ctx, key).Val(), 0
	turn := func(to map[string]string) {
		must(t, c.s.db.Del(ctx, key).Err())
		must(t, c.s.db.HSet(ctx, key, to).Err())
	}
	i.before = func(cmd redis.Cmder) {
		look, counts := looksAt(cmd)
		switch {
		case !counts:
			return
		case before[look]:
			turn(was)
		default:
			turn(is)
		}
		looks++
	}
	click()
	i.before = nil
	if looks == 0 {
		t.Fatal("nobody looked: the scene proves less than it says")
	}
	after := c.s.db.HGetAll(ctx, key).Val()
	turn(is)
	return after
}

// Whoever can write to Redis, and kept how a draft was before it was decided, has it look so
// just when somebody looks, in every order: nothing is signed, and nothing is edited, that
// was ended, and no signature is left out.
func TestFlickeringDraftIsNotMoved(t *testing.T) {
	c := newCourt(t)
	i := &intruder{}
	c.s.db.AddHook(i)
	tried, moved := 0, 0
	for _, ended := range []copilot.Verdict{copilot.Reject, copilot.Withdraw, copilot.RequestChanges} {
		for _, h := range []household{home, strict} {
			ref := h.ref("flickers " + string(ended))
			c.keeps(t, h, "flickers "+string(ended), "lea", false)
			key := c.s.keys.one(ref)
			was := c.s.db.HGetAll(t.Context(), key).Val()
			must(t, c.click(t, h, "flickers "+string(ended), 1, ended, "boss"))
			moves := map[string]func(){
				"approved": func() { _ = c.click(t, h, "flickers "+string(ended), 1, copilot.Approve, "anna") },
				"edited": func() {
					_, _ = c.s.Revise(t.Context(), ref, copilot.Expect{Revision: 1, Digest: "one"}, h.revision(2, "two"),
						copilot.Fence{}, copilot.Audit{Act: "edited", Revision: 2, Digest: "two"})
				},
			}
			if ended == copilot.RequestChanges {
				delete(moves, "edited") // which is what is asked for
			}
			for move, click := range moves {
				for n := range 8 {
					before := [3]bool{n&1 > 0, n&2 > 0, n&4 > 0}
					after := c.flicker(t, i, key, was, before, click)
					if after["state:1"] == string(copilot.Approved) || after["signatures:1"] != "" || after["latest"] != "1" {
						t.Errorf("%s in %s, looking as before at %v: %s", ended, h.at.Channel, before, move)
						moved++
					}
					tried++
				}
			}
		}
	}
	sharedtest.Prove(t, "drafts that flicker between what they are and were, clicked and edited", tried, moved)
}
