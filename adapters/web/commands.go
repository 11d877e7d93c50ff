package web

import (
	"encoding/json"
	"net/http"

	"github.com/brouillon/brouillon/copilot"
)

// hint is one thing the composer can complete, in the reader's language.
type hint struct {
	Value   string   `json:"value"` // what is typed: "/draft", "network:", "linkedin"
	Label   string   `json:"label,omitempty"`
	Detail  string   `json:"detail,omitempty"`
	Aliases []string `json:"aliases,omitempty"` // of an option: what else people type
	Options []hint   `json:"options,omitempty"` // of a command
	Choices []hint   `json:"choices,omitempty"` // of an option
}

// commands tells the composer's completion what the table holds.
func (s *Server) commands(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(hints(v.Lang)); err != nil {
		s.log.Debug("workbench: commands", "error", err)
	}
}

func hints(lang string) []hint {
	var all []hint
	for _, c := range copilot.Table() {
		h := hint{Value: "/" + c.Name, Label: c.Hint(lang), Detail: c.Description(lang)}
		for _, o := range c.Options {
			h.Options = append(h.Options, hintOption(lang, o))
		}
		all = append(all, h)
	}
	return all
}

func hintOption(lang string, o copilot.Option) hint {
	h := hint{Value: o.Name + ":", Detail: o.Description(lang)}
	for _, alias := range o.Aliases {
		h.Aliases = append(h.Aliases, alias+":")
	}
	if o.Choices == nil {
		return h
	}
	for _, c := range o.Choices(lang) {
		h.Choices = append(h.Choices, hint{Value: c.Value, Label: c.Label})
	}
	return h
}
