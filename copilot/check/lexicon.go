package check

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// The tables that say what words mean to the checks. Each is a file of data/, one "key: word, word" per line, in
// English and French together, folded.
var (
	months      = table("months")
	weekdays    = table("weekdays")
	units       = table("units")
	countries   = table("countries")
	smallNumber = numbers("numbers")
	multiplier  = numbers("multipliers")
	stopWords   = set("stop")
)

// The large ones are read at the first check: a bot that idles does not pay for
// them.
var (
	common      = sync.OnceValue(func() map[string]bool { return set("common") })
	commonStems = sync.OnceValue(func() map[string]map[string]bool { return stems("common") })
	light       = sync.OnceValue(func() map[string]map[string]bool { return stems("light") })
	family      = sync.OnceValue(func() map[string]string { return families("alike") })
)

// table reads a file of data/ as word -> key.
func table(name string) map[string]string {
	m := map[string]string{}
	each(name, func(key string, words []string) {
		for _, w := range words {
			m[w] = key
		}
	})
	return m
}

// numbers reads a table whose keys are numbers.
func numbers(name string) map[string]float64 {
	m := map[string]float64{}
	each(name, func(key string, words []string) {
		v, err := strconv.ParseFloat(key, 64)
		if err != nil {
			panic(fmt.Errorf("check: embedded table %s: %w", name, err))
		}
		for _, w := range words {
			m[w] = v
		}
	})
	return m
}

// set reads all words of a table, whatever their keys.
func set(name string) map[string]bool {
	m := map[string]bool{}
	each(name, func(_ string, words []string) {
		for _, w := range words {
			m[w] = true
		}
	})
	return m
}

// stems reads a table whose keys are languages, as the stems of its words by language.
func stems(name string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	each(name, func(lang string, words []string) {
		m[lang] = map[string]bool{}
		for _, w := range words {
			m[lang][newForm(w, lang).stem] = true
		}
	})
	return m
}

// families reads a table as the stems of its words, in both languages, -> key.
func families(name string) map[string]string {
	m := map[string]string{}
	for w, key := range table(name) {
		m[newForm(w, "en").stem] = key
		m[newForm(w, "fr").stem] = key
	}
	return m
}

// each calls f for every line of an embedded table. "#" starts a comment. A fault in these files is a fault of the
// program, which no input can cause.
func each(name string, f func(key string, words []string)) {
	raw, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic(fmt.Errorf("check: embedded table: %w", err))
	}
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		key, rest, ok := strings.Cut(lines.Text(), ":")
		if !ok || strings.HasPrefix(key, "#") {
			continue
		}
		words := strings.Split(rest, ",")
		for i := range words {
			words[i] = fold(strings.TrimSpace(words[i]))
		}
		f(strings.TrimSpace(key), words)
	}
}

// lines reads files of data/ with one phrase per line.
func lines(names ...string) []string {
	var out []string
	for _, name := range names {
		raw, err := data.ReadFile("data/" + name + ".txt")
		if err != nil {
			panic(fmt.Errorf("check: embedded phrases: %w", err))
		}
		for line := range strings.Lines(string(raw)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				out = append(out, line)
			}
		}
	}
	return out
}
