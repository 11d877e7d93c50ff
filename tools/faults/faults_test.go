package faults

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// TestFaults plays the rounds: each a house in which replicas are killed, then Redis,
// which then is in trouble, and in which replicas stop for longer than a lease.
func TestFaults(t *testing.T) {
	t.Parallel()
	binary := binaryOf(t, present)
	for n := range *rounds {
		t.Run(fmt.Sprintf("round %d", n+1), func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, planned(uint64(n)), houseKey, binary, binary)
			sum.add(h, h.trial(*rate, share(*commands), func(ctx context.Context) {
				h.act("kill replicas", func() { h.agenda.run(ctx, h.replicas) })
				h.act("take over", func() { sleep(ctx, takeover) })
				h.act("kill Redis", func() { h.killRedis(ctx, share(*redisKills), *gap) })
				h.act("Redis in trouble", func() { h.redisTroubles(ctx) })
				h.act("platforms and model fail", func() { h.platformsFail(ctx) })
				h.act("zombies", func() { h.zombies(ctx, *zombieTimes) })
			}))
		})
	}
}

// takeover is how long what dead replicas worked on takes to be taken over: it is waited
// for before Redis is killed, since no lease is judged while Redis comes and goes.
const takeover = 20 * time.Second

// share is a round's part of a whole, rounded up.
func share(whole int) int { return (whole + *rounds - 1) / *rounds }

func planned(round uint64) plan {
	return plan{seed: *seed + round, kills: share(*kills), each: share(*each), gap: *gap}
}

func binaryOf(t *testing.T, build func() (string, error)) string {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// TestOldBesideNew runs the version before beside this one, on one store: whenever
// one is killed, the next is of the one version or of the other. Neither has a key: with one
// they cannot run beside each other. In the end all are stopped and updated, and get one.
func TestOldBesideNew(t *testing.T) {
	t.Parallel()
	binary := binaryOf(t, present)
	old, err := previous()
	if err != nil {
		t.Skipf("NOT TRIED beside the version before, %s, which cannot be built here: %v", before, err)
	}
	h := newHouse(t, plan{seed: *seed}, "", old, old)
	versions := []string{binary, old}
	sum.add(h, h.trial(*rate, 0, func(ctx context.Context) {
		for n := range *mixes {
			sleep(ctx, 2*time.Second)
			r := h.replicas[h.rng.IntN(len(h.replicas))]
			if h.rng.IntN(2) == 0 {
				r.stop(ctx, versions[n%2])
			} else {
				r.become(versions[n%2])
			}
			h.count("another version beside")
		}
		h.update(ctx, binary, houseKey)
		sleep(ctx, 10*time.Second)
	}))
}

// TestRollout restarts the replicas one after another by SIGTERM, behind a balancer
// that asks who is ready: nobody who calls may notice.
func TestRollout(t *testing.T) {
	t.Parallel()
	binary := binaryOf(t, present)
	h := newHouse(t, plan{seed: *seed}, houseKey, binary, binary)
	b := newBalancer(t.Context(), t, h.replicas)
	h.through(b)
	l := h.trial(*rate, 0, func(ctx context.Context) {
		for n := range *restarts {
			h.replicas[n%len(h.replicas)].stop(ctx, binary)
			await(t, "replica that was restarted", 30*time.Second, h.ready)
			sleep(ctx, 2*time.Second)
			h.count("restarted by SIGTERM")
		}
	})
	sum.add(h, l)
	if l.disturbed > 0 || b.alone > 0 {
		t.Errorf("%d deliveries were refused or not answered, and %d connections found nobody ready", l.disturbed, b.alone)
		for _, o := range l.disturbing[:min(len(l.disturbing), mostStories)] {
			t.Errorf("%s\n%s", mark(o.serial), o.story())
		}
	}
}

// TestAlone restarts the only replica there is, where it stands. Who calls meanwhile finds
// nobody; what was accepted before is answered all the same, once.
func TestAlone(t *testing.T) {
	t.Parallel()
	binary := binaryOf(t, present)
	h := newHouse(t, plan{seed: *seed}, houseKey, binary)
	sum.add(h, h.trial(deploymentRate, 0, func(ctx context.Context) {
		for range *restarts {
			sleep(ctx, 2*time.Second)
			h.replicas[0].stop(ctx, binary)
			await(t, "replica that was restarted", 30*time.Second, h.ready)
			h.count("the only replica restarted by SIGTERM")
		}
	}))
}

// TestDeployment replaces every replica as a Deployment does: another, with other settings,
// is ready before one is told to go, and a balancer hears of both by /readyz, late. Nobody
// who calls may notice, in Slack, in Discord or at the workbench; nothing is lost or done
// twice; and who is told to go has gone before it would be killed.
func TestDeployment(t *testing.T) {
	t.Parallel()
	binary := binaryOf(t, present)
	h := newHouseWith(t, plan{seed: *seed}, houseKey, []string{"BOT_WORKBENCH=loopback"}, binary, binary)
	b := newBalancer(t.Context(), t, h.replicas)
	h.through(b)
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	v := visit(ctx, "http://"+b.listener.Addr().String())
	var longest time.Duration
	l := h.trial(deploymentRate, 0, func(ctx context.Context) {
		for n := range *restarts {
			h.place(fmt.Sprintf("replacement%d", n+1), binary, fmt.Sprintf("BOT_WORKERS=%d", 4+n))
			b.knows(h.replicas)
			await(t, "replacement", 30*time.Second, h.ready)
			took, err := h.replicas[0].leave(ctx)
			if err != nil {
				t.Error(err)
			}
			longest = max(longest, took)
			h.replicas = h.replicas[1:]
			b.knows(h.replicas)
			h.count("replaced by another that was ready")
		}
		leave()
		v.over.Wait()
	})
	sum.add(h, l)
	t.Logf("%d replicas were replaced, the slowest to go took %v; %d visits", *restarts, longest.Round(time.Millisecond), v.posted)
	if l.disturbed > 0 || b.alone > 0 || len(v.refused) > 0 {
		t.Errorf("%d deliveries and %d of %d visits were refused or not answered, and %d connections found nobody ready: %v",
			l.disturbed, len(v.refused), v.posted, b.alone, v.refused)
	}
	if lost, doubled, err := v.judged(t.Context(), h); err != nil || lost+doubled > 0 || len(v.accepted) == 0 {
		t.Errorf("of %d visits %d were lost and %d done twice: %v", v.posted, lost, doubled, err)
	}
}

// deploymentRate is how many commands a second there are while replicas are replaced.
const deploymentRate = 10
