package house

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// room is a package and what it may import of the house.
type room struct {
	pkg string
	may []string
}

// fence keeps a library in the rooms it belongs to; nil means in none. Rooms are
// patterns of path.Match.
type fence struct {
	lib   string
	in    []string
	tests []string // packages whose tests may use it too
	why   string
}

// breaches says in a sentence each which walls a package's imports break.
func breaches(p listed) []string {
	if forTests(p.ImportPath) {
		return crossings(p.ImportPath, p.ImportPath, slices.Concat(p.Imports, p.TestImports, p.XTestImports))
	}
	var all []string
	at := slices.IndexFunc(rooms, func(r room) bool { return r.pkg == p.ImportPath })
	switch {
	case at >= 0:
		all = trespasses(rooms[at], p.Imports)
	case len(p.GoFiles) > 0:
		all = append(all, p.ImportPath+" has no room: say in internal/house/walls_test.go what it may import")
	}
	return append(all, crossings(p.ImportPath, p.ImportPath+" (test)", slices.Concat(p.TestImports, p.XTestImports))...)
}

// trespasses of a package that goes into the program.
func trespasses(r room, imports []string) []string {
	var all []string
	for _, to := range imports {
		var why string
		switch {
		case ours(to) && forTests(to), inside(to, testLibraries) && fenceOf(to) == nil:
			why = "what tests need stays out of the program"
		case ours(to):
			why = strangers(r, to)
		default:
			why = fenced(r.pkg, to)
		}
		if why != "" {
			all = append(all, fmt.Sprintf("%s imports %s: %s", r.pkg, to, why))
		}
	}
	return all
}

func strangers(r room, to string) string {
	if slices.Contains(r.may, to) {
		return ""
	}
	may := "nothing"
	if len(r.may) > 0 {
		may = "only " + strings.Join(r.may, ", ")
	}
	return "of the house it may import " + may
}

func fenced(pkg, lib string) string {
	f := fenceOf(lib)
	switch {
	case f == nil && standard(lib):
		return ""
	case f == nil:
		return "no fence says where it may be imported"
	case matches(f.in, pkg):
		return ""
	default:
		return f.why
	}
}

// crossings of tests: they may use the whole core, the store inside the process
// and the test helpers, but no adapter other than their own and what all chats, and
// their tests, have in common: adapters/chat and what is below it.
func crossings(pkg, said string, imports []string) []string {
	var all []string
	for _, to := range imports {
		adapter := strings.HasPrefix(to, "adapters/") || strings.HasPrefix(to, "cmd/")
		own := inside(to, []string{"adapters/chat"}) || to == pkg || strings.HasPrefix(to, pkg+"/") || strings.HasPrefix(pkg, to+"/")
		switch {
		case ours(to) && adapter && !own && pkg != "cmd/bot":
			all = append(all, fmt.Sprintf("%s imports %s: a test stays in its own adapter, or goes to cmd/bot", said, to))
		case ours(to) || standard(to) || inside(to, testLibraries) || fenceOf(to) != nil && matches(fenceOf(to).tests, home(pkg)):
		case fenced(home(pkg), to) != "":
			all = append(all, fmt.Sprintf("%s imports %s: %s", said, to, fenced(home(pkg), to)))
		}
	}
	return all
}

// home is the package a test helper serves: memory/memorytest serves memory.
func home(pkg string) string {
	if forTests(pkg) {
		return path.Dir(pkg)
	}
	return pkg
}

// reaches says what of the network the copilot wing reaches.
func reaches(p listed) []string {
	if !inside(p.ImportPath, []string{"copilot"}) || forTests(p.ImportPath) {
		return nil
	}
	var all []string
	for _, dep := range p.Deps {
		if slices.Contains(beneath, dep) {
			all = append(all, fmt.Sprintf("%s reaches %s, through a library: the copilot wing knows no network and no processes", p.ImportPath, dep))
		}
	}
	return all
}

// forTests tells packages that only tests import, by their names: memorytest.
func forTests(pkg string) bool { return strings.HasSuffix(path.Base(pkg), "test") }

// inside tells whether a path is one of, or below one of, some others.
func inside(p string, of []string) bool {
	return slices.ContainsFunc(of, func(o string) bool { return p == o || strings.HasPrefix(p, o+"/") })
}

func fenceOf(lib string) *fence {
	at := slices.IndexFunc(fences, func(f fence) bool { return inside(lib, []string{f.lib}) })
	if at < 0 {
		return nil
	}
	return &fences[at]
}

func matches(rooms []string, pkg string) bool {
	return slices.ContainsFunc(rooms, func(room string) bool { ok, _ := path.Match(room, pkg); return ok })
}

// ours tells paths of this module, which are written without the module's own.
func ours(p string) bool {
	return inside(p, []string{"copilot", "memory", "adapters", "cmd", "internal/house", "internal/sharedtest", "internal/metrictest", "docs"})
}

// standard tells the standard library: no dot in its first element.
func standard(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return !strings.Contains(first, ".")
}
