package copilot

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"text/template"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
)

// PromptVersion names the templates; it is kept with every revision. Change it
// with every change of what a writer is told.
const PromptVersion = "2026-11-5"

//go:embed prompts/*.tmpl
var promptFiles embed.FS

// promptTemplates are parsed once: one set for each language, with the blocks
// that tasks share.
var promptTemplates = sync.OnceValues(func() (map[string]*template.Template, error) {
	sets := make(map[string]*template.Template)
	for _, lang := range []string{"en", "fr"} {
		set, err := template.New(lang).Funcs(template.FuncMap{
			"quote": quote, "join": strings.Join, "words": wordBudget, "tone": frenchTone, "mostEmoji": func() int { return check.MostEmoji },
			"until": func(f Fact) string { return holdsUntil(lang, f) },
		}).
			ParseFS(promptFiles, "prompts/*."+lang+".tmpl")
		if err != nil {
			return nil, fmt.Errorf("prompt templates: %w", err)
		}
		sets[lang] = set
	}
	return sets, nil
})

// quote encodes other people's words as a JSON string: whatever they say, they
// cannot end the quotation and speak as us.
func quote(s string) (string, error) {
	b, err := json.Marshal(s)
	return string(b), err
}

// wordBudget is the length of a summary that was not asked for in words: enough
// for what was decided, short enough to be read.
func wordBudget(p Prompt) int {
	if p.MaxWords > 0 {
		return p.MaxWords
	}
	return min(40+2*len(p.Lines), 180)
}

// render fills in System, User and Version from the other fields, in the
// language of the answer, so that headings and manners are of one language.
func render(p *Prompt) error {
	sets, err := promptTemplates()
	if err != nil {
		return err
	}
	set, ok := sets[p.Language]
	if !ok {
		return fmt.Errorf("prompt: no templates in %q", p.Language)
	}
	kind := string(p.Task)
	switch {
	case len(p.Fresh) > 0:
		kind += ".update"
	case len(p.Partials) > 0:
		kind += ".merge"
	}
	for name, to := range map[string]*string{"system": &p.System, "user": &p.User} {
		var b strings.Builder
		if err := set.ExecuteTemplate(&b, kind+"."+name, p); err != nil {
			return fmt.Errorf("prompt %s %s: %w", kind, name, err)
		}
		*to = strings.TrimSpace(b.String()) + "\n"
	}
	p.Version = PromptVersion
	return nil
}

// holdsUntil says until when a fact holds, in a language; "" for one without an end.
func holdsUntil(lang string, f Fact) string {
	if f.Expires.IsZero() {
		return ""
	}
	return catalogue.Say(lang, "fact.until", catalogue.Args{"When": lastDay(lang, f)})
}

// lastDay is the last day of a fact that ends, or its last moment, as people read it.
func lastDay(lang string, f Fact) string {
	ends := f.Expires.UTC()
	if ends.Equal(ends.Truncate(24 * time.Hour)) { // it ends with the day before
		return catalogue.Day(lang, ends.AddDate(0, 0, -1))
	}
	return catalogue.Moment(lang, ends) + " UTC"
}

func frenchTone(tone string) string { return catalogue.Say(catalogue.French, "tone."+tone, nil) }
