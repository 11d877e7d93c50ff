package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// doctorCmd examines all that the bot needs, part by part.
type doctorCmd struct {
	Strict bool `name:"strict" help:"End with exit status 1 for warnings too, and not only for faults."`
	JSON   bool `name:"json" help:"Print {\"part\",\"state\",\"said\",\"do\"} lines; state is ok, warning or fault."`
}

// condition is how a part was found.
type condition string

const (
	conditionOK      condition = "ok"
	conditionWarning condition = "warning" // it works, and somebody should know something
	conditionFault   condition = "fault"   // it does not work
)

// diagnosis is a sentence about a part, with what to do where something is to be done.
type diagnosis struct {
	Part  string    `json:"part"`
	State condition `json:"state"`
	Said  string    `json:"said"`
	Do    string    `json:"do,omitempty"`
}

// chart gathers what is found, in order.
type chart struct {
	part   string
	tell   func(diagnosis) error
	strict bool // warnings count
	bad    int  // faults, and the warnings that count
	err    error
}

func (c *chart) note(state condition, do, format string, args ...any) {
	if state == conditionFault || c.strict && state == conditionWarning {
		c.bad++
	}
	if err := c.tell(diagnosis{c.part, state, fmt.Sprintf(format, args...), do}); err != nil && c.err == nil {
		c.err = err
	}
}

func (c *chart) ok(format string, args ...any) { c.note(conditionOK, "", format, args...) }

// warn says what is so, and what to do about it.
func (c *chart) warn(do, format string, args ...any) { c.note(conditionWarning, do, format, args...) }

func (c *chart) fault(do, format string, args ...any) { c.note(conditionFault, do, format, args...) }

// examineWithin bounds the examination of one part.
const examineWithin = 30 * time.Second

// Run examines part after part; errFindings when there is a fault, or with Strict a warning.
func (d doctorCmd) Run(ctx context.Context, s *Settings, wrong misconfigured, std stdio) error {
	c := &chart{tell: d.printer(std), strict: d.Strict}
	for _, part := range []struct {
		name    string
		examine func(context.Context, *Settings, *chart)
	}{
		{"configuration", wrong.examine},
		{"address", examineAddress},
		{"public", examinePublic},
		{"sign-in", examineSignIn},
		{"redis", examineRedis},
		{"model", examineModel},
		{"slack", examineSlack},
		{"discord", examineDiscord},
		{"traces", examineTraces},
	} {
		ctx, cancel := context.WithTimeout(ctx, examineWithin)
		c.part = part.name
		part.examine(ctx, s, c)
		cancel()
	}
	switch {
	case c.err != nil:
		return fmt.Errorf("print: %w", c.err)
	case c.bad > 0:
		return errFindings
	}
	return nil
}

// printer prints a line for a program, or one or two for a person.
func (d doctorCmd) printer(std stdio) func(diagnosis) error {
	if d.JSON {
		encoder := json.NewEncoder(std.out)
		encoder.SetEscapeHTML(false)
		return func(found diagnosis) error { return encoder.Encode(found) }
	}
	return func(found diagnosis) error {
		_, err := fmt.Fprintf(std.out, "%-8s %-14s %s\n", found.State, found.Part, found.Said)
		if err == nil && found.Do != "" {
			_, err = fmt.Fprintf(std.out, "%-8s %-14s → %s\n", "", "", found.Do)
		}
		return err
	}
}

// misconfigured is what is wrong with flags and variables.
type misconfigured struct {
	faults   []string // each says what to do
	misnamed misnamedVariables
}

func (wrong misconfigured) examine(_ context.Context, _ *Settings, c *chart) {
	for _, fault := range wrong.faults {
		c.fault(helpLists, "%s", fault)
	}
	if len(wrong.faults) == 0 {
		c.ok("Every flag and variable can be read.")
	}
	for _, m := range wrong.misnamed {
		c.warn(m.Do(), "%s", m)
	}
	examineZone(c)
}
