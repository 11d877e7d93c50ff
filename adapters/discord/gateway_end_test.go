package discord

import (
	"errors"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// TestCloseCodes: what each of Discord's close codes leads to.
func TestCloseCodes(t *testing.T) {
	t.Parallel()
	for code, c := range map[int]struct {
		forgets bool
		fault   string // its sentence; empty when trying again may cure it
	}{
		0:    {},
		1000: {forgets: true},
		1001: {forgets: true},
		1005: {},
		1006: {},
		1011: {},
		4000: {},
		4001: {},
		4002: {},
		4003: {forgets: true},
		4004: {fault: "discord.fault.token"},
		4005: {},
		4007: {forgets: true},
		4008: {},
		4009: {forgets: true},
		4010: {fault: "discord.fault.gateway.refused"},
		4011: {fault: "discord.fault.gateway.shards"},
		4012: {fault: "discord.fault.gateway.refused"},
		4013: {fault: "discord.fault.gateway.intents"},
		4014: {fault: "discord.fault.gateway.intents"},
	} {
		end := ending{farewell: farewell{code: code, err: errCut}}
		if end.forgets() != c.forgets {
			t.Errorf("%d: the session is forgotten: %t", code, end.forgets())
		}
		fault, _ := errors.AsType[*copilot.Fault](end.fault())
		if (fault == nil) != (c.fault == "") || fault != nil && (fault.Key != c.fault || fault.Sentence(catalogue.French) == c.fault) {
			t.Errorf("%d: %v", code, fault)
		}
	}
}
