package web

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// event is one of a stream.
type event struct{ ID, Name, Data string }

// listener is an open page's stream.
type listener struct {
	t      *testing.T
	events chan event
	stop   context.CancelFunc
}

// listen opens a stream; lastID is what a browser sends when it reconnects.
func (b *browser) listen(t *testing.T, query, lastID string) *listener {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(stop)
	r := b.request(ctx, http.MethodGet, "/events?"+query, nil)
	if lastID != "" {
		r.Header.Set("Last-Event-ID", lastID)
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if got.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("not a stream: %d", got.StatusCode)
	}
	l := &listener{t, make(chan event, 1000), stop}
	go func() {
		defer got.Body.Close()
		defer close(l.events)
		var e event
		lines := bufio.NewScanner(got.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "id":
				e.ID = value
			case "event":
				e.Name = value
			case "data":
				e.Data = value
			case "":
				l.events <- e
				e = event{}
			}
		}
	}()
	if hello := l.next(); hello.Name != "hello" {
		t.Fatalf("the stream begins with %+v", hello)
	}
	return l
}

func (l *listener) next() event {
	l.t.Helper()
	e, ok := <-l.events
	if !ok {
		l.t.Fatal("the stream ended")
	}
	return e
}

// until reads on to an event that holds some words.
func (l *listener) until(name, words string) event {
	l.t.Helper()
	for {
		if e := l.next(); e.Name == name && strings.Contains(e.Data, words) {
			return e
		}
	}
}

func since(page string) string {
	_, after, _ := strings.Cut(page, `data-since="`)
	position, _, _ := strings.Cut(after, `"`)
	return position
}

func TestALiveCard(t *testing.T) {
	pause := make(chan struct{})
	s := newStage(t, &scripted{answer: canary + " one.\ntwo.\n", pause: pause})
	marc := s.as("marc", "fr").listen(t, "channel=launch&since="+since(s.as("marc", "fr").get("/c/launch").Body), "")
	if got := s.as("lea", "en").post("/c/launch", url.Values{"text": {"/draft variants:1 Halo 2 is out"}}); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	var asked, placeholder event // in either order: the worker may be faster than the echo
	for asked.ID == "" || placeholder.ID == "" {
		switch e := marc.next(); {
		case strings.Contains(e.Data, "is-asked"):
			asked = e
		case strings.Contains(e.Data, "aria-busy"):
			placeholder = e
		}
	}
	pause <- struct{}{}
	writing := marc.until("message", canary)
	close(pause)
	final := marc.until("message", "is-pending")
	pending := marc.until("pending", "")
	if !strings.Contains(pending.Data, `"count":1`) {
		t.Errorf("pending %s", pending.Data)
	}
	var a, p, w, f messageEvent
	for e, to := range map[*event]*messageEvent{&asked: &a, &placeholder: &p, &writing: &w, &final: &f} {
		if err := json.Unmarshal([]byte(e.Data), to); err != nil {
			t.Fatal(err)
		}
	}
	if p.ID != w.ID || w.ID != f.ID {
		t.Error("one answer, more than one message")
	}
	if a.At >= p.At {
		t.Error("the question does not stand above its answer")
	}
	if !strings.Contains(f.HTML, "BROUILLON · à valider par une personne") {
		t.Error("the card is not in the language of who looks at it")
	}
	if !strings.Contains(f.Said, "Projet") {
		t.Errorf("a screen reader says %q of the card", f.Said)
	}
	for _, e := range []messageEvent{p, w, f} {
		if strings.Contains(e.Said, canary) {
			t.Errorf("a screen reader says generated text: %q", e.Said)
		}
		if words := read(e.HTML); strings.Contains(words, canary) &&
			(strings.Index(words, "DRAFT")+strings.Index(words, "BROUILLON")+1 > strings.Index(words, canary)) {
			t.Errorf("a piece without its label first: %q", words)
		}
	}
}

// TestReconnecting holds that a page that was away learns what it missed, once.
func TestReconnecting(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b := s.as("lea", "en")
	here := "channel=launch&since=" + since(b.get("/c/launch").Body)
	l := b.listen(t, here, "")
	say := func(words string) {
		if got := s.as("sam", "en").post("/c/launch", url.Values{"text": {words}}); got.Status != http.StatusSeeOther {
			t.Fatal(got.Status)
		}
	}
	say("while you were here")
	last := l.until("message", "while you were here")
	l.stop()
	say("while you were away")
	s.until("the news has come round", func() bool { return s.chat.hub.now() != last.ID })

	// The address still says where the page began; the header says where it got to.
	l = b.listen(t, here, last.ID)
	if e := l.next(); e.Name != "message" || !strings.Contains(e.Data, "while you were away") || e.ID == last.ID {
		t.Errorf("after reconnecting: %+v", e)
	}
	say("and on")
	if e := l.next(); !strings.Contains(e.Data, "and on") {
		t.Errorf("what was missed came twice: %+v", e)
	}

	for _, unknown := range []string{"OTHERBOOT-3", "nonsense", s.chat.hub.boot + "-99999"} {
		if e := b.listen(t, here, unknown).next(); e.Name != "refresh" {
			t.Errorf("from %s: %+v, want to load afresh", unknown, e)
		}
	}
}

func TestWhatHappensElsewhere(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b := s.as("lea", "en")
	review := b.listen(t, "since="+since(b.get("/review").Body), "")
	d := s.draft("comments", "/draft variants:1 La Halo 2 sort")
	if e := review.until("elsewhere", d.ID); !strings.Contains(e.Data, `"channel":"comments"`) {
		t.Errorf("%+v", e)
	}
	if err := s.chat.Tell(t.Context(), members[2].person("en"), channels[0].place(""), "only for Marc"); err != nil {
		t.Fatal(err)
	}
	if got := b.post("/c/launch", url.Values{"text": {"for everybody"}}); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	if got := b.post("/c/support", url.Values{"text": {"and the end"}}); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	told := 0
	for e := review.next(); !strings.Contains(e.Data, "support"); e = review.next() {
		if strings.Contains(e.Data, "launch") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("told of %d messages in #launch, want the one that is for everybody", told)
	}
}

// TestThreadsCountTheirReplies holds that a reply changes the message it hangs on.
func TestThreadsCountTheirReplies(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b := s.as("lea", "en")
	l := b.listen(t, "channel=launch&since="+since(b.get("/c/launch").Body), "")
	before := strings.Count(mustSeed(t, channels[0]), "\n> ")
	if got := b.post("/c/launch/t/launch-005", url.Values{"text": {"one more"}}); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	l.until("message", "one more")
	if e := l.until("message", `"id":"launch-005"`); !strings.Contains(e.Data, strconv.Itoa(before+1)+" replies") {
		t.Errorf("%+v", e)
	}
}

// TestStreamsEndWithTheProcess holds that stopping does not wait for open pages.
func TestStreamsEndWithTheProcess(t *testing.T) {
	chat := NewChat(newShelf(), nil)
	s := newStage(t, &scripted{answer: plainAnswer})
	server, err := NewServer(s.core, chat, Options{Pace: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	front := httptestServer(t, server)
	b := &browser{&stage{t: t, url: front}, map[string]string{}, map[string]string{}}
	l := b.listen(t, "channel=launch", "")
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := chat.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if e, ok := <-l.events; ok {
		t.Errorf("the stream goes on: %+v", e)
	}
}

// flaky is a timeline whose watch breaks off.
type flaky struct {
	*shelf
	watches chan chan string
}

func (f flaky) Watch(context.Context) (<-chan string, error) { return <-f.watches, nil }

// TestALostWatchIsTakenUpAgain holds that pages stay live through a loss of the
// store.
func TestALostWatchIsTakenUpAgain(t *testing.T) {
	f := flaky{newShelf(), make(chan chan string)}
	chat := NewChat(f, nil)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- chat.Run(ctx) }()
	first := make(chan string)
	f.watches <- first
	close(first)
	second := make(chan string, 1)
	f.watches <- second
	at := chat.hub.now()
	u := chat.hub.after(at)
	second <- "launch\x00m"
	<-u.Changed
	if got := chat.hub.after(at).Changes; len(got) != 1 || got[0] != (change{"launch", "m"}) {
		t.Errorf("changes %v", got)
	}
	close(second)
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
