package watch

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
)

const (
	dashboardFile = "../helm/files/dashboard.json"
	alertsFile    = "../helm/files/alerts.yaml"
)

// panel is what of a panel is looked at.
type panel struct {
	Title, Type, Description string
	Targets                  []struct{ Expr string }
	GridPos                  struct{ H, W, X, Y int }
}

func panels(t *testing.T) []panel {
	t.Helper()
	raw, err := os.ReadFile(dashboardFile)
	if err != nil {
		t.Fatal(err)
	}
	var d struct{ Panels []panel }
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Panels) < 20 {
		t.Fatalf("%d panels", len(d.Panels))
	}
	return d.Panels
}

// rules are the alerts, read as a Prometheus reads them.
func rules(t *testing.T) []rulefmt.Rule {
	t.Helper()
	raw, err := os.ReadFile(alertsFile)
	if err != nil {
		t.Fatal(err)
	}
	groups, faults := rulefmt.Parse(raw, false, model.UTF8Validation, parser.NewParser(parser.Options{}), slog.New(slog.NewTextHandler(io.Discard, nil)))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var all []rulefmt.Rule
	for _, g := range groups.Groups {
		all = append(all, g.Rules...)
	}
	return all
}

// queries are all that is asked, by where.
func queries(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	variables := strings.NewReplacer("$__rate_interval", "5m", "$namespace", "marketing")
	for _, p := range panels(t) {
		for i, target := range p.Targets {
			all[fmt.Sprintf("panel %s, query %d", p.Title, i+1)] = variables.Replace(target.Expr)
		}
	}
	for _, r := range rules(t) {
		all["alert "+r.Alert] = r.Expr
	}
	return all
}

// unused are figures that nothing of the chart shows, each for a reason.
var unused = map[string]string{}

// Every query names figures, labels and values that there are; every figure that there is is
// looked at somewhere.
func TestQueriesAskWhatIsMeasured(t *testing.T) {
	figures, values := documented(t)
	used := map[string]bool{}
	for where, query := range queries(t) {
		expr, err := parser.NewParser(parser.Options{}).ParseExpr(query)
		if err != nil {
			t.Errorf("%s: %v in %s", where, err, query)
			continue
		}
		for _, fault := range faultsOf(expr, figures, values, used) {
			t.Errorf("%s: %s, in %s", where, fault, query)
		}
	}
	for name := range figures {
		if used[name] == (unused[name] != "") {
			t.Errorf("%s: nothing looks at it, or something does although it is said here why not", name)
		}
	}
}

// faultsOf are what is wrong with a query, and notes which figures it uses.
func faultsOf(expr parser.Expr, figures map[string]figure, values map[string][]string, used map[string]bool) (faults []string) {
	parser.Inspect(expr, func(node parser.Node, path []parser.Node) error {
		switch n := node.(type) {
		case *parser.VectorSelector:
			faults = append(faults, selected(n, figures, values, used)...)
		case *parser.Call:
			if has([]string{"rate", "increase"}, n.Func.Name) {
				faults = append(faults, rated(n, figures)...)
			}
		case *parser.AggregateExpr:
			there := labelsUnder(n.Expr, figures)
			for _, name := range n.Grouping {
				if !has(there, name) {
					faults = append(faults, fmt.Sprintf("nothing below %s has the label %s", n.Op, name))
				}
			}
		}
		return nil
	})
	return faults
}

// selected is what is wrong with a selector.
func selected(n *parser.VectorSelector, figures map[string]figure, values map[string][]string, used map[string]bool) (faults []string) {
	name, known := family(figures, n.Name)
	if !known && !has(ofProcess, n.Name) {
		return []string{n.Name + " is not measured"}
	}
	used[name] = true
	there := labelsUnder(n, figures)
	for _, m := range n.LabelMatchers {
		if m.Name == model.MetricNameLabel {
			continue
		}
		if !has(there, m.Name) {
			faults = append(faults, fmt.Sprintf("%s has no label %s", n.Name, m.Name))
			continue
		}
		can, listed := values[name+" "+m.Name]
		if !listed {
			can, listed = values[" "+m.Name]
		}
		if listed {
			faults = append(faults, matched(m, can)...)
		}
	}
	return faults
}

// matched is what is wrong with a matcher of a label that can have these values.
func matched(m *labels.Matcher, can []string) (faults []string) {
	alternatives := []string{m.Value}
	if m.Type == labels.MatchRegexp || m.Type == labels.MatchNotRegexp {
		alternatives = strings.Split(m.Value, "|")
	}
	for _, one := range alternatives {
		if !has(can, one) {
			faults = append(faults, fmt.Sprintf("%s is never %q", m.Name, one))
		}
	}
	return faults
}

// rated is what is wrong with what a rate is taken of: what does not count up has none.
func rated(n *parser.Call, figures map[string]figure) (faults []string) {
	parser.Inspect(n, func(node parser.Node, _ []parser.Node) error {
		if v, ok := node.(*parser.VectorSelector); ok {
			if name, _ := family(figures, v.Name); figures[name].kind == "gauge" {
				faults = append(faults, n.Func.Name+" of "+v.Name+", which is a gauge")
			}
		}
		return nil
	})
	return faults
}

// labelsUnder are the labels that series below an expression have.
func labelsUnder(expr parser.Expr, figures map[string]figure) []string {
	all := append([]string{}, scraped...)
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		if v, ok := node.(*parser.VectorSelector); ok {
			name, _ := family(figures, v.Name)
			all = append(all, figures[name].labels...)
			if strings.HasSuffix(v.Name, "_bucket") {
				all = append(all, "le")
			}
		}
		return nil
	})
	return all
}

// What is wrong is found: else the test above would say nothing.
func TestWrongQueriesAreFound(t *testing.T) {
	figures, values := documented(t)
	for query, want := range map[string]string{
		`brouillon_nothing_total`:                                       "is not measured",
		`brouillon_accept_seconds`:                                      "is not measured",
		`brouillon_ready_bucket`:                                        "is not measured",
		`brouillon_ready{chat="slack"}`:                                 "has no label chat",
		`brouillon_jobs_total{outcome="lost in thought"}`:               "never",
		`brouillon_jobs_total{outcome=~"answered|thought"}`:             "never",
		`rate(brouillon_queue_jobs[5m])`:                                "which is a gauge",
		`sum by (channel) (rate(brouillon_jobs_total[5m]))`:             "label channel",
		`sum by (le) (rate(brouillon_accept_seconds_count[5m]))`:        "label le",
		`sum by (le, chat) (rate(brouillon_accept_seconds_bucket[5m]))`: "",
	} {
		expr, err := parser.NewParser(parser.Options{}).ParseExpr(query)
		if err != nil {
			t.Fatal(err)
		}
		found := strings.Join(faultsOf(expr, figures, values, map[string]bool{}), "; ")
		if (found == "") != (want == "") || !strings.Contains(found, want) {
			t.Errorf("of %s it says %q", query, found)
		}
	}
}

// Every panel says what it shows, and none lies over another.
func TestPanelsAreLegible(t *testing.T) {
	taken := map[[2]int]string{}
	for _, p := range panels(t) {
		if p.Title == "" || p.Type != "row" && (p.Description == "" || len(p.Targets) == 0) {
			t.Errorf("panel %q says %q, with %d queries", p.Title, p.Description, len(p.Targets))
		}
		if p.GridPos.X+p.GridPos.W > 24 {
			t.Errorf("panel %q is beyond the edge", p.Title)
		}
		for x := range p.GridPos.W {
			for y := range p.GridPos.H {
				at := [2]int{p.GridPos.X + x, p.GridPos.Y + y}
				if other, is := taken[at]; is {
					t.Fatalf("panel %q lies over %q", p.Title, other)
				}
				taken[at] = p.Title
			}
		}
	}
}
