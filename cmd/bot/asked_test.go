package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestAsked: the value of a flag is no command, nor is what follows one.
func TestAsked(t *testing.T) {
	status := -1
	parser, err := newParser(t.Context(), &cli{}, stdio{}, &status)
	must(t, err)
	for args, want := range map[string]string{
		"": "", "serve": "serve", "doctor extra": "doctor", "audit verify": "audit", "--frob doctor": "doctor",
		"--openai-model check": "", "--openai-model check doctor": "doctor", "--openai-model=check": "", "--accept-loss check": "check",
		"frob check": "", "--workers": "", "-- check": "",
	} {
		if got := asked(strings.Fields(args), parser.Model); got != want {
			t.Errorf("%q asks for %q, want %q", args, got, want)
		}
	}
}

// TestStatuses: each status is one that commands end with, and of flags and variables that are
// wrong the doctor tells as of all else that is.
func TestStatuses(t *testing.T) {
	for args, want := range map[string]int{
		"version": statusOK, "doctor": statusOK, "doctor --strict": statusFindings,
		"--workers=none": statusUsage, "version extra": statusUsage, "--openai-model doctor --workers=none": statusUsage,
		"health --listen=127.0.0.1:1": statusFailed,
		"doctor extra":                statusFindings, "doctor --workers": statusFindings, "doctor --frob": statusFindings, "doctor --strict=perhaps": statusFindings,
		"doctor --json extra": statusFindings, "--workers=none doctor --json extra": statusFindings,
	} {
		var out, errs bytes.Buffer
		if got := run(t.Context(), strings.Fields(args), stdio{strings.NewReader(""), &out, &errs}); got != want {
			t.Errorf("bot %s ends with %d, want %d: %s", args, got, want, errs.String())
		}
		if strings.Contains(args, "extra") && !strings.Contains(out.String()+errs.String(), "unexpected argument extra") {
			t.Errorf("bot %s does not say what is wrong: %s%s", args, out.String(), errs.String())
		}
		if strings.Contains(args, "--json") && !json.Valid([]byte("["+strings.Join(strings.Split(strings.TrimSpace(out.String()), "\n"), ",")+"]")) {
			t.Errorf("bot %s does not say so in JSON: %s", args, out.String())
		}
	}
}
