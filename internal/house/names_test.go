package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// confined keeps names of a package in the rooms they belong to.
type confined struct {
	of    string   // import path
	names []string // exported names of it
	in    []string // where they may be named, as path.Match matches
	tests bool     // whether tests must keep to it too
	why   string
}

var confinements = []confined{
	{
		of: "os", names: []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv"}, in: []string{"cmd/bot"},
		why: "the environment is read only at the door; pass what it said as an argument",
	},
	{
		of: "net/http", names: []string{"ProxyFromEnvironment"}, in: []string{"cmd/bot", "adapters/discord"}, // whose gateway asks as its client does
		why: "the environment is read only at the door; pass the proxy as an argument",
	},
	{
		of:    module + "/copilot",
		names: []string{"Seal", "Unseal", "Sealed", "EncodeRevision", "DecodeRevision", "EncodeExchange", "DecodeExchange"},
		in:    []string{"copilot", "memory"},
		why:   "generated text has no way to a reader but a Card (P1)",
	},
	{
		of: "net/http", names: []string{"Get", "Head", "Post", "PostForm", "ListenAndServe"}, in: nil,
		why: "it waits for ever: use a client or a server with time-outs",
	},
	{
		of: "time", names: []string{"Sleep"}, in: nil, tests: true,
		why: "a sleep cannot be cancelled and proves nothing: wait for what should happen, or use testing/synctest",
	},
	{
		of: "log", names: []string{"Print", "Printf", "Println", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf"}, in: nil,
		why: "the log is a *slog.Logger that is passed in",
	},
	{
		of: "os", names: []string{"Exit"}, in: []string{"cmd/bot"},
		why: "only main ends the process",
	},
}

func TestNamesStayInTheirRooms(t *testing.T) {
	for _, f := range sources(t) {
		for _, breach := range escapes(f) {
			t.Error(breach)
		}
	}
}

// escapes says which names a file uses outside the room they belong to.
func escapes(f parsed) []string {
	var all []string
	local := imported(f.File)
	ast.Inspect(f.File, func(n ast.Node) bool {
		use, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		from, ok := use.X.(*ast.Ident)
		if !ok || local[from.Name] == "" {
			return true
		}
		if c := confinementOf(local[from.Name], use.Sel.Name, f); c != nil {
			all = append(all, fmt.Sprintf("%s: %s.%s: %s", f.at(use), from.Name, use.Sel.Name, c.why))
		}
		return true
	})
	return all
}

func confinementOf(pkg, name string, f parsed) *confined {
	for i, c := range confinements {
		switch {
		case c.of != pkg || !slices.Contains(c.names, name):
		case f.test && !c.tests:
		case f.test && name == "Sleep" && (usesFakeTime(f.File) || paces(f.path)):
		case matches(c.in, f.pkg):
		default:
			return &confinements[i]
		}
	}
	return nil
}

// usesFakeTime tells tests in which a sleep takes no time and waits for everybody.
func usesFakeTime(file *ast.File) bool {
	return slices.Contains(slices.Collect(maps.Values(imported(file))), "testing/synctest")
}

// imported maps the names a file knows packages by to their import paths.
func imported(file *ast.File) map[string]string {
	known := map[string]string{}
	for _, i := range file.Imports {
		to, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(to)
		if i.Name != nil {
			name = i.Name.Name
		}
		known[name] = to
	}
	return known
}

// paces tells benchmarks, in which a sleep spaces arrivals out.
func paces(file string) bool { return strings.HasSuffix(file, "bench_test.go") }

func TestNoDotImports(t *testing.T) {
	for _, f := range sources(t) {
		for _, i := range f.Imports {
			if i.Name != nil && i.Name.Name == "." {
				t.Errorf("%s: a dot import hides where names come from", f.at(i))
			}
		}
	}
}

func TestEscapesAreFound(t *testing.T) {
	for _, c := range []struct {
		pkg, src string
		test     bool
		want     string // part of the one sentence; empty for none
	}{
		{"memory", `import "os"; var x = os.Getenv("REDIS_URL")`, false, "os.Getenv: the environment is read only at the door"},
		{"memory", `import sys "os"; var x = sys.Environ()`, false, "sys.Environ: the environment"},
		{"cmd/bot", `import "os"; var x = os.Getenv("REDIS_URL")`, false, ""},
		{"memory", `import "os"; var x = os.Getenv("EVALDATA")`, true, ""},
		{"adapters/web", `import "github.com/brouillon/brouillon/copilot"; var x = copilot.Seal`, false, "copilot.Seal: generated text has no way"},
		{"memory", `import "github.com/brouillon/brouillon/copilot"; var x copilot.Sealed`, false, ""},
		{"copilot", `import "time"; func f() { time.Sleep(1) }`, true, "time.Sleep: a sleep"},
		{"copilot", `import ("time"; "testing/synctest"); func f() { time.Sleep(1); synctest.Wait() }`, true, ""},
		{"adapters/openai", `import "net/http"; var get = http.Get`, false, "http.Get: it waits for ever"},
		{"adapters/openai", `import "net/http"; var c = http.Client{}`, false, ""},
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", "package p; "+c.src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		got := escapes(parsed{"p.go", c.pkg, c.test, fset, file})
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)) {
			t.Errorf("in %s, %s: escapes = %q, want %q", c.pkg, c.src, got, c.want)
		}
	}
}
