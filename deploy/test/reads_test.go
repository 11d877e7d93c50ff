package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

// hidden are values like those that Secrets hold.
var hidden = map[string]string{
	"BOT_SECRET_KEY":  strings.Repeat("0f", 32),
	"OPENAI_API_KEY":  "sk-example",
	"SLACK_BOT_TOKEN": "xoxb-1-2-abc", "SLACK_APP_TOKEN": "xapp-1-A0-2-abc", "SLACK_SIGNING_SECRET": strings.Repeat("0f", 16),
	"DISCORD_BOT_TOKEN":      "MTE0NDQ0NDQ0NDQ0NDQ0NDQ0NA.GabcDe.0123456789012345678901234567890123456",
	"BOT_OIDC_CLIENT_SECRET": "0123456789abcdef",
	"REDIS_PASSWORD":         "sesame", "REDIS_SENTINEL_PASSWORD": "sesame",
}

// build makes the bot as everybody does.
func build(t *testing.T) string {
	t.Helper()
	root := filepath.Join("..", "..")
	flags, err := os.ReadFile(filepath.Join(root, "cmd", "bot", "build.flags"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "bot")
	args := append([]string{"build", "-C", root, "-o", file}, strings.Fields(string(flags))...)
	c := exec.CommandContext(t.Context(), "go", append(args, "./cmd/bot")...)
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return file
}

// environment is what a container starts with: variables are made of those before
// them, as the kubelet makes them.
func environment(t *testing.T, all map[string]any, c corev1.Container) map[string]string {
	t.Helper()
	env := map[string]string{}
	for _, from := range c.EnvFrom {
		for _, name := range held(all, from.SecretRef.Name) {
			env[name] = hidden[name]
			if name == "REDIS_URL" {
				env[name] = "rediss://:sesame@redis.example.org:6379/0"
			}
		}
	}
	for _, e := range c.Env {
		if e.Name == "BOT_OIDC_ISSUER" { // which it would not have for nothing
			env["BOT_OIDC_CLIENT_SECRET"] = hidden["BOT_OIDC_CLIENT_SECRET"]
		}
		if e.ValueFrom != nil {
			env[e.Name] = hidden[e.Name]
			continue
		}
		env[e.Name] = expansion.ReplaceAllStringFunc(e.Value, func(m string) string { return env[m[2:len(m)-1]] })
	}
	return env
}

// held lists the variables of a Secret; of one that is not rendered, those that
// somebody would put into it.
func held(all map[string]any, name string) []string {
	var names []string
	if s, ok := all["Secret/"+name].(*corev1.Secret); ok {
		for key := range s.Data {
			names = append(names, key)
		}
		return names
	}
	for _, object := range all {
		e, ok := object.(*externalSecret)
		if !ok || e.Spec.Target.Name != name || len(e.Spec.DataFrom) > 0 {
			continue
		}
		for _, d := range e.Spec.Data {
			names = append(names, d.SecretKey)
		}
		return names
	}
	return []string{"BOT_SECRET_KEY", "REDIS_URL", "OPENAI_API_KEY"}
}

// elsewhere are variables that others than the bot's own settings read: Go, and REDIS_URL,
// which is made of them.
var elsewhere = map[string]bool{"REDIS_PASSWORD": true, "REDIS_SENTINEL_PASSWORD": true, "SSL_CERT_DIR": true, "TZ": true}

// TestTheBotReadsWhatItIsGiven: every variable is one the bot has, and with all of them
// it finds nothing to put right.
func TestTheBotReadsWhatItIsGiven(t *testing.T) {
	file := build(t)
	help, err := exec.CommandContext(t.Context(), file, "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	known := strings.FieldsFunc(string(help), func(r rune) bool { return r != '_' && (r < 'A' || r > 'Z') })
	has := map[string]bool{}
	for _, name := range known {
		has[name] = true
	}
	t.Run("helm test", func(t *testing.T) { asks(t, file) })
	for name, values := range sets {
		t.Run(name, func(t *testing.T) {
			all := objects(t, values)
			for _, p := range podsOf(all) {
				for _, c := range p.Spec.Containers {
					if c.Name == "redis" {
						continue
					}
					starts(t, file, has, environment(t, all, c))
				}
			}
		})
	}
}

func starts(t *testing.T, file string, has map[string]bool, env map[string]string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), file, "version")
	c.Env = []string{"HOME=" + t.TempDir()}
	for name, value := range env {
		if !has[name] && !elsewhere[name] {
			t.Errorf("%s is no variable of the bot", name)
		}
		c.Env = append(c.Env, name+"="+value)
	}
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("the bot does not start: %v\n%s", err, out)
	}
}

// asks holds that what `helm test` runs is a command of the bot's, which asks the
// address that it names.
func asks(t *testing.T, file string) {
	pod := find[*corev1.Pod](t, objects(t, ``), "Pod/ink-brouillon-test")
	args := slices.Clone(pod.Spec.Containers[0].Args)
	args[len(args)-1] = "127.0.0.1:1" // where nobody is
	out, err := exec.CommandContext(t.Context(), file, args...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "127.0.0.1:1/readyz") {
		t.Errorf("%v: %v: %s", args, err, out)
	}
}
