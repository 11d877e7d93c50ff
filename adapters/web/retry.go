package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/brouillon/brouillon/copilot"
)

// retry revives the request whose failure a message shows.
func (s *Server) retry(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	m, err := s.chat.find(r.Context(), c.ID, r.PathValue("message"))
	if errors.Is(err, copilot.ErrAbsent) {
		s.lost(w, r, "web.fault.message")
		return
	}
	if err == nil {
		err = s.core.Again(r.Context(), Tenant(), m.Request)
	}
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	back := pathTo(c.place(m.Thread), m.ID)
	s.goTo(w, r, back)
}

// errNotManager is of somebody who wants what is for managers.
func errNotManager() error {
	return copilot.NewFault(copilot.FaultForbidden, "web.fault.settings", nil, nil)
}

// retryAll has everything tried again that was given up, and says how much that is.
func (s *Server) retryAll(ctx context.Context, v viewer, at copilot.Place) error {
	if !v.Manages() {
		return copilot.NewFault(copilot.FaultForbidden, "web.fault.manager", nil, nil)
	}
	n, err := s.core.AgainAll(ctx, Tenant())
	if err != nil {
		return err
	}
	return s.chat.Tell(ctx, v.Person(), at, copilot.Retried(v.Lang, n))
}
