package image

import (
	"context"
	"testing"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// unknown stands for a registry: of every base image it says that there is one, and
// nothing about it. So rules about what a base image sets are not tried.
type unknown struct{}

func (unknown) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	return ref, "", []byte(`{"os":"linux","architecture":"amd64","config":{}}`), nil
}

// warnings are what BuildKit's linter says of a Dockerfile.
func warnings(t *testing.T, dockerfile []byte) []string {
	t.Helper()
	platform := ocispecs.Platform{OS: "linux", Architecture: "amd64"}
	source := llb.NewSourceMap(nil, "Dockerfile", "Dockerfile", dockerfile)
	source.Definition = &llb.Definition{}
	opt := dockerfile2llb.ConvertOpt{SourceMap: source, TargetPlatform: &platform, MetaResolver: unknown{}}
	opt.LinterConfig = &linter.Config{ExperimentalAll: true}
	opt.BuildPlatforms = []ocispecs.Platform{platform}
	results, err := dockerfile2llb.DockerfileLint(t.Context(), dockerfile, opt)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, w := range results.Warnings {
		all = append(all, w.RuleName+": "+w.Detail)
	}
	if results.Error != nil {
		all = append(all, results.Error.Message)
	}
	return all
}

func TestLinterIsContent(t *testing.T) {
	for _, w := range warnings(t, read(t, "Dockerfile")) {
		t.Error(w)
	}
	// A linter that finds nothing anywhere proves nothing.
	if len(warnings(t, []byte("FROM scratch as x\nENV TOKEN=secret\nCMD bot\n"))) < 2 {
		t.Error("the linter finds nothing in a bad Dockerfile")
	}
}
