package web

import (
	"context"
	"net/http"

	"github.com/brouillon/brouillon/copilot"
)

// page is what every page shows around its own content.
type page struct {
	Viewer   viewer
	Title    string
	Path     string // of this page, for forms that come back to it
	Section  string // "channel", "review", "audit", "stats", "draft", "settings": what the sidebar marks
	Here     string // id of the channel it belongs to, if any
	Since    string // position in the stream of changes when it was made
	Channels []channel
	Pending  int // drafts that wait for a decision, over all channels
}

// pageFor starts a page; a store that is away costs it the count only.
func (s *Server) pageFor(r *http.Request, v viewer, section, here, title string) page {
	since := s.chat.hub.now() // before anything is read, so that no change falls in between
	pending, err := s.pending(r.Context(), v)
	if err != nil {
		s.log.WarnContext(r.Context(), "workbench: count pending", "error", err)
	}
	return page{
		Viewer: v, Title: title, Path: r.URL.RequestURI(), Section: section, Here: here,
		Since: since, Channels: channels, Pending: pending,
	}
}

// mostPending is where the count of what waits stops.
const mostPending = 100

func (s *Server) pending(ctx context.Context, v viewer) (int, error) {
	waiting, err := s.core.Drafts(ctx, copilot.Filter{
		Tenant: Tenant(), States: []copilot.State{copilot.Pending}, Limit: mostPending, For: v.Person(),
	})
	return len(waiting), err
}
