package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// Each way in which a model does not answer is told for what it is, with what mends that and
// what the endpoint said itself, but for keys.
func TestDoctorTellsRefusalsApart(t *testing.T) {
	refuse, status := openaitest.Refuse, openaitest.Status
	untrusted := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(untrusted.Close)
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	for name, c := range map[string]struct {
		reply    openaitest.Reply
		base     string
		said, do string
	}{
		"a wrong key":               {refuse(401, "invalid_api_key", "Incorrect API key provided: sk-proj-1234567890abcdef. Find it at https://example.com."), "", "does not take our key (status 401, invalid_api_key). It says: “Incorrect API key provided: ***. Find it", "OPENAI_API_KEY"},
		"our own key repeated":      {refuse(401, "", "Bad key "+openaitest.Key), "", "It says: “Bad key ***”", "OPENAI_API_KEY"},
		"a key that may not":        {refuse(403, "", "Country not supported"), "", "may not do this (status 403). It says: “Country not supported”", "permissions"},
		"an unknown model":          {refuse(404, "model_not_found", "The model `m` does not exist"), "", "no model that is called small-1", "OPENAI_MODEL"},
		"an unknown model, Ollama":  {status(404, `{"error":{"message":"model \"m\" not found, try pulling it first","type":"api_error","param":null,"code":null}}`), "", "no model that is called small-1 (status 404).", "OPENAI_MODEL"},
		"another address":           {status(404, "404 page not found"), "", "no chat completions under OPENAI_BASE_URL (status 404). It says: “404 page not found”", "/v1"},
		"no money left":             {refuse(429, "insufficient_quota", "You exceeded your current quota"), "", "quota is used up (status 429, insufficient_quota)", "credit"},
		"too many at once":          {refuse(429, "rate_limit_exceeded", "Rate limit reached"), "", "asked too much at the moment (status 429", "BOT_MODEL_CALLS"},
		"a fault of theirs":         {status(502, "<html><h1>Bad Gateway</h1></html>"), "", "fails itself (status 502).", "status page"},
		"their own time-out":        {status(504, ""), "", "gave up waiting for its model (status 504)", "loads"},
		"any other refusal":         {refuse(400, "", "temperature out of range"), "", "It turns the question down (status 400). It says: “temperature out of range”", "OPENAI_BASE_URL"},
		"a sentence without end":    {status(503, strings.Repeat("busy ", 1000)), "", "…”", "status page"},
		"nobody there":              {nil, "http://127.0.0.1:1/v1", "Nothing listens at 127.0.0.1:1", "container"},
		"no such name":              {nil, "http://nowhere.invalid/v1", "nowhere.invalid is not known here", "OPENAI_BASE_URL"},
		"a certificate of nobody's": {nil, untrusted.URL + "/v1", "certificate of 127.0.0.1:", "SSL_CERT_FILE"},
		"no TLS":                    {nil, strings.Replace(plain.URL, "http:", "https:", 1) + "/v1", "does not speak TLS", "http://"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.base == "" {
				c.base = openaitest.New(t, c.reply).URL
			}
			s := &Settings{}
			s.BaseURL, s.Model, s.Key = c.base, "small-1", copilot.NewSecret(openaitest.Key)
			var found []diagnosis
			chart := &chart{part: "model", tell: func(d diagnosis) error { found = append(found, d); return nil }}
			examineModel(t.Context(), s, chart)
			if len(found) == 0 || found[0].State != conditionFault || !strings.Contains(found[0].Said, c.said) || !strings.Contains(found[0].Do, c.do) {
				t.Fatalf("found %+v, not %q with %q", found, c.said, c.do)
			}
			if said := found[0].Said + found[0].Do; strings.Contains(said, "sk-") || len(said) > 700 || strings.Contains(said, "Tell whoever") {
				t.Errorf("it says %q", said)
			}
		})
	}
}
