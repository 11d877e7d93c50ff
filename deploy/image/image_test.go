package image

import (
	"archive/tar"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// What the issue bounds: the image at 45 MB, of which the base is a part, and the
// binary at 40 MB. distroless/static is 2 MB unpacked, and 3 MB are taken for it.
const (
	mostImage  = 45_000_000
	baseTakes  = 3_000_000
	mostBinary = 40_000_000
)

// once keeps one build for the tests that look at it.
var once = struct {
	sync.Once
	folder string
}{}

// builder is the folder of a stage that was built with the caches there are.
func builder(t *testing.T) string {
	t.Helper()
	once.Do(func() { once.folder = kept(t, built(t, host(t, "GOCACHE"))) })
	if once.folder == "" {
		t.Fatal("the stage was not built")
	}
	return once.folder
}

// kept moves what the image takes out of a folder that ends with its test.
func kept(t *testing.T, folder string) string {
	t.Helper()
	to := filepath.Join(shared, "builder")
	for _, c := range commands[*instructions.CopyCommand](parse(t).last) {
		for _, source := range c.SourcePaths {
			put(t, filepath.Join(folder, source), filepath.Join(to, source))
		}
	}
	return to
}

// shared is a folder for as long as the tests run.
var shared string

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "image"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	if err := os.RemoveAll(shared); err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

// TestSameTreeSameImage builds twice, in two folders, once by a builder that has
// never built anything, and compares the binaries and the digests of the images.
func TestSameTreeSameImage(t *testing.T) {
	one, two := builder(t), built(t, t.TempDir())
	if a, b := sum(t, filepath.Join(one, "src/bin/bot")), sum(t, filepath.Join(two, "src/bin/bot")); a != b {
		t.Errorf("the same tree made two binaries: %s and %s", a, b)
	}
	if a, b := digested(t, assembled(t, one)), digested(t, assembled(t, two)); a != b {
		t.Errorf("the same tree made two images: %s and %s", a, b)
	}
}

func sum(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(b))
}

func digested(t *testing.T, img v1.Image) v1.Hash {
	t.Helper()
	d, err := img.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestImageIsSmall counts what is pulled, and what lies on disk then.
func TestImageIsSmall(t *testing.T) {
	img := assembled(t, builder(t))
	layers, err := img.Layers()
	if err != nil {
		t.Fatal(err)
	}
	var pulled, unpacked int64
	for _, l := range layers {
		n, err := l.Size()
		if err != nil {
			t.Fatal(err)
		}
		pulled += n
	}
	for _, h := range tree(t, img) {
		unpacked += h.Size
	}
	binary, err := os.Stat(filepath.Join(builder(t), "src/bin/bot"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("binary %d bytes; image without its base: %d to pull, %d unpacked", binary.Size(), pulled, unpacked)
	if binary.Size() > mostBinary {
		t.Errorf("the binary has %d bytes, more than %d", binary.Size(), mostBinary)
	}
	if max(pulled, unpacked)+baseTakes > mostImage {
		t.Errorf("the image has %d bytes and its base, more than %d", max(pulled, unpacked), mostImage)
	}
}

// tree is what an image holds.
func tree(t *testing.T, img v1.Image) map[string]*tar.Header {
	t.Helper()
	packed := mutate.Extract(img)
	defer packed.Close()
	all := map[string]*tar.Header{}
	for r := tar.NewReader(packed); ; {
		h, err := r.Next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all[h.Name] = h
	}
}

// TestImageHoldsTheBotAlone: no shell, nothing that whoever runs in it may change.
func TestImageHoldsTheBotAlone(t *testing.T) {
	want := map[string]string{
		"bot": "-r-xr-xr-x 0:0", "LICENSE": "-r--r--r-- 0:0", "NOTICE": "-r--r--r-- 0:0", "LICENSES-LINKED.txt": "-r--r--r-- 0:0",
	}
	got := map[string]string{}
	for name, h := range tree(t, assembled(t, builder(t))) {
		got[name] = fmt.Sprintf("%s %d:%d", h.FileInfo().Mode(), h.Uid, h.Gid)
		if !h.ModTime.Equal(epoch) {
			t.Errorf("%s is of %s, not of the commit: the next build makes another image", name, h.ModTime)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the image holds (-want +got):\n%s", d)
	}
}

// TestImageCarriesTheTerms of what is linked in: whoever pulls it is handed them.
func TestImageCarriesTheTerms(t *testing.T) {
	terms, _ := found(t, filepath.Join(builder(t), "src/LICENSES-LINKED.txt"))
	for _, of := range []string{"==== Go: LICENSE ====", "==== github.com/redis/go-redis/v9@v9.", "==== go.yaml.in/yaml/v3@v3."} {
		if !strings.Contains(string(terms), of) {
			t.Errorf("LICENSES-LINKED.txt has no %q", of)
		}
	}
}

// TestImageSaysHowItRuns compares the whole configuration.
func TestImageSaysHowItRuns(t *testing.T) {
	file, err := assembled(t, builder(t)).ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	labels := file.Config.Labels
	file.Config.Labels = nil
	want := v1.Config{
		User:         "65532:65532",
		Entrypoint:   []string{"/bot"},
		Env:          []string{"LISTEN_ADDR=:8080"},
		ExposedPorts: map[string]struct{}{"8080/tcp": {}},
		Healthcheck: &v1.HealthConfig{
			Test: []string{"CMD", "/bot", "health"}, Interval: 10 * time.Second, Timeout: 4 * time.Second, StartPeriod: 30 * time.Second,
		},
	}
	if d := cmp.Diff(want, file.Config); d != "" {
		t.Errorf("the image runs (-want +got):\n%s", d)
	}
	wantLabels(t, labels)
}

func wantLabels(t *testing.T, labels map[string]string) {
	t.Helper()
	const prefix = "org.opencontainers.image."
	for name, want := range map[string]string{"version": version, "revision": revision, "licenses": "Apache-2.0", "base.name": "gcr.io/distroless/static-debian13:nonroot"} {
		if got := labels[prefix+name]; got != want {
			t.Errorf("label %s is %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"title", "description", "source"} {
		if labels[prefix+name] == "" {
			t.Errorf("label %s is missing, of %q", name, slices.Sorted(maps.Keys(labels)))
		}
	}
}

// pinned is a base that names one list of images, and a tag for people.
var pinned = regexp.MustCompile(`^[a-z0-9./-]+:[a-z0-9.-]+@sha256:[0-9a-f]{64}$`)

func TestBasesArePinned(t *testing.T) {
	r := parse(t)
	for _, s := range []instructions.Stage{r.build, r.last} {
		if !pinned.MatchString(s.BaseName) {
			t.Errorf("the base %q has no tag and digest", s.BaseName)
		}
	}
	if !regexp.MustCompile(`^gcr\.io/distroless/static-debian\d+:nonroot@`).MatchString(r.last.BaseName) {
		t.Errorf("the image is made from %q, not from distroless for a user without rights", r.last.BaseName)
	}
	if r.build.Platform != "$BUILDPLATFORM" {
		t.Errorf("the stage that builds runs on %q: for another architecture it would be emulated", r.build.Platform)
	}
}

// TestBuilderIsTheToolchain: the image is built by the Go that everything else is.
func TestBuilderIsTheToolchain(t *testing.T) {
	toolchain := regexp.MustCompile(`(?m)^toolchain go(\S+)$`).FindSubmatch(read(t, "go.mod"))
	if toolchain == nil || !strings.HasPrefix(parse(t).build.BaseName, "golang:"+string(toolchain[1])+"-") {
		t.Errorf("the image is built by %q, go.mod says %q", parse(t).build.BaseName, toolchain)
	}
}

// TestContextIsTheProgramAlone: what people leave lying here does not reach a builder.
func TestContextIsTheProgramAlone(t *testing.T) {
	may := regexp.MustCompile(`^(go\.mod|go\.sum|LICENSE|NOTICE|(adapters|cmd|copilot|memory)/.*)$`)
	not := regexp.MustCompile(`_test\.go$|(^|/)testdata/|(^|/)\.`)
	for _, name := range sent(t) {
		if !may.MatchString(name) || not.MatchString(name) {
			t.Errorf("the context holds %s", name)
		}
	}
}
