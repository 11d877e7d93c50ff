package web

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"hash/fnv"
	"html/template"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

//go:embed templates/*.html
var templates embed.FS

// press makes pages of the templates, in both languages.
type press struct {
	name   string // of what it makes pages for, as the log has it
	log    *slog.Logger
	now    func() time.Time
	zone   *time.Location
	assets assets
	pages  map[string]*template.Template // by language
}

// newPress parses some of the templates, once for each language, so that a template says
// {{t …}} and no text can end up in the wrong language. What is not said is the usual: nil
// for slog.Default(), time.Now and time.Local. The log calls what it makes pages for by name;
// pages find their style sheets below root.
func newPress(name, root string, log *slog.Logger, now func() time.Time, zone *time.Location, names ...string) (press, error) {
	p := press{name: name, log: cmp.Or(log, slog.Default()), now: now, zone: cmp.Or(zone, time.Local), pages: make(map[string]*template.Template)}
	if p.now == nil {
		p.now = time.Now
	}
	var err error
	if p.assets, err = loadAssets(root); err != nil {
		return p, fmt.Errorf("%s: %w", name, err)
	}
	for _, lang := range []string{catalogue.English, catalogue.French} {
		if p.pages[lang], err = template.New(lang).Funcs(p.funcs(lang)).ParseFS(templates, names...); err != nil {
			return p, fmt.Errorf("%s: templates: %w", name, err)
		}
	}
	return p, nil
}

func (s *press) funcs(lang string) template.FuncMap {
	return template.FuncMap{
		"t":        func(key string, pairs ...any) string { return catalogue.Say(lang, key, argsOf(pairs)) },
		"lang":     func() string { return lang },
		"asset":    s.assets.url,
		"clock":    func(at time.Time) string { return at.In(s.zone).Format("15:04") },
		"moment":   func(at time.Time) string { return moment(lang, at.In(s.zone), s.now().In(s.zone)) },
		"full":     func(at time.Time) string { return catalogue.ZonedMoment(lang, at.In(s.zone)) },
		"datetime": func(at time.Time) string { return at.UTC().Format(time.RFC3339) },
		"sortable": func(at time.Time) string { return fmt.Sprintf("%019d", at.UnixNano()) },
		"initials": initials,
		"hue":      hue,
		"members":  func() []member { return members },
		"states":   copilot.States,
		"table":    copilot.Table,
		"short":    func(digest string) string { return digest[:min(12, len(digest))] },
		"lines":    func(items []string) string { return strings.Join(items, "\n") },
		"contains": strings.Contains,
		"cut":      func(quoted string) string { return text.Cut(quoted, maxQuoted) },
		"network":  networkName,
		"tried":    tried,
	}
}

// maxQuoted is how many runes of a span a finding repeats; the whole of it is
// marked in the text.
const maxQuoted = 90

// argsOf makes a catalogue's arguments of name, value, name, value ...
func argsOf(pairs []any) catalogue.Args {
	args := make(catalogue.Args, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return args
}

// initials are one or two letters for an avatar.
func initials(name string) string {
	letters := ""
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r, _ := utf8.DecodeRuneInString(word)
		letters += string(unicode.ToUpper(r))
		if utf8.RuneCountInString(letters) == 2 {
			break
		}
	}
	return letters
}

// hues is how many avatar colours the style sheet has.
const hues = 9

// hue picks an avatar's colour, the same each time for the same id.
func hue(id string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return h.Sum32() % hues
}

// render writes a whole page, or nothing of it when its template fails.
func (s *press) render(w http.ResponseWriter, r *http.Request, status int, lang, name string, data any) {
	body, err := s.fragment(lang, name, data)
	if err != nil {
		s.log.ErrorContext(r.Context(), s.name+": render", "template", name, "path", r.URL.Path, "error", err)
		http.Error(w, catalogue.Say(lang, "web.problem.internal", catalogue.Args{"Reference": copilot.Referred(r.Context())}), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Vary", "Accept, Accept-Language, Cookie, Workbench-Fragment")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// caught says whether something panicked, and logs it: the page at an address then owes an
// apology with a reference.
func (s *press) caught(r *http.Request, at string, cause any) bool {
	switch cause {
	case nil:
		return false
	case http.ErrAbortHandler:
		panic(cause)
	}
	s.log.ErrorContext(r.Context(), s.name+": panic", "path", at, "type", fmt.Sprintf("%T", cause), "stack", string(debug.Stack()))
	return true
}

// fragment renders one template to a string.
func (s *press) fragment(lang, name string, data any) (string, error) {
	var b bytes.Buffer
	if err := s.pages[lang].ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	return b.String(), nil
}

// tried is the verdict that a refusal in the record is about.
func tried(entry copilot.Audit) string {
	verdict, _, _ := strings.Cut(entry.Reason, ":")
	if _, ok := copilot.Verdict(verdict).Outcome(); !ok {
		return string(copilot.Approve)
	}
	return verdict
}

// networkName is a network as it writes itself.
func networkName(id string) string {
	if n, ok := network.Find(id); ok {
		return n.Name
	}
	return id
}
