package main

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// replica is the writer of one of the bots on a Redis.
func replica(t *testing.T, redis *memorytest.Server, endpoint *openaitest.Server, tokens int, more ...func(*Settings)) copilot.Writer {
	t.Helper()
	s := &Settings{
		Redis: copilot.NewSecret(redis.URL()), BaseURL: endpoint.URL, Key: copilot.NewSecret(openaitest.Key), Model: openaitest.Model, Parallel: 1, TokensPerDay: tokens,
	}
	for _, set := range more {
		set(s)
	}
	store, err := memory.Open(t.Context(), s.Redis.Reveal(), memory.Options{Patience: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := store.Wait(t.Context(), func(string) {}); err != nil {
		t.Fatal(err)
	}
	w, err := writer(s, house{store: store})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// failing asks a writer, and says how it failed: "" when it did not.
func failing(t *testing.T, w copilot.Writer) copilot.WriterErrorKind {
	t.Helper()
	_, err := w.Compose(t.Context(), copilot.Prompt{Task: copilot.TaskDraft, System: "You draft.", User: "The launch moves."}, nil)
	e, ok := errors.AsType[*copilot.WriterError](err)
	if err != nil && !ok {
		t.Fatal(err)
	}
	if e == nil {
		return ""
	}
	return e.Kind
}

// TestReplicasShareTheirTokens: what one bot has spent the others cannot spend.
func TestReplicasShareTheirTokens(t *testing.T) {
	redis, endpoint := memorytest.Redis(t), openaitest.New(t, openaitest.Say("The launch moves to Monday."))
	const allowed = 2_020 // what is set aside for one call, and little more
	a, b := replica(t, redis, endpoint, allowed), replica(t, redis, endpoint, allowed)
	calls := 0
	for kind := copilot.WriterErrorKind(""); kind == ""; calls++ {
		if kind = failing(t, a); kind != "" && kind != copilot.WriterBudget {
			t.Fatalf("%s", kind)
		}
	}
	if kind := failing(t, b); kind != copilot.WriterBudget {
		t.Errorf("the second bot writes after the first has spent everything: %q", kind)
	}
	if got := len(endpoint.Requests()); got != calls-1 || got == 0 {
		t.Errorf("the endpoint was asked %d times", got)
	}
}

// TestReplicasLeaveAnEndpointAlone: what one bot has learnt of an endpoint the others
// need not learn.
func TestReplicasLeaveAnEndpointAlone(t *testing.T) {
	redis, endpoint := memorytest.Redis(t), openaitest.New(t, openaitest.Refuse(http.StatusInternalServerError, "server_error", "down"))
	a, b := replica(t, redis, endpoint, 0), replica(t, redis, endpoint, 0)
	for range int(fuse.Failures) {
		if failing(t, a) == copilot.WriterOpen {
			break
		}
	}
	if kind := failing(t, b); kind != copilot.WriterOpen {
		t.Errorf("the second bot asks an endpoint that the first leaves alone: %q", kind)
	}
	if got := len(endpoint.Requests()); got != int(fuse.Failures) {
		t.Errorf("the endpoint was asked %d times, want %d", got, fuse.Failures)
	}
}

// TestTryingItOutSharesNothing: without a Redis a bot counts by itself.
func TestTryingItOutSharesNothing(t *testing.T) {
	stage := newStage(t, nil)
	counter, circuit, err := commons(&Settings{}, stage.store)
	if err != nil || circuit == nil {
		t.Fatal(err)
	}
	if _, ok := counter.(*memory.Store); ok {
		t.Error("tokens are counted in a store that nobody shares")
	}
}

// TestSpentIsOnesOwn: when somebody's tokens are used up, over all bots on one Redis, the
// built-in writer steps in for them and says so; nobody else notices.
func TestSpentIsOnesOwn(t *testing.T) {
	redis, endpoint := memorytest.Redis(t), openaitest.New(t, openaitest.Say("The launch moves to Monday."))
	var bots []copilot.Writer
	for range 2 {
		bots = append(bots, replica(t, redis, endpoint, 0, func(s *Settings) {
			s.Fallback, s.Limits.Tokens = true, copilot.Bounds{Person: 2_020}
		}))
	}
	asks := func(n int, workspace, person string) (model bool) {
		t.Helper()
		a, err := bots[n%2].Compose(t.Context(), copilot.Prompt{
			Account: copilot.Account{Tenant: copilot.Tenant{Platform: "slack", Workspace: workspace}, Channel: "C", Person: person},
			Task:    copilot.TaskDraft, System: "You draft.", User: "The launch moves.", Brief: "The launch moves.", Language: "en", Angles: []string{"fact"},
		}, func(string) {})
		if err != nil {
			t.Fatal(err)
		}
		if a.Model == "" && (len(a.Notes) != 1 || a.Notes[0].Args["Reason"] != string(copilot.Quota(copilot.ScopePerson))) {
			t.Fatalf("the built-in writer stepped in with %v", a.Notes)
		}
		return a.Model != ""
	}
	n := 0
	for asks(n, "W", "léa") {
		if n++; n > 2_000 {
			t.Fatal("there is no end to what may be spent")
		}
	}
	if n == 0 || asks(n+1, "W", "léa") {
		t.Errorf("%d calls of the model, and then another", n)
	}
	if !asks(0, "W", "marc") || !asks(1, "V", "léa") {
		t.Error("what one has spent is missing to others")
	}
}
