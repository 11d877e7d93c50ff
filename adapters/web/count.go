package web

import (
	"encoding/json"
	"net/http"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// counted is the length of a text as its network counts it.
type counted struct {
	Count int  `json:"count"`
	Limit int  `json:"limit"`
	Over  bool `json:"over"`
}

// count counts a text that is being edited, with those of its hashtags that would be kept, as
// it is published on the draft's network: no two networks count alike, so the page does not try.
func (s *Server) count(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	draft, err := s.core.Draft(r.Context(), copilot.Ref{Tenant: Tenant(), Draft: r.PathValue("draft")})
	if err != nil {
		s.fail(w, r, v, absentDraft(err))
		return
	}
	words := text.Canonical(r.PostFormValue("text"))
	tags, err := s.core.Kept(r.Context(), draft, []string{words}, copilot.Hashtags(r.PostFormValue("hashtags")))
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(length(draft.Latest().Settings.Network, words, tags)); err != nil {
		s.log.DebugContext(r.Context(), "workbench: count", "error", err)
	}
}

func length(id, words string, tags []string) counted {
	n, ok := network.Find(id)
	if !ok {
		return counted{Count: text.Graphemes(words)}
	}
	c := counted{Count: n.Count(n.Compose(words, tags)), Limit: n.Limit}
	c.Over = c.Limit > 0 && c.Count > c.Limit
	return c
}
