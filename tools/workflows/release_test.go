package workflows

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

// TestOnlyVersionsAreReleased: a tag that is no version starts nothing, and what starts is
// judged again before anything is built (PUBLISH: tools/release).
func TestOnlyVersionsAreReleased(t *testing.T) {
	w := release(t)
	for tag, want := range map[string]bool{
		"v1.2.3": true, "v10.20.30": true, "v1.2.3-rc.1": true,
		"vfoo": false, "v1": false, "v1.2": false, "1.2.3": false, "v1.2.3.4": false, "version": false, "v1.2.x": false,
	} {
		if got := slices.ContainsFunc(tags(t, w), func(p *regexp.Regexp) bool { return p.MatchString(tag) }); got != want {
			t.Errorf("the tag %s is released: %t, want %t", tag, got, want)
		}
	}
	if script := strings.Join(scripts(w.Jobs["archives"]), "\n"); !strings.Contains(script, "make release PUBLISH=1") {
		t.Errorf("the archives are made by\n%s\nwant make release PUBLISH=1", script)
	}
}

func release(t *testing.T) workflow {
	t.Helper()
	all := workflows(t)
	at := slices.IndexFunc(all, func(w workflow) bool { return w.name == "release.yaml" })
	if at < 0 {
		t.Fatal("there is no release.yaml")
	}
	return all[at]
}

// tags are the patterns of tags that a workflow runs on, as GitHub reads them: * is
// anything without a slash, + is once more, a dot is a dot.
func tags(t *testing.T, w workflow) []*regexp.Regexp {
	t.Helper()
	var all []*regexp.Regexp
	for _, e := range w.On {
		hook, ok := e.(*actionlint.WebhookEvent)
		if !ok || hook.Tags == nil || hook.Branches != nil {
			t.Fatalf("%s runs on %s, not on tags alone", w.name, e.EventName())
		}
		for _, p := range hook.Tags.Values {
			all = append(all, regexp.MustCompile("^"+strings.NewReplacer(".", `\.`, "*", "[^/]*").Replace(p.Value)+"$"))
		}
	}
	return all
}

// pinnedImage is an image that is run by its digest, with the version for people.
var pinnedImage = regexp.MustCompile(`^image=\S+:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$`)

// TestImageIsOfThisSource: what builds it is pinned, nothing is put in that another build
// would not, and it is called what the chart asks for: 1.2.3, of the tag v1.2.3.
func TestImageIsOfThisSource(t *testing.T) {
	steps := map[string]map[string]*actionlint.Input{}
	for _, s := range release(t).Jobs["image"].Steps {
		if a, ok := s.Exec.(*actionlint.ExecAction); ok {
			name, _, _ := strings.Cut(a.Uses.Value, "@")
			steps[name] = a.Inputs
		}
	}
	if got := said(steps["docker/setup-buildx-action"], "driver-opts"); !pinnedImage.MatchString(got) {
		t.Errorf("what builds the image is %q", got)
	}
	push := steps["docker/build-push-action"]
	for input, want := range map[string]string{
		"provenance": "false", "sbom": "false", "outputs": "type=image,push=true,rewrite-timestamp=true",
		"tags": "ghcr.io/${{ github.repository }}:${{ steps.commit.outputs.bare }}",
	} {
		if got := said(push, input); got != want {
			t.Errorf("%s of the image is %q, want %q", input, got, want)
		}
	}
	if script := strings.Join(scripts(release(t).Jobs["image"]), "\n"); !strings.Contains(script, `bare=${TAG#v}`) {
		t.Errorf("nothing takes the v from the tag:\n%s", script)
	}
}

// said is what a step gives an action; "" if nothing.
func said(inputs map[string]*actionlint.Input, name string) string {
	if in := inputs[name]; in != nil && in.Value != nil {
		return in.Value.Value
	}
	return ""
}
