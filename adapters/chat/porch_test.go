package chat_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// referrals keeps the references of what is logged.
type referrals struct{ all *[]string }

func (r referrals) Enabled(context.Context, slog.Level) bool { return true }
func (r referrals) WithAttrs([]slog.Attr) slog.Handler       { return r }
func (r referrals) WithGroup(string) slog.Handler            { return r }

func (r referrals) Handle(ctx context.Context, _ slog.Record) error {
	*r.all = append(*r.all, copilot.Referred(ctx))
	return nil
}

// What a door tells somebody of an error of ours is logged under the reference in it: that
// of their delivery, or else one of its own.
func TestSentencesNameWhatIsLogged(t *testing.T) {
	var logged []string
	p := chat.NewPorch("slack", slog.New(referrals{&logged}), nil, "en")
	delivery := copilot.Reference("command:1")
	said := p.Sentence(copilot.Refer(t.Context(), delivery), "en", errors.New("out of order"))
	if len(logged) != 1 || logged[0] != delivery || !strings.Contains(said, "quote reference "+delivery) {
		t.Errorf("of a delivery: said %q, logged under %q", said, logged)
	}
	logged = nil
	said = p.Sentence(t.Context(), "fr", errors.New("out of order"))
	if len(logged) != 1 || len(logged[0]) != len(delivery) || !strings.Contains(said, logged[0]) {
		t.Errorf("of no delivery: said %q, logged under %q", said, logged)
	}
	logged = nil
	said = p.Sentence(copilot.Refer(t.Context(), delivery), "en", copilot.NewFault(copilot.FaultStore, "fault.store", nil, errors.New("away")))
	if len(logged) != 1 || logged[0] != delivery || !strings.HasSuffix(said, " Reference: "+delivery) {
		t.Errorf("of the store: said %q, logged under %q", said, logged)
	}
	logged = nil
	if p.Sentence(t.Context(), "en", copilot.NewFault(copilot.FaultInput, "fault.reason", nil, nil)); len(logged) > 0 {
		t.Errorf("what is theirs to put right is logged under %q", logged)
	}
}
