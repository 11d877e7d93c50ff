package test

import (
	"embed"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"helm.sh/helm/v4/pkg/chart/common"
	"sigs.k8s.io/yaml"
)

// golden has sets of values, NAME.values.yaml, and what the chart makes of each, NAME.yaml: all
// of it, also what no other test thinks of. `go test -C deploy/test . -update` writes that anew;
// what changed is then to be read.
//
//go:embed testdata/golden
var golden embed.FS

const goldenDir = "testdata/golden"

// ours are the names of those sets.
var ours = []string{"default", "all", "elsewhere", "bare"}

func init() {
	for _, name := range ours {
		sets["golden "+name] = goldenValues(name)
	}
}

func goldenValues(name string) string {
	b, err := golden.ReadFile(path.Join(goldenDir, name+".values.yaml"))
	if err != nil {
		panic(err)
	}
	return string(b)
}

// manifest is all that is rendered, in an order of its own: objects by kind and name, fields by
// name. The chart's version, dashboard and alerts are not what it is about.
func manifest(values string) (string, error) {
	there := cluster{passwords: map[string]string{"marketing/ink-brouillon-redis": "sesame"}}
	files, err := renderIn(there, common.ReleaseOptions{Name: "ink", Namespace: "marketing", Revision: 1, IsInstall: true}, values)
	if err != nil {
		return "", err
	}
	all := map[string]string{}
	for _, document := range documents(files) {
		var object map[string]any
		if err := yaml.Unmarshal([]byte(document), &object); err != nil {
			return "", err
		}
		kind, name := object["kind"].(string), object["metadata"].(map[string]any)["name"].(string)
		switch kind {
		case "ConfigMap":
			object["data"] = "files/dashboard.json"
		case "PrometheusRule":
			object["spec"] = "files/alerts.yaml"
		}
		b, err := yaml.Marshal(object)
		if err != nil {
			return "", err
		}
		all[kind+"/"+name] = string(b)
	}
	var whole []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		whole = append(whole, all[key])
	}
	return strings.ReplaceAll(strings.Join(whole, "---\n"), "0.1.0", "VERSION"), nil
}

func TestWhatIsRenderedIsWhatWasRead(t *testing.T) {
	for _, name := range ours {
		got, err := manifest(goldenValues(name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file := path.Join(goldenDir, name+".yaml")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: go test -C deploy/test . -update, and read what changed:\n%s", file, differ(string(want), got))
		}
	}
}

// differ are the lines between what is alike at the beginning and at the end.
func differ(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	first := 0
	for first < min(len(a), len(b)) && a[first] == b[first] {
		first++
	}
	last := 0
	for last < min(len(a), len(b))-first && a[len(a)-1-last] == b[len(b)-1-last] {
		last++
	}
	a, b = a[first:len(a)-last], b[first:len(b)-last]
	return "-" + strings.Join(a[:min(len(a), 12)], "\n-") + "\n+" + strings.Join(b[:min(len(b), 12)], "\n+")
}

// TestNoValueIsIgnored: every value is given in one of the sets, and without it something else is
// rendered there, or it is refused.
func TestNoValueIsIgnored(t *testing.T) {
	heeded := map[string]bool{}
	for _, name := range ours {
		with, err := manifest(goldenValues(name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, v := range values(t) {
			less, given := without(t, goldenValues(name), v.path)
			if v.group || !given {
				continue
			}
			heeded[v.path] = true
			if got, err := manifest(less); err == nil && got == with {
				t.Errorf("%s: %s changes nothing", name, v.path)
			}
		}
	}
	for _, v := range values(t) {
		if !v.group && !heeded[v.path] {
			t.Errorf("%s is given in no set of %s: give it, and as another than %s", v.path, goldenDir, v.standard)
		}
	}
}

// without leaves a value out, and says whether it was there.
func without(t *testing.T, values, at string) (string, bool) {
	t.Helper()
	var all map[string]any
	if err := yaml.Unmarshal([]byte(values), &all); err != nil {
		t.Fatal(err)
	}
	names := strings.Split(at, ".")
	group := all
	for _, name := range names[:len(names)-1] {
		group, _ = group[name].(map[string]any)
	}
	last := names[len(names)-1]
	_, there := group[last]
	delete(group, last)
	b, err := yaml.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(b), there
}
