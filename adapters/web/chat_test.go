package web

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

// shelf is a timeline in memory.
type shelf struct {
	mu       sync.Mutex
	order    map[string][]string
	values   map[string][]byte
	watchers []chan string
}

func newShelf() *shelf {
	return &shelf{order: map[string][]string{}, values: map[string][]byte{}}
}

func (s *shelf) Put(ctx context.Context, channel, id string, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := channel + "\x00" + id
	if _, known := s.values[key]; !known {
		s.order[channel] = append(s.order[channel], id)
	}
	s.values[key] = slices.Clone(value)
	for _, w := range s.watchers {
		select {
		case w <- key:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (s *shelf) Find(_ context.Context, channel, id string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, ok := s.values[channel+"\x00"+id]
	if !ok {
		return nil, copilot.ErrAbsent
	}
	return value, nil
}

func (s *shelf) List(_ context.Context, channel string, last int) ([][]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := s.order[channel]
	if last > 0 && len(ids) > last {
		ids = ids[len(ids)-last:]
	}
	var all [][]byte
	for _, id := range ids {
		all = append(all, s.values[channel+"\x00"+id])
	}
	return all, nil
}

func (s *shelf) Watch(context.Context) (<-chan string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := make(chan string, 1000)
	s.watchers = append(s.watchers, w)
	return w, nil
}

// all is everything that is kept, as bytes.
func (s *shelf) all() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for _, value := range s.values {
		b.Write(value)
	}
	return b.String()
}

var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func fixed() time.Time { return noon }

// chatWith has five messages: two in the channel, two replies to the first, and
// what is not part of the conversation.
func chatWith(t *testing.T) *Chat {
	t.Helper()
	c := NewChat(newShelf(), fixed)
	for i, m := range []message{
		{ID: "one", Kind: said, Text: "first"},
		{ID: "two", Kind: said, Thread: "one", Text: "second"},
		{ID: "ask", Kind: asked, Text: "/summarize"},
		{ID: "tell", Kind: whisper, To: "lea", Text: "psst"},
		{ID: "card", Kind: carded, Draft: "d"},
		{ID: "three", Kind: said, Text: "third"},
		{ID: "four", Kind: said, Thread: "one", Text: "fourth"},
	} {
		m.At, m.Author = noon.Add(time.Duration(i)*time.Minute), members[1].person("")
		if err := c.put(t.Context(), "launch", m); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestRead(t *testing.T) {
	c := chatWith(t)
	launch := channels[0]
	elsewhere := launch.place("")
	elsewhere.Workspace = "other"
	for name, in := range map[string]struct {
		reading copilot.Reading
		want    string
		total   int
		fault   copilot.FaultKind
	}{
		"channel with its threads": {reading: copilot.Reading{Place: launch.place("")}, want: "one two three four", total: 4},
		"thread with its root":     {reading: copilot.Reading{Place: launch.place("one")}, want: "one two four", total: 3},
		"the last two":             {reading: copilot.Reading{Place: launch.place(""), Last: 2}, want: "three four", total: 4},
		"since":                    {reading: copilot.Reading{Place: launch.place(""), Since: noon.Add(5 * time.Minute)}, want: "three four", total: 2},
		"nothing since":            {reading: copilot.Reading{Place: launch.place("one"), Since: noon.Add(time.Hour)}},
		"empty channel":            {reading: copilot.Reading{Place: channels[1].place("")}},
		"a thread that is gone":    {reading: copilot.Reading{Place: launch.place("nothing")}, fault: copilot.FaultAbsent},
		"no such channel":          {reading: copilot.Reading{Place: channel{ID: "nowhere"}.place("")}, fault: copilot.FaultAbsent},
		"another tenant":           {reading: copilot.Reading{Place: elsewhere}, fault: copilot.FaultAbsent},
		"a stranger":               {reading: copilot.Reading{Place: launch.place(""), For: copilot.Person{Platform: Platform, ID: "eve"}}, fault: copilot.FaultForbidden},
		"nobody":                   {reading: copilot.Reading{Place: launch.place(""), For: copilot.Person{Platform: "slack", ID: "lea"}}, fault: copilot.FaultForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			if in.reading.For == (copilot.Person{}) {
				in.reading.For = members[0].person("en")
			}
			got, err := c.Read(t.Context(), in.reading)
			if f, _ := errors.AsType[*copilot.Fault](err); in.fault != "" {
				if f == nil || f.Kind != in.fault || len(got.Lines) > 0 {
					t.Fatalf("Read = %v, %v; want a fault of kind %s", got, err, in.fault)
				}
				return
			}
			var ids []string
			for _, l := range got.Lines {
				ids = append(ids, l.ID)
			}
			if err != nil || strings.Join(ids, " ") != in.want || got.Total != in.total {
				t.Errorf("Read = %v of %d, %v; want %s of %d", ids, got.Total, err, in.want, in.total)
			}
		})
	}
}

func TestReadGivesLines(t *testing.T) {
	got, err := chatWith(t).Read(t.Context(), copilot.Reading{Place: channels[0].place("one"), For: members[0].person("en"), Last: 1})
	want := []copilot.Line{{
		ID: "four", Author: "Sam Okafor", AuthorID: "sam", Time: noon.Add(6 * time.Minute), Text: "fourth", Link: "/c/launch/t/one#m-four",
	}}
	if diff := cmp.Diff(want, got.Lines); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestRoles(t *testing.T) {
	c := NewChat(newShelf(), fixed)
	for p, want := range map[copilot.Person]string{
		members[0].person("en"): RoleWriter, members[2].person("fr"): RoleManager,
		{Platform: Platform, ID: "eve", Name: "Marc Olivier"}: "", {Platform: "slack", ID: "marc"}: "",
	} {
		got, err := c.Roles(t.Context(), p, channels[0].place(""))
		if stranger := want == ""; stranger != isForbidden(err) || !stranger && err != nil || strings.Join(got, " ") != want {
			t.Errorf("Roles(%v) = %v, %v; want %s", p, got, err, want)
		}
	}
}

// cards are the cards the real core shows on the way of one request.
func showOf(t *testing.T, answers string) (placeholder, writing, final copilot.Card) {
	t.Helper()
	pause := make(chan struct{})
	s := newStage(t, &scripted{answer: answers, pause: pause})
	spy := &spying{Chat: s.chat}
	s.core.Chats[Platform] = spy
	if got := s.as("lea", "en").post("/c/launch", map[string][]string{"text": {"/draft variants:1 Halo 2 is out"}}); got.Status != 303 {
		t.Fatal(got.Status)
	}
	close(pause)
	s.settle()
	for _, c := range spy.cards {
		switch {
		case c.Subject().Draft != "":
			final = c
		case generated(c):
			writing = c
		default:
			placeholder = c
		}
	}
	return placeholder, writing, final
}

// spying remembers what is shown.
type spying struct {
	*Chat
	mu    sync.Mutex
	cards []copilot.Card
}

func (s *spying) Show(ctx context.Context, at copilot.Spot, c copilot.Card) (string, error) {
	s.mu.Lock()
	s.cards = append(s.cards, c)
	s.mu.Unlock()
	return s.Chat.Show(ctx, at, c)
}

// TestShow follows one request through its cards, with a restart in the middle.
func TestShow(t *testing.T) {
	placeholder, writing, final := showOf(t, canary+" is being written.\nAnd on.\n")
	if len(writing.Blocks()) == 0 {
		t.Fatal("no card was shown while it was being written")
	}
	kept := newShelf()
	c := NewChat(kept, fixed)
	at := channels[0].place("")
	show := func(c *Chat, id string, card copilot.Card) string {
		t.Helper()
		got, err := c.Show(t.Context(), copilot.Spot{Place: at, Key: "request-1", Message: id}, card)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	id := show(c, "", placeholder)
	if again := show(c, "", placeholder); again != id {
		t.Errorf("the same key made %s and %s", id, again)
	}
	show(c, id, writing)
	if _, live := c.writing.find(id); !live {
		t.Error("what is being written is not shown")
	}
	if strings.Contains(kept.all(), canary) {
		t.Error("text that is being written is in the store")
	}

	c = NewChat(kept, fixed) // the process dies and another takes over
	m, err := c.find(t.Context(), at.Channel, id)
	if err != nil || m.Kind != noticed || len(m.Blocks) == 0 {
		t.Fatalf("after a restart the placeholder is %+v, %v", m, err)
	}
	if again := show(c, "", writing); again != id {
		t.Errorf("the job that ran again made %s, not %s", again, id)
	}
	show(c, id, final)
	if _, live := c.writing.find(id); live {
		t.Error("the final card is hidden by what was being written")
	}
	m, err = c.find(t.Context(), at.Channel, id)
	if err != nil || m.Kind != carded || m.Draft != final.Subject().Draft || m.Blocks != nil {
		t.Errorf("kept %+v, %v", m, err)
	}
	if all, err := c.messages(t.Context(), at.Channel, 0); err != nil || len(all) != 1 {
		t.Errorf("%d messages, %v", len(all), err)
	}
	if strings.Contains(kept.all(), canary) {
		t.Error("generated text is in the timeline")
	}
}

// TestShowFirstWhileWriting holds that a card that is being written makes a
// message that survives without its text.
func TestShowFirstWhileWriting(t *testing.T) {
	_, writing, _ := showOf(t, canary+" is being written.\nAnd on.\n")
	kept := newShelf()
	c := NewChat(kept, fixed)
	id, err := c.Show(t.Context(), copilot.Spot{Place: channels[0].place(""), Key: "key"}, writing)
	if err != nil || strings.Contains(kept.all(), canary) {
		t.Fatalf("%v, or generated text is in the store", err)
	}
	if _, err := c.find(t.Context(), "launch", id); err != nil {
		t.Error(err)
	}
}

func TestTell(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	if err := s.chat.Tell(t.Context(), members[0].person("en"), channels[0].place(""), "only for you"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(s.as("lea", "en").get("/c/launch").Body, "only for you") {
		t.Error("Léa is not told")
	}
	if strings.Contains(s.as("marc", "en").get("/c/launch").Body, "only for you") {
		t.Error("Marc overhears it")
	}
}

// isForbidden says whether an error is a refusal in words.
func isForbidden(err error) bool {
	f, ok := errors.AsType[*copilot.Fault](err)
	return ok && f.Kind == copilot.FaultForbidden
}
