package memory

import (
	"context"
	"embed"
	"fmt"
	"maps"
	"strings"

	"github.com/redis/go-redis/v9"
)

//go:embed script/*.lua
var sources embed.FS

// verb is one atomic step in the store: a script under the name that errors and
// logs call it by.
type verb struct {
	name   string
	script *redis.Script
}

// verbOf joins the parts a script begins with and the script itself. Every
// script may be run twice with the same arguments and then keeps nothing more: a
// Cluster client repeats one when a node fails under it.
func verbOf(parts ...string) verb {
	var b strings.Builder
	for _, part := range parts {
		source, err := sources.ReadFile("script/" + part + ".lua")
		if err != nil {
			panic(err) // a script that is not built in: no input reaches this
		}
		b.Write(source)
		b.WriteByte('\n')
	}
	v := verb{parts[len(parts)-1], redis.NewScript(b.String())}
	named[v.script.Hash()] = v.name
	return v
}

// named are the names of the scripts by their hashes.
var named = map[string]string{}

// Scripts names every script of this package by the SHA-1 that Redis knows it by:
// whoever reads Redis's slow log or its traffic learns from it what was done.
func Scripts() map[string]string { return maps.Clone(named) }

var (
	toAccept   = verbOf("queue", "accept")
	toSettle   = verbOf("queue", "settle")
	toForget   = verbOf("queue", "forget")
	toTake     = verbOf("queue", "take")
	toUpkeep   = verbOf("queue", "upkeep")
	toExtend   = verbOf("queue", "extend")
	toFinish   = verbOf("queue", "finish")
	toRetry    = verbOf("queue", "retry")
	toRelease  = verbOf("queue", "release")
	toSpoil    = verbOf("queue", "spoil")
	toRevive   = verbOf("queue", "revive")
	toCount    = verbOf("queue", "depth")
	toKeep     = verbOf("queue", "draft", "chain", "keep")
	toRevise   = verbOf("queue", "draft", "chain", "stands", "revise")
	toDecide   = verbOf("queue", "draft", "chain", "stands", "seen", "decide")
	toSign     = verbOf("queue", "draft", "chain", "stands", "seen", "sign")
	toRefuse   = verbOf("queue", "draft", "chain", "refuse")
	toErase    = verbOf("queue", "draft", "chain", "erase")
	toRedact   = verbOf("queue", "draft", "redact")
	toForgot   = verbOf("queue", "draft", "chain", "forgot")
	toRewrite  = verbOf("rewrite")
	toWipe     = verbOf("wipe")
	toClear    = verbOf("clear")
	toDiscard  = verbOf("discard")
	toStand    = verbOf("stand")
	toScan     = verbOf("scan")
	toRemember = verbOf("queue", "remember")
	toUnread   = verbOf("unread")
	toPosted   = verbOf("queue", "posted")
	toTell     = verbOf("queue", "tell")
	toTold     = verbOf("queue", "told")
	toMind     = verbOf("queue", "mind")
	toLearn    = verbOf("learn")
	toHear     = verbOf("hearing", "hear")
	toDoubt    = verbOf("hearing", "doubt")
	toOpt      = verbOf("hearing", "opt")
	toDrop     = verbOf("hearing", "drop")
	toOptOut   = verbOf("hearing", "optout")
	toStretch  = verbOf("hearing", "stretch")
	toLay      = verbOf("lines", "lay")
	toNote     = verbOf("lines", "note")
	toOlder    = verbOf("lines", "older")
	toPut      = verbOf("put")
	toMark     = verbOf("mark")
	toSwap     = verbOf("swap")
	toSpoiled  = verbOf("queue", "spoiled")
	toClock    = verbOf("clock")
	toSit      = verbOf("seat", "sit")
	toStay     = verbOf("seat", "stay")
	toLeave    = verbOf("seat", "leave")
	toRation   = verbOf("ration")
	toArrive   = verbOf("guest", "arrive")
	toLinger   = verbOf("guest", "linger")
	toSpend    = verbOf("once", "spend")
	toCharge   = verbOf("once", "charge")
	toUsed     = verbOf("used")
	toWarn     = verbOf("warn")
	toEnter    = verbOf("circuit", "enter")
	toJudge    = verbOf("once", "circuit", "judge")
)

// run runs a script within the time a command may take.
func (s *Store) run(ctx context.Context, v verb, keys []string, args ...any) *redis.Cmd {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	cmd := v.script.Run(ctx, s.db, keys, args...)
	if err := cmd.Err(); err != nil && err != redis.Nil {
		cmd.SetErr(fmt.Errorf("memory: %s: %w", v.name, err))
	}
	return cmd
}
