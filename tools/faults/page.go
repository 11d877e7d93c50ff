package faults

import (
	"fmt"
	"os"
	"regexp"
)

// page is where the tables of the last long runs are kept.
const page = "../../docs/reliability.md"

// writeDown puts a table between the marks of a name on the page.
func writeDown(name, table string) error {
	text, err := os.ReadFile(page)
	if err != nil {
		return fmt.Errorf("writing down: %w", err)
	}
	between := regexp.MustCompile(`(?s)(<!-- ` + name + `: begin -->\n).*?(<!-- ` + name + `: end -->)`)
	if !between.Match(text) {
		return fmt.Errorf("writing down: %s has no marks %q", page, name)
	}
	text = between.ReplaceAllFunc(text, func(b []byte) []byte {
		marks := between.FindSubmatch(b)
		return []byte(string(marks[1]) + table + string(marks[2]))
	})
	return os.WriteFile(page, text, 0o644)
}
