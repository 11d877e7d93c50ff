package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed static
var static embed.FS

// assets are the script and the style sheets, under a version that changes with
// any of them, so that browsers may keep them for ever.
type assets struct {
	root    string // before their addresses
	version string
	files   map[string][]byte
}

// mediaTypes are those of the files there are; no other is served.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

func loadAssets(root string) (assets, error) {
	a := assets{root: root, files: make(map[string][]byte)}
	sum := sha256.New()
	err := fs.WalkDir(static, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := static.ReadFile(name)
		if err != nil {
			return err
		}
		a.files[strings.TrimPrefix(name, "static/")] = content
		fmt.Fprintf(sum, "%s %d\n%s", name, len(content), content)
		return nil
	})
	a.version = hex.EncodeToString(sum.Sum(nil))[:12]
	return a, err
}

// url is where a page finds a file.
func (a assets) url(name string) string { return a.root + "/static/" + a.version + "/" + name }

func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	if !s.assets.send(w, r) {
		s.lost(w, r, "web.problem.page")
	}
}

// send answers with the file that is asked for; false, and nothing is sent, when there is none.
func (a assets) send(w http.ResponseWriter, r *http.Request) bool {
	name := r.PathValue("path")
	content, ok := a.files[name]
	if !ok {
		return false
	}
	w.Header().Set("Content-Type", mediaTypes[path.Ext(name)])
	if r.PathValue("version") == a.version {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	_, _ = w.Write(content)
	return true
}
