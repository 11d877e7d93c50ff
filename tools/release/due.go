package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// numbered is a version that people are told of: it has a section in the changelog.
var numbered = regexp.MustCompile(`^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$`)

// between is what git calls a commit after a version, or a tree with changes: v1.2.3-4-g0123456.
var between = regexp.MustCompile(`-\d+-g[0-9a-f]+(-dirty)?$|-dirty$`)

// isVersion tells a version from what git calls anything else.
func (r release) isVersion() bool {
	return numbered.MatchString(r.version) && !between.MatchString(r.version)
}

// due says why this may not go out to people yet; nil where it does not go out.
func (r release) due() error {
	switch {
	case !r.publish:
		return nil
	case !r.isVersion():
		return fmt.Errorf("%q is no version: tag v1.2.3, or v1.2.3-rc.1", r.version)
	}
	version, app, err := r.chart()
	if err != nil {
		return err
	}
	if version != r.bare() || app != r.bare() {
		return fmt.Errorf("the chart is version %s, of the bot %s: say %s twice in deploy/helm/Chart.yaml", version, app, r.bare())
	}
	return nil
}

// versions are the chart's own and that of the image it runs.
var versions = regexp.MustCompile(`(?m)^version: "?([^"\s]+)"?\n(?:.*\n)*?appVersion: "?([^"\s]+)"?$`)

// chart reads the versions that the chart has.
func (r release) chart() (version, app string, err error) {
	b, err := os.ReadFile(filepath.Join(r.root, "deploy/helm/Chart.yaml"))
	if err != nil {
		return "", "", err
	}
	m := versions.FindSubmatch(b)
	if m == nil {
		return "", "", fmt.Errorf("deploy/helm/Chart.yaml says no version and appVersion")
	}
	return string(m[1]), string(m[2]), nil
}
