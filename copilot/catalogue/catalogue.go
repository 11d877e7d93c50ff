// Package catalogue holds every sentence the copilot says, in English and in
// French, as files that a translator can edit: one pair for each part of the
// house (core.en.json and core.fr.json, web.en.json and web.fr.json ...), with
// the same keys in both. It wraps go-i18n for plural forms.
package catalogue

import (
	"embed"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// The languages of the catalogue.
const (
	English = "en"
	French  = "fr"
)

// Args fill in a sentence. "Count" chooses the plural form.
type Args = map[string]any

//go:embed *.json
var files embed.FS

// localizers are built once, at the first sentence.
var localizers = sync.OnceValue(func() map[string]*i18n.Localizer {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	made := make(map[string]*i18n.Localizer)
	names, err := files.ReadDir(".")
	for _, name := range names {
		if err == nil {
			_, err = bundle.LoadMessageFileFS(files, name.Name())
		}
	}
	// The files are part of the binary: a fault in them is a fault of the build.
	if err != nil {
		panic(fmt.Sprintf("catalogue: %v", err))
	}
	for _, lang := range []string{English, French} {
		made[lang] = i18n.NewLocalizer(bundle, lang)
	}
	return made
})

// Known says whether there is a catalogue in that language.
func Known(lang string) bool { return lang == English || lang == French }

// Say is the sentence under key in lang, filled in with args; lang may carry a
// region ("fr-CA"), and any other language is answered in English. A key that
// does not exist comes back as itself, so that a test sees it and a person still
// sees something.
func Say(lang, key string, args Args) string {
	config := &i18n.LocalizeConfig{MessageID: key, TemplateData: args}
	if count, ok := args["Count"]; ok {
		config.PluralCount = count
	}
	localizer := localizers()[Base(lang)]
	said, err := localizer.Localize(config)
	if err != nil && config.PluralCount != nil {
		// A sentence that says no number has one form for all of them; French has a
		// third, for whole millions, that no file has.
		config.PluralCount = nil
		said, err = localizer.Localize(config)
	}
	if err != nil {
		return key
	}
	return said
}

// Base is the catalogue's language for a locale: "fr" for "fr-CA", "en" for
// anything it does not speak.
func Base(locale string) string {
	if len(locale) >= 2 && (locale[:2] == French) {
		return French
	}
	return English
}
