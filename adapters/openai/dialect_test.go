package openai

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// An endpoint that refuses a parameter is asked without it, then and ever after.
func TestDialectIsLearnt(t *testing.T) {
	refuse, ok := openaitest.Refuse, openaitest.Say("hi")
	unsupported := refuse(400, "unsupported_parameter", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
	extra := openaitest.Status(422, `{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}`)
	for name, c := range map[string]struct {
		model  string
		script []openaitest.Reply
		sent   []string // of each request, the second call's last
	}{
		"nothing to learn":  {"m", []openaitest.Reply{ok}, []string{"max_tokens+usage", "max_tokens+usage"}},
		"the other name":    {"m", []openaitest.Reply{unsupported, ok}, []string{"max_tokens+usage", "max_completion_tokens+usage", "max_completion_tokens+usage"}},
		"no limit at all":   {"o3-local", []openaitest.Reply{refuse(400, "", "unknown field max_completion_tokens"), ok}, []string{"max_completion_tokens+usage", "+usage", "+usage"}},
		"without usage":     {"m", []openaitest.Reply{extra, ok}, []string{"max_tokens+usage", "max_tokens", "max_tokens"}},
		"one after another": {"m", []openaitest.Reply{extra, unsupported, ok}, []string{"max_tokens+usage", "max_tokens", "max_completion_tokens", "max_completion_tokens"}},
	} {
		t.Run(name, func(t *testing.T) {
			srv := openaitest.New(t, c.script...)
			w := at(t, srv.URL, func(config *Config) { config.Model = c.model })
			for range 2 {
				if got := compose(t.Context(), w); got.Text != "hi" {
					t.Errorf("%q %v", got.Text, got.err)
				}
			}
			var sent []string
			for _, r := range srv.Requests() {
				s, _, _ := strings.Cut(limits(t, r.Body), ":")
				if strings.Contains(string(r.Body), "stream_options") {
					s += "+usage"
				}
				sent = append(sent, s)
			}
			if got, want := strings.Join(sent, " "), strings.Join(c.sent, " "); got != want {
				t.Errorf("sent %s\nnot  %s", got, want)
			}
		})
	}
}

// A deployment whose name does not tell what thinks behind it gets the room all the same.
func TestDeploymentThatThinks(t *testing.T) {
	srv := openaitest.New(t, openaitest.Refuse(400, "unsupported_parameter", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."), openaitest.Say("hi"))
	compose(t.Context(), at(t, srv.URL, func(c *Config) { c.Model, c.MaxTokens = "marketing-prod", 100 })).check(t)
	if got := limits(t, srv.Requests()[1].Body); got != "max_completion_tokens:400" {
		t.Errorf("sent %s", got)
	}
}

// An endpoint that refuses everything is not asked for ever, and a length that
// is too long is no misunderstanding.
func TestDialectGivesUp(t *testing.T) {
	for name, c := range map[string]struct {
		says string
		asks int
		kind copilot.WriterErrorKind
	}{
		"everything unsupported": {"unsupported: max_tokens, max_completion_tokens, stream_options", 3, copilot.WriterForbidden},
		"too long":               {"max_tokens is too large: 4096. This model's maximum context length is 2048 tokens.", 1, copilot.WriterTooLong},
		"something else":         {"unsupported parameter: messages", 1, copilot.WriterForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			srv := openaitest.New(t, openaitest.Refuse(400, "", c.says))
			got := compose(t.Context(), at(t, srv.URL))
			got.check(t)
			if n := len(srv.Requests()); n != c.asks || got.kind() != c.kind {
				t.Errorf("asked %d times, %v", n, got.err)
			}
		})
	}
}
