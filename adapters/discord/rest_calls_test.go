package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// sent is a request as Discord gets it.
type sent struct{ Line, Body, Agent, Token, Type string }

// exchange is a call and what is sent for it.
type exchange struct {
	name string
	call func() error
	want sent
}

// exchanges are all calls there are.
func exchanges(ctx context.Context, r *rest) []exchange {
	const agent, bearer, kind = "DiscordBot (https://github.com/brouillon/brouillon, 1.0)", "Bot " + botToken, "application/json"
	const sentBody = `{"content":"a <b> & c","embeds":[],"components":[],"allowed_mentions":{"parse":[]},"flags":4}`
	words := said("a <b> & c")
	return []exchange{
		{"create", func() error { _, err := r.create(ctx, "1", words); return err }, sent{"POST /api/v10/channels/1/messages", sentBody, agent, bearer, kind}},
		{"edit", func() error { _, err := r.edit(ctx, "1", "2", words); return err }, sent{"PATCH /api/v10/channels/1/messages/2", sentBody, agent, bearer, kind}},
		{"remove", func() error { return r.remove(ctx, "1", "2") }, sent{"DELETE /api/v10/channels/1/messages/2", "", agent, bearer, ""}},
		{"message", func() error { _, err := r.message(ctx, "1", "2"); return err }, sent{"GET /api/v10/channels/1/messages/2", "", agent, bearer, ""}},
		{"edit the original", func() error { _, err := r.editOriginal(ctx, itsToken, words); return err }, sent{"PATCH /api/v10/webhooks/11/" + itsToken + "/messages/@original", sentBody, agent, "", kind}},
		{"follow up", func() error { _, err := r.followUp(ctx, itsToken, words); return err }, sent{"POST /api/v10/webhooks/11/" + itsToken + "?wait=true", sentBody, agent, "", kind}},
		{"edit a follow-up", func() error { _, err := r.editFollowUp(ctx, itsToken, "6", words); return err }, sent{"PATCH /api/v10/webhooks/11/" + itsToken + "/messages/6", sentBody, agent, "", kind}},
		{"delete a follow-up", func() error { return r.deleteFollowUp(ctx, itsToken, "6") }, sent{"DELETE /api/v10/webhooks/11/" + itsToken + "/messages/6", "", agent, "", ""}},
		{"callback", func() error { return r.callback(ctx, "7", itsToken, reply{Type: replyPong}) }, sent{"POST /api/v10/interactions/7/" + itsToken + "/callback", `{"type":1}`, agent, "", kind}},
		{"channel", func() error { _, err := r.channel(ctx, "1"); return err }, sent{"GET /api/v10/channels/1", "", agent, bearer, ""}},
		{"guild", func() error { _, err := r.guild(ctx, "3"); return err }, sent{"GET /api/v10/guilds/3", "", agent, bearer, ""}},
		{"member", func() error { _, err := r.memberOf(ctx, "3", "4"); return err }, sent{"GET /api/v10/guilds/3/members/4", "", agent, bearer, ""}},
		{"member of a thread", func() error { return r.threadMember(ctx, "8", "4") }, sent{"GET /api/v10/channels/8/thread-members/4", "", agent, bearer, ""}},
		{"direct", func() error { _, err := r.direct(ctx, "4"); return err }, sent{"POST /api/v10/users/@me/channels", `{"recipient_id":"4"}`, agent, bearer, kind}},
		{"commands", func() error { return r.commands(ctx, "3", nil) }, sent{"GET /api/v10/applications/11/guilds/3/commands?with_localizations=true", "", agent, bearer, ""}},
		{"set commands everywhere", func() error { return r.setCommands(ctx, "", []string{}, nil) }, sent{"PUT /api/v10/applications/11/commands", "[]", agent, bearer, kind}},
		{"gateway", func() error { _, err := r.gatewayBot(ctx); return err }, sent{"GET /api/v10/gateway/bot", "", agent, bearer, ""}},
		{"me", func() error { _, err := r.me(ctx); return err }, sent{"GET /api/v10/applications/@me", "", agent, bearer, ""}},
		{"an id that climbs", func() error { _, err := r.channel(ctx, "1/messages"); return expect(err, errElsewhere) }, sent{}},
		{"no id", func() error { _, err := r.channel(ctx, ""); return expect(err, errElsewhere) }, sent{}},
	}
}

// expect is nil for the error that is meant to come.
func expect(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return fmt.Errorf("want %w, got: %w", expected, err)
}

// TestWhatIsSent: a call is sent as it is meant, with who calls, and with the bot's
// token only where it is what counts.
func TestWhatIsSent(t *testing.T) {
	var got sent
	r, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = sent{r.Method + " " + r.RequestURI, string(body), r.UserAgent(), r.Header.Get("Authorization"), r.Header.Get("Content-Type")}
		answer(w, http.StatusOK, `{"id":"5"}`)
	})
	for _, c := range exchanges(t.Context(), r) {
		got = sent{}
		if err := c.call(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestCallsAreInTheContract: every call is one that Discord publishes.
func TestCallsAreInTheContract(t *testing.T) {
	dir := sharedtest.Contracts()
	raw, err := os.ReadFile(filepath.Join(dir, "discord", "openapi.json"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("NOT CHECKED against Discord's contract: no discord/openapi.json in %s; set CONTRACTS to the folder that has it", dir)
	}
	var contract struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err == nil {
		err = json.Unmarshal(raw, &contract)
	}
	if err != nil {
		t.Fatal(err)
	}
	published := map[string]bool{}
	token, id := regexp.MustCompile(`\{\w+_token\}`), regexp.MustCompile(`\{\w+\}`)
	for path, methods := range contract.Paths {
		for method := range methods {
			published[strings.ToUpper(method)+" "+id.ReplaceAllString(token.ReplaceAllString(path, ":token"), ":id")] = true
		}
	}
	for _, c := range exchanges(t.Context(), newRest(restOptions{})) {
		method, path, made := strings.Cut(c.want.Line, " /api/v10")
		if made && !published[routeOf(method, path).name] {
			t.Errorf("%s: no %v in the contract", c.name, routeOf(method, path))
		}
	}
}
