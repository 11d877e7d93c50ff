package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// hint is one thing the composer can complete, in the reader's language.
type hint struct {
	Value   string   `json:"value"` // what is typed: "/draft", "network:", "réseau:", "linkedin"
	Label   string   `json:"label,omitempty"`
	Detail  string   `json:"detail,omitempty"`
	Aliases []string `json:"aliases,omitempty"` // of an option: what else people type
	Options []hint   `json:"options,omitempty"` // of a command
	Choices []hint   `json:"choices,omitempty"` // of an option
}

// commands tells the composer's completion what the table holds.
func (s *Server) commands(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	var audiences []copilot.Audience
	if c, ok := findChannel(r.URL.Query().Get("channel")); ok {
		p, err := s.core.Profile(r.Context(), c.place(""))
		if err != nil {
			s.log.DebugContext(r.Context(), "workbench: commands without the channel's audiences", "error", err)
		}
		audiences = p.Audiences
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(hints(v.Lang, audiences)); err != nil {
		s.log.DebugContext(r.Context(), "workbench: commands", "error", err)
	}
}

func hints(lang string, audiences []copilot.Audience) []hint {
	var all []hint
	for _, c := range copilot.Table() {
		h := hint{Value: "/" + c.Name, Label: c.Hint(lang), Detail: c.Description(lang)}
		for _, o := range c.Options {
			h.Options = append(h.Options, hintOption(lang, o, audiences))
		}
		if c.Settings {
			for _, c := range copilot.SettingChoices(lang) {
				h.Options = append(h.Options, hint{Value: c.Value, Detail: c.Label})
			}
		}
		all = append(all, h)
	}
	return all
}

func hintOption(lang string, o copilot.Option, audiences []copilot.Audience) hint {
	h := hint{Value: o.In(lang) + ":", Detail: o.Description(lang)}
	for _, other := range append([]string{o.Name}, o.Aliases...) {
		if other += ":"; other != h.Value {
			h.Aliases = append(h.Aliases, other)
		}
	}
	if o.Kind == copilot.OptionAudience {
		for _, a := range audiences {
			h.Choices = append(h.Choices, hint{Value: quoted(a.Name), Label: a.Name, Detail: a.Words})
		}
	}
	if o.Choices == nil {
		return h
	}
	for _, c := range o.Choices(lang) {
		h.Choices = append(h.Choices, hint{Value: c.Value, Label: c.Label})
	}
	return h
}

// quoted is a value as it is typed: in quotes when it has spaces.
func quoted(value string) string {
	if !strings.Contains(value, " ") {
		return value
	}
	return `"` + value + `"`
}
