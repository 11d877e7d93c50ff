package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parsed is one Go file of the tree.
type parsed struct {
	path string
	pkg  string // path within the module
	test bool   // a test, or of a package that only tests import
	fset *token.FileSet
	*ast.File
}

func (f parsed) at(n ast.Node) string { return f.fset.Position(n.Pos()).String() }

// sources parses every Go file of this module.
func sources(t *testing.T) []parsed {
	t.Helper()
	var all []parsed
	for _, path := range files(t, ".go") {
		pkg, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		if pkg == "tools" || strings.HasPrefix(pkg, "tools/") {
			continue // modules of their own, not the product
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		test := strings.HasSuffix(path, "_test.go") || forTests(pkg)
		all = append(all, parsed{path, filepath.ToSlash(pkg), test, fset, file})
	}
	return all
}

func TestExportedNamesAreExplained(t *testing.T) {
	for _, f := range sources(t) {
		if strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		for _, n := range unexplained(f.File) {
			t.Errorf("%s: %s has no comment: say shapes, units, ranges, errors", f.at(n), n.Name)
		}
	}
}

func TestPackagesAreExplained(t *testing.T) {
	explained := map[string]bool{}
	for _, f := range sources(t) {
		if !strings.HasSuffix(f.path, "_test.go") {
			explained[f.pkg] = explained[f.pkg] || f.Doc != nil
		}
	}
	for pkg, ok := range explained {
		if !ok {
			t.Errorf("%s has no package comment: say what it is for", pkg)
		}
	}
}

func TestUnexplainedNamesAreFound(t *testing.T) {
	const src = `package p
func Bare() {}
// Said is.
func Said() {}
func quiet() {}
type Thing struct{}
func (Thing) Act() {}
func (Thing) String() string { return "" }
func (*hidden) Act() {}
type hidden struct{}
// The kinds.
const ( A = 1; B = 2 )
var C = 3
var D = 4 // after
`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range unexplained(file) {
		got = append(got, n.Name)
	}
	if want := []string{"Bare", "Thing", "Act", "C"}; !slices.Equal(got, want) {
		t.Errorf("unexplained = %q, want %q", got, want)
	}
}

// unexplained lists the exported names of a file without a comment.
func unexplained(file *ast.File) []*ast.Ident {
	var all []*ast.Ident
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && d.Name.IsExported() && receiverExported(d) && !understood(d) {
				all = append(all, d.Name)
			}
		case *ast.GenDecl:
			if d.Doc == nil {
				all = append(all, bareSpecs(d)...)
			}
		}
	}
	return all
}

// understood are methods of interfaces everybody knows, when they are methods.
func understood(d *ast.FuncDecl) bool {
	known := []string{
		"Error", "String", "Unwrap", "Format", "LogValue", "ServeHTTP", "Write", "Close",
		"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "Describe", "Collect",
	}
	return d.Recv != nil && slices.Contains(known, d.Name.Name)
}

func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	of := d.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if generic, ok := of.(*ast.IndexExpr); ok {
		of = generic.X
	}
	name, ok := of.(*ast.Ident)
	return ok && name.IsExported()
}

// bareSpecs are the exported names of a declaration that has no comment itself.
func bareSpecs(d *ast.GenDecl) []*ast.Ident {
	var all []*ast.Ident
	for _, spec := range d.Specs {
		var names []*ast.Ident
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Doc == nil && s.Comment == nil {
				names = []*ast.Ident{s.Name}
			}
		case *ast.ValueSpec:
			if s.Doc == nil && s.Comment == nil {
				names = s.Names
			}
		}
		for _, n := range names {
			if n.IsExported() {
				all = append(all, n)
			}
		}
	}
	return all
}
