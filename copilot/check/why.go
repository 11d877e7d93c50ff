package check

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed data
var data embed.FS

// sentences are the explanations of findings by language and code.
var sentences = map[string]map[string]string{"en": load("en"), "fr": load("fr")}

// load reads a file that is compiled in: a fault in it is a fault of the program, which no input can cause.
func load(lang string) map[string]string {
	raw, err := data.ReadFile("data/why." + lang + ".json")
	if err != nil {
		panic(fmt.Errorf("check: embedded sentences: %w", err))
	}
	var m map[string]string
	if err := json.Unmarshal(raw, &m); err != nil {
		panic(fmt.Errorf("check: embedded sentences in %s: %w", lang, err))
	}
	return m
}

// Why explains the finding to a person in one or two plain sentences, in French if lang is "fr" (or "fr-CA"...), else in
// English. What it quotes stays in the language of the source.
func (f Finding) Why(lang string) string {
	m := sentences["en"]
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if base == "fr" {
		m = sentences["fr"]
	}
	s, ok := m[f.Code]
	if !ok {
		s = m[string(f.Kind)]
	}
	if name := fold(f.Args["name"]); base == "fr" && name != "" && strings.Contains("aeiou", name[:1]) {
		s = strings.ReplaceAll(s, "de {name}", "d’{name}")
	}
	pairs := []string{"{text}", f.Text, "{place}", f.Place}
	for k, v := range f.Args {
		pairs = append(pairs, "{"+k+"}", v)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}
