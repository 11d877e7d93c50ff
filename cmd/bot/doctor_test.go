package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/adapters/web/issuer/issuertest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// ward is all that a bot needs, in good health until a test breaks some of it.
type ward struct {
	slack   *slacktest.Slack
	discord *discordtest.Discord
	flags   map[string]string
}

func newWard(t *testing.T, redis *memorytest.Server) *ward {
	t.Helper()
	var scopes []string
	for _, s := range slack.Scopes() {
		scopes = append(scopes, s.Name)
	}
	w := &ward{slack: slacktest.New(t, slacktest.Options{Scopes: scopes}), discord: discordtest.New(t, discordtest.Options{})}
	w.flags = map[string]string{
		"workbench": "open", "public-url": outside(t, http.StatusUnauthorized), "slack-signing-secret": w.slack.Options().SigningSecret, "oidc-issuer": issuertest.New(t).URL, "oidc-client-id": issuertest.ClientID,
		"oidc-client-secret": issuertest.Secret, "oidc-allow": "@example.com", "oidc-managers": "boss@example.com",
		"secret-key": strings.Repeat("k", leastSecret), "redis": redis.URL(), "listen": "127.0.0.1:0",
		"openai-base-url": openaitest.New(t, openaitest.Say("Yes")).URL, "openai-model": "small-1", "openai-api-key": openaitest.Key,
		"slack-bot-token": w.slack.Options().BotToken, "slack-app-token": w.slack.Options().AppToken, "slack-api-url": w.slack.APIURL(),
		"discord-bot-token": w.discord.Options().Token, "discord-public-key": w.discord.Options().PublicKey, "discord-api-url": w.discord.APIURL(),
	}
	w.register(t)
	return w
}

// register has the commands written, as a start of the bot does.
func (w *ward) register(t *testing.T) {
	t.Helper()
	var out, errs bytes.Buffer
	args := []string{"register", "discord", "--discord-bot-token", w.flags["discord-bot-token"], "--discord-api-url", w.flags["discord-api-url"]}
	if status := run(t.Context(), args, stdio{nil, &out, &errs}); status != statusOK {
		t.Fatal(errs.String())
	}
}

// examined is what the doctor finds, and the exit status.
func (w *ward) examined(t *testing.T) ([]diagnosis, int) {
	t.Helper()
	args := []string{"doctor", "--json"}
	for _, name := range slices.Sorted(maps.Keys(w.flags)) {
		args = append(args, "--"+name+"="+w.flags[name])
	}
	var out, errs bytes.Buffer
	status := run(t.Context(), args, stdio{nil, &out, &errs})
	if errs.Len() > 0 {
		t.Errorf("it complained: %s", errs.String())
	}
	var all []diagnosis
	for lines := json.NewDecoder(&out); lines.More(); {
		var d diagnosis
		if err := lines.Decode(&d); err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all, status
}

// TestDoctorFindsNothing examines a bot that lacks nothing.
func TestDoctorFindsNothing(t *testing.T) {
	w := newWard(t, memorytest.Redis(t))
	found, status := w.examined(t)
	said := ""
	for _, d := range found {
		if d.State != conditionOK || d.Do != "" {
			t.Errorf("found %+v", d)
		}
		said += d.Said + "\n"
	}
	if status != statusOK {
		t.Errorf("exit %d", status)
	}
	for _, want := range []string{"keeps what it acknowledges", "a durable write ", "fake-1 answers", "the workspace acme", "Socket Mode", "is that of brouillon"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing said of %q:\n%s", want, said)
		}
	}
}

// TestDoctorTimesWhatIsWritten: what a Redis may lose is not called durable, however fast.
func TestDoctorTimesWhatIsWritten(t *testing.T) {
	redis := memorytest.Redis(t)
	redis.Do("CONFIG SET appendonly no")
	found, _ := newWard(t, redis).examined(t)
	said := fmt.Sprint(found)
	if strings.Contains(said, "durable") || !strings.Contains(said, "a write as it is set up now, which it may lose, ") {
		t.Errorf("of a Redis without a file it says %s", said)
	}
}

// TestDoctorFinds breaks one thing after the other: each is found, under its part, with
// what to do, and nothing else is.
func TestDoctorFinds(t *testing.T) {
	redis := memorytest.Redis(t)
	for name, c := range map[string]struct {
		breaks       func(*ward)
		part         string
		state        condition
		said, advice string
	}{
		"a wrong number": {breaks: func(w *ward) { w.flags["workers"] = "no" }, part: "configuration", state: conditionFault, said: "BOT_WORKERS", advice: "--help"},
		"no secret key": {breaks: func(w *ward) {
			maps.DeleteFunc(w.flags, func(name, _ string) bool {
				return name == "secret-key" || name == "workbench" || strings.HasPrefix(name, "oidc-")
			})
		}, part: "redis", state: conditionWarning, said: "BOT_SECRET_KEY", advice: "openssl rand"},
		"no Redis":      {breaks: func(w *ward) { delete(w.flags, "redis") }, part: "redis", state: conditionWarning, said: "gone when it stops", advice: "REDIS_URL"},
		"Redis is away": {breaks: func(w *ward) { w.flags["redis"] = "redis://127.0.0.1:1" }, part: "redis", state: conditionFault, said: "127.0.0.1:1", advice: "Start it"},
		"a wrong password": {breaks: func(w *ward) {
			w.flags["redis"] = "unix://somebody:wrong@" + redis.Socket()
		}, part: "redis", state: conditionFault, said: "WRONGPASS", advice: "REDIS_URL"},
		"a Redis that forgets": {breaks: func(*ward) { redis.Do("CONFIG SET maxmemory-policy allkeys-lru") }, part: "redis", state: conditionFault, said: "allkeys-lru", advice: "noeviction"},
		"a model that is away": {breaks: func(w *ward) { w.flags["openai-base-url"] = "http://127.0.0.1:1/v1" }, part: "model", state: conditionFault, said: "127.0.0.1:1: the connection is refused", advice: "OPENAI_BASE_URL"},
		"a model that refuses": {breaks: func(w *ward) {
			w.flags["openai-base-url"] = openaitest.New(t, openaitest.Refuse(401, "invalid_api_key", "No such key")).URL
		}, part: "model", state: conditionFault, said: "does not take our key (status 401, invalid_api_key). It says: “No such key”", advice: "OPENAI_API_KEY"},
		"Slack refuses the token":    {breaks: func(w *ward) { w.slack.Revoke() }, part: "slack", state: conditionFault, said: "token", advice: "OAuth"},
		"Slack is away":              {breaks: func(w *ward) { w.flags["slack-api-url"] = "http://127.0.0.1:1/" }, part: "slack", state: conditionFault, said: "does not answer", advice: "reached"},
		"no Socket Mode":             {breaks: func(w *ward) { w.slack.Fail("apps.connections.open", "invalid_auth", 1) }, part: "slack", state: conditionFault, said: "Socket Mode", advice: "connections:write"},
		"an issuer that is away":     {breaks: func(w *ward) { w.flags["oidc-issuer"] = "http://127.0.0.1:1" }, part: "sign-in", state: conditionFault, said: "does not answer as one", advice: "BOT_OIDC_ISSUER"},
		"another issuer":             {breaks: func(w *ward) { w.flags["oidc-issuer"] += "/" }, part: "sign-in", state: conditionFault, said: "does not answer as one", advice: "exactly"},
		"a workbench that is off":    {breaks: func(w *ward) { w.flags["workbench"] = "off" }, part: "sign-in", state: conditionWarning, said: "the workbench is off", advice: "BOT_WORKBENCH"},
		"no managers":                {breaks: func(w *ward) { delete(w.flags, "oidc-managers") }, part: "sign-in", state: conditionWarning, said: "Nobody may change settings", advice: "BOT_OIDC_MANAGERS"},
		"Discord refuses the token":  {breaks: func(w *ward) { w.flags["discord-bot-token"] = "an.other.token" }, part: "discord", state: conditionFault, said: "token", advice: "Reset Token"},
		"another public key":         {breaks: func(w *ward) { w.flags["discord-public-key"] = strings.Repeat("0a", 32) }, part: "discord", state: conditionFault, said: "", advice: "Public Key"},
		"other commands":             {breaks: func(w *ward) { w.discord.Register(`[{"name":"draft","description":"Another"}]`) }, part: "discord", state: conditionWarning, said: "not those of this version", advice: "bot register discord"},
		"snapshots alone":            {breaks: func(*ward) { redis.Do("CONFIG SET appendonly no") }, part: "redis", state: conditionFault, said: "appendonly is no", advice: "appendonly yes"},
		"a Redis that writes later":  {breaks: func(*ward) { redis.Do("CONFIG SET appendfsync everysec") }, part: "redis", state: conditionFault, said: "appendfsync is everysec", advice: "Without a configuration file that fails: then always start it with redis-server --appendonly yes"},
		"a rewrite that is not kept": {breaks: func(*ward) { redis.Do("CONFIG SET no-appendfsync-on-rewrite yes") }, part: "redis", state: conditionFault, said: "no-appendfsync-on-rewrite", advice: "no-appendfsync-on-rewrite no"},
		"a Redis that does not tell": {breaks: func(w *ward) {
			redis.Do("ACL SETUSER shy on >secretsecret ~* &* +@all -config")
			w.flags["redis"] = "unix://shy:secretsecret@" + redis.Socket()
		}, part: "redis", state: conditionFault, said: "does not tell when it writes", advice: "config|get"},
		"a Redis that loses, accepted": {breaks: func(w *ward) {
			redis.Do("CONFIG SET appendfsync no")
			w.flags["accept-loss"] = "true"
		}, part: "redis", state: conditionWarning, said: "appendfsync is no", advice: "appendfsync always"},
		"a Redis that is full":    {breaks: func(*ward) { redis.Do(fmt.Sprint("CONFIG SET maxmemory ", used(t, redis)*11/10)) }, part: "redis", state: conditionWarning, said: "Redis uses ", advice: "more memory"},
		"a Redis of another time": {breaks: func(w *ward) { w.flags["redis"] = "redis://" + anachronism(t, redis.Socket(), time.Hour) }, part: "redis", state: conditionFault, said: "clock of Redis is 1h0m", advice: "NTP"},
		"another secret key": {breaks: func(w *ward) {
			sealWith(t, redis, strings.Repeat("x", leastSecret))
		}, part: "redis", state: conditionFault, said: "another secret key", advice: "BOT_SECRET_KEY_BEFORE"},
		"no secret key for what is sealed": {breaks: func(w *ward) {
			sealWith(t, redis, w.flags["secret-key"])
			w.flags["secret-key"] = strings.Repeat("y", leastSecret)
		}, part: "redis", state: conditionFault, said: "another secret key", advice: "BOT_SECRET_KEY_BEFORE"},
		"a secret key that is lost": {breaks: func(w *ward) {
			sealWith(t, redis, w.flags["secret-key"])
			maps.DeleteFunc(w.flags, func(name, _ string) bool {
				return name == "secret-key" || name == "workbench" || strings.HasPrefix(name, "oidc-")
			})
		}, part: "redis", state: conditionFault, said: "and BOT_SECRET_KEY is not set", advice: "the key that is in use"},
		"nothing sealed so far": {breaks: func(*ward) { sealWith(t, redis, "") }, part: "redis", state: conditionFault, said: "not sealed with it", advice: "BOT_ADOPT_UNSEALED"},
		"the word to seal it": {breaks: func(w *ward) {
			sealWith(t, redis, "")
			w.flags["adopt-unsealed"] = time.Now().UTC().Format(time.DateOnly)
		}, part: "redis", state: conditionWarning, said: "BOT_ADOPT_UNSEALED is given", advice: "Take it away"},
		"somebody else's seal": {breaks: func(*ward) {
			sealWith(t, redis, strings.Repeat("k", leastSecret))
			redis.Do("SET {brouillon}:sealing {}")
		}, part: "redis", state: conditionFault, said: "changed or moved", advice: "who else writes"},
		"a model that is unknown":      {breaks: func(w *ward) { w.model(t, openaitest.Refuse(404, "model_not_found", "No such model")) }, part: "model", state: conditionFault, said: "no model that is called small-1 (status 404, model_not_found)", advice: "OPENAI_MODEL"},
		"a model that is too busy":     {breaks: func(w *ward) { w.model(t, openaitest.Refuse(429, "rate_limit_exceeded", "Slow down")) }, part: "model", state: conditionFault, said: "asked too much at the moment (status 429, rate_limit_exceeded). It says: “Slow down”", advice: "BOT_MODEL_CALLS"},
		"a model that is broken":       {breaks: func(w *ward) { w.model(t, openaitest.Status(503, "<html>down</html>")) }, part: "model", state: conditionFault, said: "It fails itself (status 503).", advice: "status page"},
		"a model that is a web page":   {breaks: func(w *ward) { w.model(t, openaitest.Status(200, "<html>hello</html>")) }, part: "model", state: conditionFault, said: "could not be read", advice: "OPENAI_BASE_URL"},
		"a model that leads elsewhere": {breaks: func(w *ward) { w.model(t, openaitest.Status(302, "", "Location", "http://127.0.0.1:1/")) }, part: "model", state: conditionFault, said: "does not answer", advice: "OPENAI_BASE_URL"},
		"a model of another time":      {breaks: func(w *ward) { w.flags["openai-base-url"] = later(t, w.flags["openai-base-url"]) }, part: "model", state: conditionFault, said: "clock of the model's endpoint is 1h1m", advice: "NTP"},
		"a Discord of another time":    {breaks: func(w *ward) { w.flags["discord-api-url"] = later(t, w.flags["discord-api-url"]) }, part: "discord", state: conditionFault, said: "clock of Discord is 1h1m", advice: "NTP"},
		"Discord is away":              {breaks: func(w *ward) { w.flags["discord-api-url"] = "http://127.0.0.1:1" }, part: "discord", state: conditionFault, said: "does not answer", advice: "reached"},
		"an app that was removed":      {breaks: func(w *ward) { w.slack.Fail("auth.test", "account_inactive", 9) }, part: "slack", state: conditionFault, said: "", advice: "OAuth"},
		"a name that is nowhere":       {breaks: func(w *ward) { w.flags["public-url"] = "https://nowhere.invalid" }, part: "public", state: conditionFault, said: "does not resolve", advice: "DNS"},
		"an address that is shut":      {breaks: func(w *ward) { w.flags["public-url"] = "http://127.0.0.1:1" }, part: "public", state: conditionWarning, said: "cannot be reached from here", advice: "another network"},
		"somebody else at the address": {breaks: func(w *ward) {
			server := httptest.NewServer(http.NotFoundHandler())
			t.Cleanup(server.Close)
			w.flags["public-url"] = server.URL
		}, part: "public", state: conditionFault, said: "Something else than a bot", advice: "proxy"},
		"a collector that is away": {breaks: func(w *ward) { w.flags["otlp-endpoint"] = "http://127.0.0.1:1" }, part: "traces", state: conditionWarning, said: "takes no traces", advice: "4318"},
		"a collector that wants a key": {breaks: func(w *ward) {
			server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusUnauthorized) }))
			t.Cleanup(server.Close)
			w.flags["otlp-endpoint"] = server.URL
		}, part: "traces", state: conditionWarning, said: "401", advice: "OTEL_EXPORTER_OTLP_HEADERS"},
		"a door for everybody": {breaks: func(w *ward) {
			w.flags["public-url"] = outside(t, http.StatusOK)
			delete(w.flags, "slack-signing-secret")
		}, part: "public", state: conditionFault, said: "/discord/interactions takes what nobody signed", advice: "nothing else may answer"},
		"figures for everybody": {breaks: func(w *ward) {
			server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/metrics" {
					_, _ = io.WriteString(rw, "# HELP brouillon_ready x\n# TYPE brouillon_ready gauge\nbrouillon_ready 1\n")
					return
				}
				proxied(http.StatusUnauthorized).ServeHTTP(rw, r)
			}))
			t.Cleanup(server.Close)
			w.flags["public-url"] = server.URL
		}, part: "public", state: conditionFault, said: "Everybody reads /metrics", advice: "BOT_METRICS_ADDR"},
		"a door that is not led to": {breaks: func(w *ward) {
			w.flags["public-url"] = outside(t, http.StatusNotFound)
			delete(w.flags, "discord-public-key")
		}, part: "public", state: conditionFault, said: "/slack/commands answers 404", advice: "headers and body"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWard(t, redis)
			c.breaks(w)
			found, status := w.examined(t)
			for _, setting := range []string{"maxmemory-policy noeviction", "maxmemory 0", "appendfsync always", "no-appendfsync-on-rewrite no", "appendonly yes"} {
				redis.Do("CONFIG SET " + setting)
			}
			redis.Do("FLUSHALL")
			bad := slices.DeleteFunc(found, func(d diagnosis) bool { return d.State == conditionOK })
			want := map[condition]int{conditionFault: statusFindings, conditionWarning: statusOK}[c.state]
			if status != want || len(bad) != 1 {
				t.Fatalf("exit %d, found %+v", status, bad)
			}
			if d := bad[0]; d.Part != c.part || d.State != c.state || !strings.Contains(d.Said, c.said) || !strings.Contains(d.Do, c.advice) {
				t.Errorf("found %+v", d)
			}
		})
	}
}

// TestDoctorFindsPermissions names what a token may not.
func TestDoctorFindsPermissions(t *testing.T) {
	w := newWard(t, memorytest.Redis(t))
	fake := slacktest.New(t, slacktest.Options{Scopes: []string{"commands", "chat:write"}})
	w.flags["slack-api-url"] = fake.APIURL()
	blind := discordtest.New(t, discordtest.Options{NoMessageContent: true})
	w.flags["discord-api-url"], w.flags["discord-public-key"], w.flags["discord-bot-token"] = blind.APIURL(), blind.Options().PublicKey, blind.Options().Token
	w.register(t)
	found, _ := w.examined(t)
	said := ""
	for _, d := range found {
		if d.State != conditionOK {
			said += d.Part + ": " + d.Said + " " + d.Do + "\n"
		}
	}
	for _, want := range []string{"slack: The token lacks permissions: app_mentions:read, ", "bot manifest slack", "discord: Conversations cannot be summarized", "Message Content Intent"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing said of %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "chat:write") {
		t.Error("it misses what the token has:", said)
	}
}

// TestDoctorFindsClocks compares Slack's time with ours.
func TestDoctorFindsClocks(t *testing.T) {
	w := newWard(t, memorytest.Redis(t))
	slow := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
		_, _ = rw.Write([]byte(`{"ok":true,"team":"acme","user":"brouillon","url":"https://acme.slack.com/"}`))
	}))
	t.Cleanup(slow.Close)
	w.flags["slack-api-url"] = slow.URL + "/"
	found, _ := w.examined(t)
	if !slices.ContainsFunc(found, func(d diagnosis) bool {
		return d.Part == "slack" && d.State == conditionFault && strings.Contains(d.Said, "1h0m") && strings.Contains(d.Said, "behind") && strings.Contains(d.Do, "NTP")
	}) {
		t.Errorf("found %+v", found)
	}
}

// TestDoctorAsksWhoListens tells a bot from somebody else, and from nobody.
func TestDoctorAsksWhoListens(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		state  condition
		said   string
	}{
		"a bot":       {http.StatusOK, conditionOK, "A bot is ready"},
		"a bot waits": {http.StatusServiceUnavailable, conditionWarning, "not ready"},
		"another":     {http.StatusNotFound, conditionFault, "Something else than a bot"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(c.status) }))
		var out, errs bytes.Buffer
		run(t.Context(), []string{"doctor", "--listen", server.Listener.Addr().String()}, stdio{nil, &out, &errs})
		server.Close()
		line, _, _ := strings.Cut(out.String()[strings.Index(out.String(), "address")-9:], "\n")
		if !strings.HasPrefix(line, string(c.state)) || !strings.Contains(line, c.said) {
			t.Errorf("%s: %q %s", name, line, errs.String())
		}
	}
}
