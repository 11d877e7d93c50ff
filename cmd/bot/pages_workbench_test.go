package main

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// workbenchPages tell people how to open the workbench to others.
var workbenchPages = map[string]string{"en": "../../docs/workbench.md", "fr": "../../docs/workbench.fr.md"}

// TestWorkbenchPagesSayWhatIsSaid: every sentence of the door, every variable, every
// bound; and the two pages say the same.
func TestWorkbenchPagesSayWhatIsSaid(t *testing.T) {
	bounds := map[string][]string{"en": {"twelve hours at most", "one hour unused"}, "fr": {"douze heures au plus", "une heure sans servir"}}
	if web.SessionLasts.Hours() != 12 || web.SessionIdle.Hours() != 1 {
		t.Error("sessions last otherwise than the pages say")
	}
	fields := reflect.TypeFor[SignInConfig]()
	for locale, file := range workbenchPages {
		page := words(pageOf(t, file))
		for _, key := range []string{"silent", "denied", "stranger", "failed", "ended", "often", "out", "out.all"} {
			args := catalogue.Args{"Reference": "…", "Issuer": "…", "Count": 2}
			said := strings.ReplaceAll(catalogue.Say(locale, "web.door."+key, args), " 2 ", " … ")
			if !strings.Contains(page, words(said)) {
				t.Errorf("%s does not say %q", file, said)
			}
		}
		for i := range fields.NumField() {
			if name := fields.Field(i).Tag.Get("env"); !strings.Contains(page, "| `"+name+"` |") {
				t.Errorf("%s does not explain %s", file, name)
			}
		}
		for _, want := range append(bounds[locale], web.CallbackPath) {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %q", file, want)
			}
		}
	}
	if en, fr := outline(pageOf(t, workbenchPages["en"])), outline(pageOf(t, workbenchPages["fr"])); !reflect.DeepEqual(en, fr) {
		t.Errorf("the pages part: %v, %v", en, fr)
	}
}

// TestWorkbenchPagesStart: the lines that they have people type start a bot, once what
// they leave to people is given.
func TestWorkbenchPagesStart(t *testing.T) {
	for _, file := range workbenchPages {
		_, lines, _ := strings.Cut(pageOf(t, file), "```sh\n")
		lines, _, _ = strings.Cut(lines, "```")
		given := map[string]string{
			"BOT_SECRET_KEY": strings.Repeat("k", 32), "BOT_OIDC_CLIENT_ID": "1.2", "BOT_OIDC_CLIENT_SECRET": "s", "REDIS_URL": "redis://127.0.0.1:1",
		}
		for _, word := range strings.Fields(lines) {
			name, value, set := strings.Cut(word, "=")
			if given[name] != "" || set {
				if set {
					given[name] = value
				}
				t.Setenv(name, given[name])
			}
		}
		c, _, _, faults := parse(t.Context(), nil, stdio{os.Stdin, os.Stdout, os.Stderr})
		s, wrong := c.settle()
		if len(faults)+len(wrong) > 0 || s.SignIn == nil || s.Workbench != "open" || len(s.SignIn.Allow) != 1 || len(s.SignIn.Managers) != 1 {
			t.Errorf("%s: %q %q", file, faults, wrong)
		}
	}
}
