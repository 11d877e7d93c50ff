package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// named is what the name of a slash command or option may be.
var named = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales are the languages that names can be given in.
var locales = []string{
	"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi",
	"sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
}

// The most commands there may be of a type: slash, user, message.
var mostCommands = map[int]int{1: 100, 2: 15, 3: 15}

func (r *rules) commands(all []object) {
	count, seen := map[int]int{}, map[string]bool{}
	for i, c := range all {
		at := []string{fmt.Sprint(i)}
		kind := max(num(c, "type"), 1)
		count[kind]++
		if key := fmt.Sprint(kind, str(c, "name")); seen[key] {
			r.add(at, "Application command names must be unique: %q", str(c, "name"))
		} else {
			seen[key] = true
		}
		r.command(at, c, kind)
	}
	for kind, n := range count {
		r.most(nil, fmt.Sprintf("commands of type %d", kind), n, mostCommands[kind])
	}
}

func (r *rules) command(at []string, c object, kind int) {
	if kind == 1 {
		r.name(at, c)
		r.described(at, c)
	} else {
		r.length(at, c, "name", 1, 32)
		if str(c, "description") != "" || len(list(c, "options")) > 0 {
			r.add(at, "Context menu commands cannot have description or options")
		}
	}
	r.localized(at, c, "name_localizations", 32, kind == 1)
	r.localized(at, c, "description_localizations", 100, false)
	r.options(at, c, 0)
	if n := weight(c); n > 8000 {
		r.add(at, "Command exceeds maximum size (8000): %d", n)
	}
}

func (r *rules) name(at []string, o object) {
	name := str(o, "name")
	if !named.MatchString(name) || name != strings.ToLower(name) {
		r.add(append(at, "name"), "Command name is invalid: %q", name)
	}
}

func (r *rules) described(at []string, o object) { r.length(at, o, "description", 1, 100) }

func (r *rules) localized(at []string, o object, field string, most int, asName bool) {
	for locale, v := range asObject(o[field]) {
		text, _ := v.(string)
		n := utf8.RuneCountInString(text)
		switch {
		case !slices.Contains(locales, locale):
			r.add(append(at, field), "%q is no locale", locale)
		case n < 1 || n > most:
			r.add(append(at, field, locale), "Must be between 1 and %d in length.", most)
		case asName && (!named.MatchString(text) || text != strings.ToLower(text)):
			r.add(append(at, field, locale), "Command name is invalid: %q", text)
		}
	}
}
