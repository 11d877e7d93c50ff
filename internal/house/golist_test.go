package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// listed is what `go list` says of a package; paths of this module without its own.
type listed struct {
	ImportPath   string
	Dir          string
	GoFiles      []string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string
	Error        *struct{ Err string }
}

const module = "github.com/brouillon/brouillon"

// house lists every package of the module, tests and all.
func house(t *testing.T) []listed {
	t.Helper()
	all, err := list()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	if len(all) < 10 {
		t.Fatalf("go list found %d packages: that is not the house", len(all))
	}
	return all
}

var list = sync.OnceValues(func() ([]listed, error) {
	run := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports,Deps,Error", "./...")
	run.Dir = root
	var wrong bytes.Buffer
	run.Stderr = &wrong
	out, err := run.Output()
	if err != nil {
		return nil, errors.Join(err, errors.New(wrong.String()))
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p.short())
	}
})

// short takes the module's path off.
func (p listed) short() listed {
	p.ImportPath = strings.TrimPrefix(p.ImportPath, module+"/")
	for _, paths := range [][]string{p.Imports, p.TestImports, p.XTestImports, p.Deps} {
		for i := range paths {
			paths[i] = strings.TrimPrefix(paths[i], module+"/")
		}
	}
	return p
}
