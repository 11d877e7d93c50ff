package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// stage is the workbench over the real core and the real store, inside the
// process, with a writer that answers what the test says.
type stage struct {
	t      testing.TB
	store  *memory.Store
	core   *copilot.Copilot
	chat   *Chat
	server *Server
	url    string
}

// scripted is a writer that answers the same to every prompt, in pieces, waiting
// at each for the test if it wants to.
type scripted struct {
	answer string
	pause  chan struct{} // nil: do not wait; each piece takes one
	mu     sync.Mutex
	err    error
}

func (w *scripted) Compose(ctx context.Context, _ copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	w.mu.Lock()
	err := w.err
	w.mu.Unlock()
	if err != nil {
		return copilot.Answer{}, err
	}
	for line := range strings.Lines(w.answer) {
		if w.pause != nil {
			select {
			case <-w.pause:
			case <-ctx.Done():
				return copilot.Answer{}, ctx.Err()
			}
		}
		piece(line)
	}
	return copilot.Answer{Text: w.answer, Writer: "builtin"}, nil
}

func (w *scripted) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = err
}

// plainAnswer is two variants and two hashtags.
const plainAnswer = "=== fact\nHalo 2 is out on 14 April.\n=== story\nWe rode all winter. Halo 2 is out on 14 April.\n=== hashtags\n#Halo2 #Ride\n"

// newStage sets the workbench up with its sample conversations, and to work.
func newStage(t testing.TB, w copilot.Writer) *stage {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	store, err := inprocess.Open(ctx, memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, store: store, chat: NewChat(store.Timeline(Tenant()), nil)}
	s.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: w, Now: time.Now}, Memory: store, Queue: store, Workers: 1,
		Chats: map[string]copilot.Chat{Platform: s.chat}, Log: slog.New(slog.DiscardHandler),
	})
	if err := Seed(ctx, s.core, s.chat); err != nil {
		t.Fatal(err)
	}
	s.server, err = NewServer(s.core, s.chat, Options{Log: slog.New(slog.DiscardHandler), Zone: time.UTC, Pace: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() { s.core.Work(ctx) })
	running.Go(func() { _ = s.chat.Run(ctx) })
	front := httptest.NewServer(s.server)
	s.url = front.URL
	t.Cleanup(func() {
		stop()
		running.Wait()
		front.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// response is what came back, read whole.
type response struct {
	Status int
	Header http.Header
	Body   string
}

// browser is one person at the workbench; it follows no redirects.
type browser struct {
	*stage
	cookies map[string]string
	header  map[string]string
}

func (s *stage) as(who, lang string) *browser {
	return &browser{s, map[string]string{whoCookie: who, langCookie: lang}, map[string]string{}}
}

// script makes the browser ask as our script does.
func (b *browser) script() *browser {
	return &browser{b.stage, b.cookies, map[string]string{"Accept": "application/json"}}
}

func (b *browser) get(path string) response { return b.do(http.MethodGet, path, nil) }

func (b *browser) post(path string, form url.Values) response {
	return b.do(http.MethodPost, path, form)
}

func (b *browser) do(method, path string, form url.Values) response {
	b.t.Helper()
	r := b.request(b.t.Context(), method, path, form)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response{got.StatusCode, got.Header, string(body)}
}

func (b *browser) request(ctx context.Context, method, path string, form url.Values) *http.Request {
	b.t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if method == http.MethodPost {
		r.Header.Set("Origin", b.url)
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	for name, value := range b.header {
		r.Header.Set(name, value)
	}
	return r
}

// draft has a writer ask for a draft in a channel and waits for it.
func (s *stage) draft(channel, line string) copilot.Draft {
	s.t.Helper()
	if got := s.as("lea", "en").post("/c/"+channel, url.Values{"text": {line}}); got.Status != http.StatusSeeOther {
		s.t.Fatalf("%s was not accepted: %d %s", line, got.Status, got.Body)
	}
	s.settle()
	all, err := s.core.Drafts(s.t.Context(), copilot.Filter{Tenant: Tenant(), Channel: channel})
	if err != nil || len(all) == 0 {
		s.t.Fatalf("no draft: %v", err)
	}
	return all[0]
}

// settle waits until every accepted request has its answer.
func (s *stage) settle() {
	s.t.Helper()
	s.until("the queue is empty", func() bool {
		d, err := s.store.Depth(s.t.Context())
		return err == nil && d.Waiting+d.Working+d.Delayed == 0
	})
}

// until waits for a condition, looking often.
func (s *stage) until(what string, holds func() bool) {
	s.t.Helper()
	deadline := time.After(2 * time.Minute)
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-look.C:
		case <-deadline:
			s.t.Fatalf("waited in vain until %s", what)
		}
	}
}

// form are the values of a click on a draft as it stands.
func clickOn(d copilot.Draft, more ...string) url.Values {
	r := d.Latest()
	form := url.Values{"revision": {strconv.Itoa(r.Number)}, "digest": {r.Digest}, "back": {"/c/launch"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

// sheets cuts a page into what is shown in one piece of paper each.
func sheets(page string) []string {
	parts := paper.Split(page, -1)
	var all []string
	for _, p := range parts[1:] {
		end := strings.Index(p, `<div class="actions"`)
		if end < 0 {
			end = len(p)
		}
		all = append(all, p[:end])
	}
	return all
}

var paper = regexp.MustCompile(`<div class="sheet[ "]`)

var tags = regexp.MustCompile(`<[^>]*>`)

// read is the text of a page, without its tags.
func read(page string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " ")
}

func mustSeed(t testing.TB, c channel) string {
	t.Helper()
	text, err := seeds.ReadFile("seed/" + c.ID + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func httptestServer(t testing.TB, h http.Handler) string {
	t.Helper()
	front := httptest.NewServer(h)
	t.Cleanup(front.Close)
	return front.URL
}
