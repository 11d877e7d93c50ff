package watch

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// figure is a row of the table of what is measured.
type figure struct {
	kind   string // counter, gauge or histogram
	labels []string
}

// documented are the figures there are, and the values that their labels may have, by
// "metric label" or " label" for all.
func documented(t *testing.T) (figures map[string]figure, values map[string][]string) {
	t.Helper()
	raw, err := os.ReadFile("../../docs/telemetry.md")
	if err != nil {
		t.Fatal(err)
	}
	figures, values = map[string]figure{}, map[string][]string{}
	words := func(cell string) (all []string) {
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cell, -1) {
			all = append(all, m[1])
		}
		return all
	}
	for _, row := range regexp.MustCompile("(?m)^\\| `(brouillon_\\w+)` \\| (\\w+) \\| ([^|]*) \\|").FindAllStringSubmatch(string(raw), -1) {
		figures[row[1]] = figure{row[2], words(row[3])}
	}
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` of (?:`(\\w+)`|all) \\| (.*) \\|$").FindAllStringSubmatch(string(raw), -1) {
		values[row[2]+" "+row[1]] = append(values[row[2]+" "+row[1]], words(row[3])...)
	}
	if len(figures) < 20 || len(values) < 10 {
		t.Fatalf("docs/telemetry.md has %d figures and %d labels: its tables are not what they were", len(figures), len(values))
	}
	return figures, values
}

// family is the figure that a series belongs to, and whether it is the part of a histogram.
func family(figures map[string]figure, series string) (name string, known bool) {
	if f, ok := figures[series]; ok {
		return series, f.kind != "histogram" // of which there is no series by that name
	}
	for _, suffix := range []string{"_bucket", "_sum", "_count"} {
		name := strings.TrimSuffix(series, suffix)
		if f, ok := figures[name]; ok && name != series {
			return name, f.kind == "histogram"
		}
	}
	return series, false
}

// Labels that whoever scrapes adds, and what every Go process measures besides: the client
// library names it.
var (
	scraped   = []string{"namespace", "pod", "instance", "job"}
	ofProcess = []string{"process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds", "go_goroutines"}
)

func has(all []string, one string) bool { return slices.Contains(all, one) }
