package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/memory"
)

// anyway is how the bot is made to start on a store that may lose things.
const anyway = "--accept-loss (BOT_ACCEPT_LOSS=1) starts all the same."

// safely are the flags of a redis-server that keeps what it acknowledges.
var safely = []string{"--appendonly yes", "--appendfsync always", "--maxmemory-policy noeviction"}

// judge refuses a store that is set up to lose what it acknowledges, or that does not
// say how it is set up: "accepted" would be a promise that nobody keeps. Where the
// loss is accepted it says what may be lost instead.
func judge(ctx context.Context, s *Settings, store *memory.Store, told notices) error {
	risks, err := store.Risks(ctx)
	switch {
	case s.AcceptLoss && err != nil:
		told.warn(fmt.Sprintf("Beware: nobody knows what this Redis keeps: %v", err), "error", err)
	case s.AcceptLoss:
		for _, risk := range risks {
			told.warn(fmt.Sprintf("Beware: %v", risk), "risk", risk.Loss, "mend", risk.Mend)
		}
	case err != nil:
		return fmt.Errorf("nobody knows what this Redis keeps: %w; %s", err, anyway)
	case len(risks) > 0:
		return refusal(risks)
	}
	return nil
}

// refusal lists every risk with what mends it.
func refusal(risks []memory.Risk) error {
	var b strings.Builder
	b.WriteString("this Redis may lose what it acknowledged, so nothing was started:\n")
	for _, risk := range risks {
		fmt.Fprintln(&b, "  -", risk)
	}
	b.WriteString(lasting(risks))
	b.WriteString(anyway)
	return errors.New(b.String())
}

// lasting says how settings that mend the servers outlast their next start; "" where
// no setting does.
func lasting(risks []memory.Risk) string {
	var keep []string
	var flags []string
	for _, risk := range risks {
		if risk.Keep != "" && !slices.Contains(keep, risk.Keep) {
			keep = append(keep, risk.Keep)
		}
		if risk.Flag != "" && !slices.Contains(flags, risk.Flag) {
			flags = append(flags, risk.Flag)
		}
	}
	if len(keep) == 0 {
		return ""
	}
	return "What CONFIG SET changes lasts until Redis restarts: write it into redis.conf too, or have Redis do so: " + strings.Join(keep, "; ") +
		". " + unfiled(flags) + ".\n"
}

// unfiled says what to do where Redis has no file to keep a setting in; flags are those it lacks.
func unfiled(flags []string) string {
	all := slices.Clone(safely)
	for _, flag := range flags {
		if !slices.Contains(all, flag) {
			all = append(all, flag)
		}
	}
	return "Without a configuration file that fails: then always start it with redis-server " + strings.Join(all, " ") + ", besides what it is started with now"
}
