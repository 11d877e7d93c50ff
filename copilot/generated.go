package copilot

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"

	"github.com/brouillon/brouillon/copilot/text"
)

// Generated is text that waits for a person: written by a writer or edited by
// hand. Its field is unexported and it does not print itself: the only way to a
// reader is a Card, which carries the label (P1).
type Generated struct{ s string }

// newGenerated makes text canonical first, so that what is shown, hashed and
// handed over are the same bytes (P2).
func newGenerated(s string) Generated { return Generated{text.Canonical(s)} }

// String keeps generated text out of logs and error messages.
func (g Generated) String() string { return "[unsigned text]" }

// Format keeps %q, %v and %#v from printing what String hides.
func (g Generated) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(g.String())) }

// LogValue keeps it out of structured logs.
func (g Generated) LogValue() slog.Value { return slog.StringValue(g.String()) }

// Empty says whether there is nothing to show.
func (g Generated) Empty() bool { return g.s == "" }

// plainDigest is the SHA-256, in lower-case hex, of the text's bytes: what
// anybody can compute from what they copied.
func plainDigest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// digestOf is the SHA-256, in lower-case hex, of a sequence of strings, each
// preceded by its length so that no two sequences share an encoding.
func digestOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s\n", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}
