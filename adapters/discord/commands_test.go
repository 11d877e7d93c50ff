package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestCommandsGolden(t *testing.T) {
	const file = "testdata/commands.json"
	var made bytes.Buffer
	encoder := json.NewEncoder(&made)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(registration()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, made.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(kept), made.String()); d != "" {
		t.Errorf("%s is not what the code says; -update writes it anew:\n%s", file, d)
	}
}

func TestCommandsKeepDiscordsContract(t *testing.T) {
	valid := contract(t, "ApplicationCommandUpdateRequest")
	for _, c := range registration() {
		if err := valid(c); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestCommandsHaveTheWholeTable(t *testing.T) {
	all := registration()
	for i, c := range copilot.Table() {
		got := all[i]
		if got.Name != c.Name || got.Description != c.Description("en") || got.Descriptions["fr"] != c.Description("fr") || got.Permissions != "" {
			t.Errorf("command %s: %+v", c.Name, got)
		}
		for _, o := range c.Options {
			if !slices.ContainsFunc(got.Options, func(made commandOption) bool { return made.Name == o.Name }) {
				t.Errorf("command %s has no option %s", c.Name, o.Name)
			}
		}
	}
	for _, c := range all[len(copilot.Table()):] {
		if of, ok := ofMessage(c.Name); !ok || c.Type != commandMessage || c.Description != "" {
			t.Errorf("%+v is the command %q of messages, %v", c, of, ok)
		} else if _, ok := copilot.Lookup(of); !ok {
			t.Errorf("%s is %s, which is not in the table", c.Name, of)
		}
	}
	if of, ok := ofMessage("discord.message.draft"); ok {
		t.Errorf("it is %s", of)
	}
}

// typedName is what Discord takes for a name that is typed, in lower case.
var typedName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// TestCommandsKeepDiscordsRules holds what no schema holds.
func TestCommandsKeepDiscordsRules(t *testing.T) {
	for _, c := range registration() {
		if n := inLongest(c.Name, c.Names) + inLongest(c.Description, c.Descriptions) + charactersOf(c.Options); n > 8_000 {
			t.Errorf("%s takes %d characters", c.Name, n)
		}
		if c.Type == commandChat {
			isNamed(t, c.Name, c.Name, c.Names)
			isDescribed(t, c.Name, c.Description, c.Descriptions)
		}
		keptOptions(t, c.Name, c.Options)
	}
}

// charactersOf is how many characters Discord counts in options: names, descriptions and values,
// of each the longest there is in a language.
func charactersOf(all []commandOption) int {
	n := 0
	for _, o := range all {
		n += inLongest(o.Name, o.Names) + inLongest(o.Description, o.Descriptions) + charactersOf(o.Options)
		for _, c := range o.Choices {
			n += inLongest(c.Name, c.Names) + utf8.RuneCountInString(c.Value)
		}
	}
	return n
}

func inLongest(words string, localized map[string]string) int {
	n := utf8.RuneCountInString(words)
	for _, w := range localized {
		n = max(n, utf8.RuneCountInString(w))
	}
	return n
}

func keptOptions(t *testing.T, of string, all []commandOption) {
	t.Helper()
	if len(all) > 25 {
		t.Errorf("%s has %d options", of, len(all))
	}
	there := map[string]bool{}
	for _, o := range all {
		for locale, name := range o.Names {
			if there[locale+name] {
				t.Errorf("%s: two options are %q in %s", of, name, locale)
			}
			there[locale+name] = true
		}
		isNamed(t, of, o.Name, o.Names)
		isDescribed(t, of+" "+o.Name, o.Description, o.Descriptions)
		if len(o.Choices) > 25 || o.Completed && len(o.Choices) > 0 || o.Required {
			t.Errorf("%s %s: %+v", of, o.Name, o)
		}
		for _, c := range o.Choices {
			isDescribed(t, of+" "+o.Name, c.Name, c.Names)
		}
		keptOptions(t, of+" "+o.Name, o.Options)
	}
}

func isNamed(t *testing.T, of, name string, names map[string]string) {
	t.Helper()
	if names["en-US"] != name || names["en-GB"] != name || len(names) != 3 {
		t.Errorf("%s: %s is %v", of, name, names)
	}
	for _, n := range names {
		if !typedName.MatchString(n) || strings.ToLower(n) != n {
			t.Errorf("%s: Discord takes no name %q", of, n)
		}
	}
}

func isDescribed(t *testing.T, of, said string, each map[string]string) {
	t.Helper()
	if each["en-US"] != said || len(each) != 3 || each["fr"] == "" {
		t.Errorf("%s: %q is %v", of, said, each)
	}
	for _, s := range each {
		if n := utf8.RuneCountInString(s); n == 0 || n > 100 || strings.Contains(s, "discord.") {
			t.Errorf("%s: %q has %d characters", of, s, n)
		}
	}
}

// TestSame: what Discord gives back is what was registered, and any change is seen.
func TestSame(t *testing.T) {
	back := func(change func(all []map[string]any)) []applicationCommand {
		raw, err := json.Marshal(registration())
		if err != nil {
			t.Fatal(err)
		}
		var all []map[string]any
		if err := json.Unmarshal(raw, &all); err != nil {
			t.Fatal(err)
		}
		for _, c := range all { // as Discord fills it in
			c["id"], c["application_id"], c["version"], c["dm_permission"], c["nsfw"] = "1", "2", "3", false, false
			if c["description"] == nil {
				c["description"], c["options"], c["description_localizations"] = "", []any{}, nil
			}
			if c["default_member_permissions"] == nil {
				c["default_member_permissions"] = nil
			}
			if c["type"] == 1.0 {
				delete(c, "type")
			}
		}
		slices.Reverse(all)
		change(all)
		if raw, err = json.Marshal(all); err != nil {
			t.Fatal(err)
		}
		var read []applicationCommand
		if err := json.Unmarshal(raw, &read); err != nil {
			t.Fatal(err)
		}
		return read
	}
	if registered := back(func([]map[string]any) {}); !same(registered, registration()) {
		t.Errorf("Discord's own is not ours:\n%s", cmp.Diff(ordered(registered), ordered(registration())))
	}
	for name, change := range map[string]func(all []map[string]any){
		"description": func(all []map[string]any) { all[len(all)-1]["description"] = "Other" },
		"permissions": func(all []map[string]any) { all[3]["default_member_permissions"] = "0" },
		"contexts":    func(all []map[string]any) { all[0]["contexts"] = []int{0, 1} },
		"options":     func(all []map[string]any) { all[len(all)-1]["options"] = []any{} },
		"required":    func(all []map[string]any) { all[len(all)-1]["options"].([]any)[0].(map[string]any)["required"] = true },
	} {
		if same(back(change), registration()) {
			t.Errorf("another %s is not seen", name)
		}
	}
	if same(nil, registration()) || same(registration()[1:], registration()) || !same(nil, nil) {
		t.Error("a command that is missing is not seen")
	}
}
