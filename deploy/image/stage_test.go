package image

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// version and revision are what the image is stamped with here.
const (
	version  = "v9.8.7"
	revision = "0123456789abcdef0123456789abcdef01234567"
)

// given is what the engine and --build-arg say.
var given = map[string]string{
	"VERSION": version, "REVISION": revision,
	"TARGETOS": "linux", "TARGETARCH": runtime.GOARCH,
	"SOURCE_DATE_EPOCH": strconv.FormatInt(epoch.Unix(), 10),
}

// built follows the stage that builds, in a folder that stands for its root, and
// returns that folder. An empty cache is that of a builder that never built it.
func built(t *testing.T, cache string) string {
	t.Helper()
	r := parse(t)
	top, at := t.TempDir(), "/"
	w := &words{given: given}
	context := sent(t)
	for _, c := range r.build.Commands {
		w.expand(t, c)
		here := filepath.Join(top, at)
		switch c := c.(type) {
		case *instructions.WorkdirCommand:
			at = filepath.Join(at, c.Path)
		case *instructions.ArgCommand:
			w.declare(c)
		case *instructions.CopyCommand:
			if c.From != "" || !strings.HasPrefix(c.DestPath, ".") {
				t.Fatalf("%s: this follows COPY from the context to the working directory alone", c)
			}
			send(t, c, context, filepath.Join(here, c.DestPath))
		case *instructions.RunCommand:
			shellOut(t, c, w, here, cache)
		default:
			t.Fatalf("%s: this does not follow it", c)
		}
	}
	return top
}

// shellOut runs one RUN as the builder's shell does, with nothing of the caller's
// environment but where modules come from and are kept.
func shellOut(t *testing.T, c *instructions.RunCommand, w *words, at, cache string) {
	t.Helper()
	if !c.PrependShell || len(c.FlagsUsed) > 0 || len(c.Files) > 0 {
		t.Fatalf("%s: this runs lines of a shell alone", c)
	}
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), "/bin/sh", "-c", strings.Join(c.CmdLine, "\n"))
	run.Dir = at
	run.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GOTOOLCHAIN=local",
		"GOCACHE=" + cache, "GOMODCACHE=" + host(t, "GOMODCACHE"), "GOPROXY=" + host(t, "GOPROXY"),
		"GOSUMDB=" + host(t, "GOSUMDB"), "GONOSUMDB=" + host(t, "GONOSUMDB"),
	}, w.env...)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", c, err, out)
	}
}

// host is a setting of the Go that runs this test.
func host(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
