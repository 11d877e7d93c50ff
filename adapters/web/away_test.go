package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// stalled is a memory that reads nothing any more.
type stalled struct{ copilot.Memory }

var errStalled = errors.New("i/o timeout")

func (stalled) Draft(context.Context, copilot.Ref) (copilot.Draft, error) {
	return copilot.Draft{}, errStalled
}

func (stalled) Drafts(context.Context, copilot.Filter) ([]copilot.Draft, error) {
	return nil, errStalled
}

func (stalled) Entries(context.Context, copilot.Tenant, int, int) ([]copilot.Entry, error) {
	return nil, errStalled
}

func (stalled) Facts(context.Context, copilot.Place, time.Time) ([]copilot.Fact, error) {
	return nil, errStalled
}

func (stalled) Profile(context.Context, copilot.Place) (copilot.Profile, error) {
	return copilot.Profile{}, errStalled
}

// A page that only reads is not unsure of what was kept: it says that the store is away, to
// whom the reference goes, and leads back to itself.
func TestPagesWithoutAStore(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft variants:1 Halo 2 is out on 14 April")
	core := copilot.New(copilot.Config{Composer: copilot.Composer{Now: time.Now}, Memory: stalled{s.store}, Queue: s.store, Chats: map[string]copilot.Chat{Platform: s.chat}, Log: slog.New(slog.DiscardHandler)})
	server, err := NewServer(core, s.chat, Options{Log: slog.New(slog.DiscardHandler), Zone: time.UTC})
	must(t, err)
	for lang, want := range map[string][3]string{
		"en": {"The store does not answer.", "whoever runs the bot, with the reference", "Try again"},
		"fr": {"Le stockage ne répond pas.", "la personne qui gère le bot, avec la référence", "Réessayer"},
	} {
		for _, path := range []string{"/review", "/review?state=&channel=launch", "/d/" + d.ID, "/audit", "/c/launch/settings"} {
			w := httptest.NewRecorder()
			server.ServeHTTP(w, s.as("lea", lang).request(t.Context(), http.MethodGet, path, nil))
			said := read(w.Body.String())
			if w.Code != http.StatusServiceUnavailable || strings.Contains(said, "what was kept") || strings.Contains(said, "ce qui a été gardé") {
				t.Errorf("%s: %d %s", path, w.Code, said)
			}
			for _, words := range want {
				if !strings.Contains(said, words) {
					t.Errorf("%s does not say %q: %s", path, words, said)
				}
			}
			if again := `href="` + strings.ReplaceAll(path, "&", "&amp;") + `"`; !strings.Contains(w.Body.String(), again) {
				t.Errorf("%s does not lead back to itself", path)
			}
		}
	}
}
