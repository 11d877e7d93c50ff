package discord

import (
	"fmt"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// ending is how an attempt to hold a connection ended.
type ending struct {
	farewell
	reached bool          // Discord said something: the bot may have greeted it
	hailed  bool          // READY or RESUMED came
	held    time.Duration // since then
	lost    bool          // the library did not let go of it: its Session is of no use any more
}

// Close codes of the gateway that mean more than "try again".
const (
	closeNormal        = 1000
	closeGoingAway     = 1001
	closeNoSession     = 4003 // also: the session was invalidated
	closeBadToken      = 4004
	closeBadSequence   = 4007
	closeTimedOut      = 4009
	closeBadShard      = 4010
	closeNeedsShards   = 4011
	closeBadVersion    = 4012
	closeBadIntents    = 4013
	closeRefusedIntent = 4014
)

// forgets says whether the session is of no use any more.
func (e ending) forgets() bool {
	switch e.code {
	case closeNormal, closeGoingAway, closeNoSession, closeBadSequence, closeTimedOut:
		return true
	}
	return e.lost || e.op == opInvalid && !e.resumable
}

// keyToken names the sentence for a token that Discord does not accept.
const keyToken = "discord.fault.token"

// fault is what trying again does not cure; nil otherwise.
func (e ending) fault() error {
	key := ""
	switch e.code {
	case closeBadToken:
		key = keyToken
	case closeBadIntents, closeRefusedIntent:
		key = "discord.fault.gateway.intents"
	case closeNeedsShards:
		key = "discord.fault.gateway.shards"
	case closeBadShard, closeBadVersion:
		key = "discord.fault.gateway.refused"
	default:
		return nil
	}
	return copilot.NewFault(copilot.FaultForbidden, key, map[string]any{"Code": e.code},
		fmt.Errorf("discord: keep the gateway connection: %w", e.err))
}
