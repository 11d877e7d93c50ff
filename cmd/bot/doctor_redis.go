package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/memory"
)

// What is too slow, and clocks that are too far apart: Slack's deliveries are refused when
// they are five minutes old, and an answer writes a dozen times.
const (
	slowWrite = 20 * time.Millisecond
	farApart  = 30 * time.Second
	// answerWithin is how long Redis may take to answer at all.
	answerWithin = 3 * time.Second
)

// examineRedis asks Redis what it keeps, how fast it is, and what time it has.
func examineRedis(ctx context.Context, s *Settings, c *chart) {
	if !s.Redis.Set() {
		c.warn("Set REDIS_URL, e.g. redis://127.0.0.1:6379/0, once something is to last.", "No REDIS_URL: everything is kept in the process, and gone when it stops.")
		return
	}
	store, err := memory.Open(ctx, s.Redis.Reveal(), memory.Options{
		Secret: s.SecretKey, SecretBefore: s.KeyBefore, Adopt: s.Adopt, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return // which the configuration has said
	}
	defer func() { _ = store.Close() }()
	reachable, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	reason := ""
	if err := store.Wait(reachable, func(why string) { reason = why }); err != nil {
		if _, refused := errors.AsType[*memory.RefusedError](err); refused {
			c.fault("Put it right in REDIS_URL.", "%v", letIn(err))
			return
		}
		c.fault("Start it, or have REDIS_URL name where it is; a firewall or network policy may stand between.", "Redis does not answer at %s: %s", store.Address(), reason)
		return
	}
	keeps := examineKeeping(ctx, s, store, c)
	examineSeal(ctx, store, c)
	examineVitals(ctx, store, keeps, c)
}

// examineSeal says whether the secret key is that of what is kept, and changes nothing.
func examineSeal(ctx context.Context, store *memory.Store, c *chart) {
	stands, err := store.Opens(ctx)
	said := inWords(err, catalogue.English)
	switch {
	case errors.Is(err, memory.ErrLocked):
		c.fault("Set BOT_SECRET_KEY to the key that is in use; if it was changed, the one of before belongs into BOT_SECRET_KEY_BEFORE (docs/security.md).", "%v", said)
	case errors.Is(err, memory.ErrBare):
		c.fault("Look who wrote it, stop all bots, and start one with BOT_ADOPT_UNSEALED set to the date of that day (docs/security.md).", "%v", said)
	case errors.Is(err, memory.ErrForged):
		c.fault("Find out who else writes to this Redis before a bot starts on it; restore a copy if there is none to be trusted (docs/security.md).", "%v", said)
	case err != nil:
		c.fault("Ask again; Redis may be busy.", "How what is kept is sealed could not be read: %v", letIn(err))
	case stands == memory.SealNone: // and not where a new key would lock out what is kept
		c.warn("Set BOT_SECRET_KEY to what openssl rand -hex 32 prints, the same for all bots on this Redis, and keep it elsewhere.",
			"BOT_SECRET_KEY is not set: whoever can write to Redis can forge what is on record.")
	case stands == memory.SealFits:
		c.ok("BOT_SECRET_KEY opens what is kept.")
	case stands == memory.SealFirst:
		c.ok("Nothing is kept yet: it will be sealed with BOT_SECRET_KEY from the first start on.")
	case stands == memory.SealAdopts:
		c.warn("Take it away again once a bot has started with it.", "BOT_ADOPT_UNSEALED is given: the next start seals what is not sealed, whoever wrote it.")
	}
}

// examineKeeping says what Redis may lose, and whether it is known to keep all of it.
func examineKeeping(ctx context.Context, s *Settings, store *memory.Store, c *chart) (keeps bool) {
	risks, err := store.Risks(ctx)
	if err != nil {
		c.fault(anyway, "Nobody knows what this Redis keeps: %v", err)
		return false
	}
	note := c.fault
	if s.AcceptLoss {
		note = c.warn
	}
	for _, risk := range risks {
		do := risk.Mend
		if risk.Keep != "" {
			do += "; then " + risk.Keep + ". " + unfiled([]string{risk.Flag})
		}
		if risk.Care != "" {
			do = risk.Care + ". Otherwise: " + do
		}
		note(do, "%s.", risk.Loss)
	}
	if len(risks) == 0 {
		c.ok("Redis at %s keeps what it acknowledges.", store.Address())
	}
	return len(risks) == 0
}

// examineVitals says how Redis is. Its writes are called durable where it keeps what it
// acknowledges: elsewhere they are faster, for they wait for less.
func examineVitals(ctx context.Context, store *memory.Store, keeps bool, c *chart) {
	v, err := store.Vitals(ctx)
	if err != nil {
		c.fault("Ask again; Redis may be busy.", "Redis could not be timed: %v", letIn(err))
		return
	}
	format := "Redis %s: a read takes %s, a durable write %s (the slowest of 20: %s)."
	if !keeps {
		format = "Redis %s: a read takes %s, a write as it is set up now, which it may lose, %s (the slowest of 20: %s)."
	}
	args := []any{v.Version, rounded(v.Read), rounded(v.Write), rounded(v.Slowest)}
	if v.Write > slowWrite {
		c.warn("Give it a faster disk, or a machine nearer: each command is acknowledged after one such write.", format, args...)
	} else {
		c.ok(format, args...)
	}
	examineClock(c, "Redis", v.Ahead)
	examineRoom(v, c)
}

// examineRoom says what Redis has no room for, in memory or on its disk.
func examineRoom(v memory.Vitals, c *chart) {
	for _, status := range v.Unwritten {
		c.fault("Look into its log and make room on its disk; then BGREWRITEAOF or BGSAVE with redis-cli has it try again.", "Redis could not write to its disk: %s.", status)
	}
	if v.Evicted > 0 {
		c.fault("Set maxmemory-policy to noeviction, and look with bot audit verify whether entries are lost.", "Redis has dropped %d keys since it started, to make room.", v.Evicted)
	}
	if v.Most == 0 && v.Machine > 0 && v.Used > v.Machine*7/10 {
		c.warn("Give it a maxmemory and more memory: without, the machine ends it when there is none left.", "Redis uses %d of the %d MB of its machine, and has no maxmemory.", v.Used>>20, v.Machine>>20)
	}
	if v.Most > 0 && v.Used > v.Most*8/10 {
		c.warn("Give it more memory: with noeviction it refuses writes when it is full.", "Redis uses %d of %d MB.", v.Used>>20, v.Most>>20)
	}
}

// examineClock compares a clock with this machine's.
func examineClock(c *chart, whose string, ahead time.Duration) {
	if ahead.Abs() > farApart {
		c.fault("Have both keep time over NTP: what is older than five minutes is refused, and leases and days go by these clocks.",
			"The clock of %s is %s %s this machine's.", whose, ahead.Abs().Round(time.Second), map[bool]string{true: "ahead of", false: "behind"}[ahead > 0])
	}
}

// rounded is a duration as people say it.
func rounded(d time.Duration) string {
	if d > 10*time.Millisecond {
		return d.Round(time.Millisecond).String()
	}
	return d.Round(10 * time.Microsecond).String()
}
