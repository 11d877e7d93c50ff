package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// proof is what something that proves who made it is called: a comparison that ends at
// the first difference tells, by how long it takes, how much of a guess was right.
var proof = regexp.MustCompile(`^(?:h?mac|seal|sealed|sig|signature|csrf|verifier|secret)$|(?:Mac|MAC|Seal|Signature|CSRF|Verifier|Secret)$`)

// hasty are the comparisons that end early, by package; an operator is one as well.
var hasty = map[string][]string{
	"bytes": {"Equal", "Compare", "EqualFold", "HasPrefix"}, "strings": {"Compare", "EqualFold", "HasPrefix"},
	"slices": {"Equal", "Compare"}, "reflect": {"DeepEqual"}, "cmp": {"Compare"},
}

// TestConstTimeUse: MACs, seals, signatures and secrets are compared with hmac.Equal,
// subtle.ConstantTimeCompare or ed25519.Verify alone.
func TestConstTimeUse(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || f.pkg == "adapters/slack/slacktest" || f.pkg == "adapters/discord/discordtest" {
			continue
		}
		for _, use := range hastily(f) {
			t.Error(use)
		}
	}
}

// hastily says where a file compares a proof by something that ends early.
func hastily(f parsed) []string {
	var all []string
	found := func(n ast.Node, by string) {
		all = append(all, fmt.Sprintf("%s: %s compares a proof and ends at the first difference: use hmac.Equal", f.at(n), by))
	}
	local := imported(f.File)
	ast.Inspect(f.File, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if (n.Op == token.EQL || n.Op == token.NEQ) && (proves(n.X) || proves(n.Y)) && !void(n.X) && !void(n.Y) {
				found(n, n.Op.String())
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && proves(n.Tag) {
				found(n, "switch")
			}
		case *ast.CallExpr:
			fun, ok := n.Fun.(*ast.SelectorExpr)
			if !ok {
				break
			}
			of, ok := fun.X.(*ast.Ident)
			if ok && slices.Contains(hasty[local[of.Name]], fun.Sel.Name) && slices.ContainsFunc(n.Args, proves) {
				found(n, of.Name+"."+fun.Sel.Name)
			}
		}
		return true
	})
	return all
}

// proves says whether an expression is called a proof, or is made by what is.
func proves(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return proof.MatchString(e.Name)
	case *ast.SelectorExpr:
		return proof.MatchString(e.Sel.Name)
	case *ast.CallExpr:
		if of, ok := e.Fun.(*ast.SelectorExpr); ok && (of.Sel.Name == "Sum" || of.Sel.Name == "Reveal") {
			return true
		}
		return proves(e.Fun) || len(e.Args) == 1 && converts(e.Fun) && proves(e.Args[0])
	case *ast.ParenExpr:
		return proves(e.X)
	case *ast.SliceExpr:
		return proves(e.X)
	case *ast.StarExpr:
		return proves(e.X)
	}
	return false
}

// converts says whether what is called is a type for bytes or text.
func converts(e ast.Expr) bool {
	if list, ok := e.(*ast.ArrayType); ok {
		e = list.Elt
	}
	of, ok := e.(*ast.Ident)
	return ok && slices.Contains([]string{"string", "byte"}, of.Name)
}

// void is what everybody may ask of a secret: whether there is one.
func void(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Value == `""`
	case *ast.Ident:
		return e.Name == "nil"
	}
	return false
}

func TestHasteIsFound(t *testing.T) {
	for _, c := range []struct {
		src  string
		want int
	}{
		{`import "crypto/hmac"; func f(mac, given []byte) bool { return hmac.Equal(mac, given) }`, 0},
		{`import "bytes"; func f(mac, given []byte) bool { return bytes.Equal(mac, given) }`, 1},
		{`import b "bytes"; func f(mac, given []byte) bool { return b.Equal(given, mac[:16]) }`, 1},
		{`func f(a, b x) bool { return a.seal == b.seal }`, 1},
		{`func f(a x) bool { return a.seal == "" || a.mac != nil }`, 0},
		{`func f(given string) bool { return given != string(h.Sum(nil)) }`, 1},
		{`func f(given string) bool { return string(mac(given)) == given }`, 1},
		{`func f(s Secret, given string) bool { return (s.Reveal()) == given }`, 1},
		{`import "strings"; func f(signature string) bool { return strings.EqualFold(signature, "x") }`, 1},
		{`func f(seal string) { switch seal { case "x": } }`, 1},
		{`func f(m map[string]bool, a, b int) bool { return a == b }`, 0},
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p/f.go", "package p; "+c.src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if got := hastily(parsed{"p/f.go", filepath.Dir("p/f.go"), false, fset, file}); len(got) != c.want {
			t.Errorf("%s: %q, want %d", c.src, got, c.want)
		}
	}
}
