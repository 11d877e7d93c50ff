package image

import (
	"archive/tar"
	"bytes"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// epoch is the SOURCE_DATE_EPOCH of the images made here.
var epoch = time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)

// assembled follows the image's stage: each COPY a layer, the rest its configuration.
// The base is empty.
func assembled(t *testing.T, builder string) v1.Image {
	t.Helper()
	r := parse(t)
	w := &words{given: given}
	config := v1.Config{ExposedPorts: map[string]struct{}{}, Labels: map[string]string{}}
	img := empty.Image
	for _, c := range r.last.Commands {
		w.expand(t, c)
		if from, ok := c.(*instructions.CopyCommand); ok {
			img = appended(t, img, layer(t, from, builder))
			continue
		}
		configure(t, &config, w, c)
	}
	file := &v1.ConfigFile{Architecture: given["TARGETARCH"], OS: given["TARGETOS"], Created: v1.Time{Time: epoch}, Config: config}
	had, err := img.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	file.RootFS = had.RootFS
	img, err = mutate.ConfigFile(img, file)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func appended(t *testing.T, img v1.Image, l v1.Layer) v1.Image {
	t.Helper()
	img, err := mutate.AppendLayers(img, l)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// configure takes what an instruction says of how the image runs.
func configure(t *testing.T, config *v1.Config, w *words, c instructions.Command) {
	t.Helper()
	switch c := c.(type) {
	case *instructions.ArgCommand:
		w.declare(c)
	case *instructions.EnvCommand:
		for _, e := range c.Env {
			config.Env = append(config.Env, e.Key+"="+e.Value)
		}
	case *instructions.ExposeCommand:
		for _, port := range c.Ports {
			config.ExposedPorts[port+"/tcp"] = struct{}{}
		}
	case *instructions.LabelCommand:
		for _, l := range c.Labels {
			config.Labels[l.Key] = l.Value
		}
	case *instructions.UserCommand:
		config.User = c.User
	case *instructions.EntrypointCommand:
		if c.PrependShell {
			t.Fatalf("%s: needs a shell, which the image has not", c)
		}
		config.Entrypoint = c.CmdLine
	case *instructions.HealthCheckCommand:
		h := c.Health
		config.Healthcheck = &v1.HealthConfig{
			Test: h.Test, Interval: h.Interval, Timeout: h.Timeout, StartPeriod: h.StartPeriod, Retries: h.Retries,
		}
	default:
		t.Fatalf("%s: this does not follow it", c)
	}
}

// layer is what one COPY --from=build brings: root's, and as old as it is there.
func layer(t *testing.T, c *instructions.CopyCommand, builder string) v1.Layer {
	t.Helper()
	mode, err := strconv.ParseInt(c.Chmod, 8, 64)
	if c.From != "build" || c.Chown != "" || c.Parents || err != nil {
		t.Fatalf("%s: a file of the image comes from the builder, is root's, and says its mode", c)
	}
	var packed bytes.Buffer
	w := tar.NewWriter(&packed)
	for _, source := range c.SourcePaths {
		name := c.DestPath
		if strings.HasSuffix(name, "/") {
			name += path.Base(source)
		}
		b, info := found(t, filepath.Join(builder, source))
		pack(t, w, &tar.Header{Name: strings.TrimPrefix(name, "/"), Mode: mode, ModTime: info.ModTime(), Typeflag: tar.TypeReg, Size: info.Size()}, b)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(packed.Bytes())), nil })
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// found is a file: what is in it, and what is said of it.
func found(t *testing.T, path string) ([]byte, os.FileInfo) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return b, info
}

func pack(t *testing.T, w *tar.Writer, h *tar.Header, b []byte) {
	t.Helper()
	err := w.WriteHeader(h)
	if err == nil {
		_, err = w.Write(b)
	}
	if err != nil {
		t.Fatal(err)
	}
}
