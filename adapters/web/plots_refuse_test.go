package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestPlotsNameTheCommand: what to type for another link is as it is typed in the chat; where
// a link does not say in which, and it is not the same in all, none is named.
func TestPlotsNameTheCommand(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, nil)
	for lang, want := range map[string]string{"en": "Type /br-copilot stats in", "fr": "Tapez de nouveau /br-copilot chiffres dans"} {
		if got := s.ask(http.MethodGet, s.url+"/figures/x", lang); !strings.Contains(got.Body, want) {
			t.Errorf("in the only chat there is: %s", read(got.Body))
		}
	}
	s.plots.sights["other"] = s.sight // where commands have no prefix
	for lang, want := range map[string]string{"en": "Ask for the key figures in the channel again", "fr": "Redemandez les chiffres clés"} {
		if got := s.ask(http.MethodGet, s.url+"/figures/x", lang); !strings.Contains(got.Body, want) || strings.Contains(got.Body, "copilot stats") {
			t.Errorf("in one of two chats: %s", read(got.Body))
		}
	}
	link := s.link(false)
	s.now = s.now.Add(ticketLasts)
	if got := s.get(link); !strings.Contains(got.Body, "Type /br-copilot stats in") {
		t.Errorf("of a link that says in which: %s", read(got.Body))
	}
}

// TestPlotsAreNotElsewhere: at every other address beneath theirs is a page that says so, in
// the reader's language.
func TestPlotsAreNotElsewhere(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, nil)
	for _, at := range []string{"/figures/", "/figures/x/y", "/figures/static/old/css/none.css", strings.TrimPrefix(s.link(false), s.url) + "/other"} {
		for lang, want := range map[string]string{"en": "There is nothing at this address.", "fr": "Il n’y a rien à cette adresse."} {
			got := s.ask(http.MethodGet, s.url+at, lang)
			if got.Status != http.StatusNotFound || !strings.Contains(got.Body, want) || !strings.Contains(got.Body, `<html lang="`+lang) {
				t.Errorf("%s: %d: %s", at, got.Status, read(got.Body))
			}
		}
		if got := s.ask(http.MethodPost, s.url+at, ""); got.Status != http.StatusMethodNotAllowed {
			t.Errorf("POST %s: %d", at, got.Status)
		}
	}
	if len(s.ended) > 0 {
		t.Errorf("no link was opened, and %q counted", s.ended)
	}
}
