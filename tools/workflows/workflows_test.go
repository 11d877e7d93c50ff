package workflows

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

const root = "../.."

// workflow is one file, as text and as GitHub reads it.
type workflow struct {
	name string // ci.yaml
	text string
	*actionlint.Workflow
}

func workflows(t *testing.T) []workflow {
	t.Helper()
	paths, err := filepath.Glob(root + "/.github/workflows/*.y*ml")
	if err != nil || len(paths) < 3 {
		t.Fatalf("workflows: %q, %v", paths, err)
	}
	var all []workflow
	for _, path := range paths {
		text := read(t, path)
		w, wrong := actionlint.Parse([]byte(text))
		for _, e := range wrong {
			t.Fatalf("%s: %s", path, e)
		}
		all = append(all, workflow{filepath.Base(path), text, w})
	}
	return all
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// jobs calls f with every job, by a name that says where it is.
func jobs(t *testing.T, f func(name string, j *actionlint.Job)) {
	t.Helper()
	for _, w := range workflows(t) {
		for id, j := range w.Jobs {
			f(w.name+" "+id, j)
		}
	}
}

// scripts are the lines that a job runs in a shell.
func scripts(j *actionlint.Job) []string {
	var all []string
	for _, s := range j.Steps {
		if run, ok := s.Exec.(*actionlint.ExecRun); ok {
			all = append(all, run.Run.Value)
		}
	}
	return all
}

// pinned is an action by its commit, with the version for people and Dependabot.
var pinned = regexp.MustCompile(`^([\w.-]+/[\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$`)

// TestActionsArePinned: a tag can be moved to other code, a commit cannot. An action is
// the same in every workflow.
func TestActionsArePinned(t *testing.T) {
	seen := map[string]string{}
	for _, w := range workflows(t) {
		for _, m := range regexp.MustCompile(`(?m)^\s*(?:- )?uses:\s*(.*)$`).FindAllStringSubmatch(w.text, -1) {
			parts := pinned.FindStringSubmatch(m[1])
			if parts == nil {
				t.Errorf("%s uses %q: write owner/name@commit # v1.2.3", w.name, m[1])
				continue
			}
			at := parts[2] + " " + parts[3]
			if before := seen[parts[1]]; before != "" && before != at {
				t.Errorf("%s uses %s at %s, elsewhere at %s", w.name, parts[1], at, before)
			}
			seen[parts[1]] = at
		}
	}
	if len(seen) < 3 {
		t.Errorf("only %d actions were found", len(seen))
	}
}

// writes are the rights to write that jobs have, each for a reason that its workflow
// says.
var writes = map[string][]string{
	"release.yaml image":   {"attestations", "id-token", "packages"},
	"release.yaml publish": {"attestations", "contents", "id-token"},
}

// TestRightsAreTheLeast: a workflow may read at most, and a job write what is listed.
func TestRightsAreTheLeast(t *testing.T) {
	for _, w := range workflows(t) {
		if w.Permissions == nil {
			t.Errorf("%s does not say what it may: it has all that the repository grants", w.name)
		} else if got := written(t, w.name, w.Permissions); len(got) > 0 {
			t.Errorf("%s may write %q in every job", w.name, got)
		}
	}
	jobs(t, func(name string, j *actionlint.Job) {
		if got := written(t, name, j.Permissions); !slices.Equal(got, writes[name]) {
			t.Errorf("%s may write %q, want %q", name, got, writes[name])
		}
	})
}

// written are the rights to write that are given, sorted.
func written(t *testing.T, name string, p *actionlint.Permissions) []string {
	t.Helper()
	var all []string
	if p == nil {
		return nil
	}
	if p.All != nil {
		t.Errorf("%s has %q: name each right", name, p.All.Value)
	}
	for right, scope := range p.Scopes {
		if scope.Value.Value != "read" && scope.Value.Value != "none" {
			all = append(all, right)
		}
	}
	slices.Sort(all)
	return all
}

// TestNothingOfOthersIsRun: a pull request runs with no rights and no secrets, and what
// its author wrote is never part of a script.
func TestNothingOfOthersIsRun(t *testing.T) {
	for _, w := range workflows(t) {
		for _, e := range w.On {
			if name := e.EventName(); name == "pull_request_target" || name == "workflow_run" || name == "issue_comment" {
				t.Errorf("%s runs on %s: with this repository's rights, for anybody", w.name, name)
			}
		}
		if at := wantsSecrets(w.text); at != "" {
			t.Errorf("%s wants %q: github.token is enough", w.name, at)
		}
	}
	jobs(t, func(name string, j *actionlint.Job) {
		for _, script := range scripts(j) {
			if strings.Contains(script, "${{") {
				t.Errorf("%s puts a value into a script, %q: give it by env", name, script)
			}
		}
	})
}

// wantsSecrets finds the line of a workflow that has to do with secrets, in whatever form:
// secrets.X, secrets['X'], toJSON(secrets), secrets: inherit. A comment may.
func wantsSecrets(text string) string {
	for line := range strings.Lines(text) {
		if said, _, _ := strings.Cut(line, " #"); !strings.HasPrefix(strings.TrimSpace(said), "#") && secrets.MatchString(said) {
			return strings.TrimSpace(said)
		}
	}
	return ""
}

var secrets = regexp.MustCompile(`(?i)\bsecrets\b`)

func TestEverySecretIsSeen(t *testing.T) {
	for line, want := range map[string]bool{
		"token: ${{ secrets.X }}": true, "token: ${{ secrets['X'] }}": true, "env: ${{ toJSON(secrets) }}": true, "secrets: inherit": true,
		"if: ${{ SECRETS.X != '' }}": true, "x: ${{ github.token }}": false, "# no secrets": false, "run: make test # no secrets": false,
	} {
		if got := wantsSecrets("jobs:\n    " + line + "\n"); (got != "") != want {
			t.Errorf("of %q it says %q", line, got)
		}
	}
}

// TestJobsEnd: each job has its time, one run of a kind is enough, and no token lies
// about in a checkout.
func TestJobsEnd(t *testing.T) {
	for _, w := range workflows(t) {
		if w.Concurrency == nil || w.Concurrency.Group == nil {
			t.Errorf("%s does not say what waits for what", w.name)
		}
	}
	jobs(t, func(name string, j *actionlint.Job) {
		if j.TimeoutMinutes == nil || j.TimeoutMinutes.Value > 180 {
			t.Errorf("%s may run for hours", name)
		}
		for _, s := range j.Steps {
			a, ok := s.Exec.(*actionlint.ExecAction)
			if !ok || !strings.HasPrefix(a.Uses.Value, "actions/checkout@") {
				continue
			}
			if kept := a.Inputs["persist-credentials"]; kept == nil || kept.Value.Value != "false" {
				t.Errorf("%s leaves its token in the checkout", name)
			}
		}
	})
}

// made finds the targets that a line makes.
var made = regexp.MustCompile(`\bmake ((?:--[a-z-]+ )*)([a-z-]+)`)

// targets that a script makes.
func targets(script string) []string {
	var all []string
	for _, m := range made.FindAllStringSubmatch(script, -1) {
		all = append(all, m[2])
	}
	return all
}

func TestTargetsExist(t *testing.T) {
	makefile := read(t, root+"/Makefile")
	n := 0
	jobs(t, func(name string, j *actionlint.Job) {
		for _, target := range targets(strings.Join(scripts(j), "\n")) {
			n++
			if !regexp.MustCompile(`(?m)^` + target + `:`).MatchString(makefile) {
				t.Errorf("%s makes %s, which the Makefile does not know", name, target)
			}
		}
	})
	if n < 10 {
		t.Errorf("only %d targets were found", n)
	}
}

// TestCIDoesWhatPeopleDo: what .ci/run makes, ci.yaml makes.
func TestCIDoesWhatPeopleDo(t *testing.T) {
	var there []string
	jobs(t, func(name string, j *actionlint.Job) {
		if strings.HasPrefix(name, "ci.yaml ") {
			there = append(there, targets(strings.Join(scripts(j), "\n"))...)
		}
	})
	here := targets(read(t, root+"/.ci/run"))
	for _, target := range here {
		if !slices.Contains(there, target) {
			t.Errorf(".ci/run makes %s, and .github/workflows/ci.yaml does not", target)
		}
	}
	if len(here) < 6 {
		t.Errorf("only %q were found in .ci/run", here)
	}
}
