package web

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

func TestSeedsAreConversations(t *testing.T) {
	for id, least := range map[string]int{"launch": 60, "support": 25, "comments": 28} {
		c, ok := findChannel(id)
		if !ok {
			t.Fatal(id)
		}
		all, err := readSeed(c, mustSeed(t, c), noon)
		if err != nil {
			t.Fatal(err)
		}
		replies, ids, authors := 0, map[string]bool{}, map[string]bool{}
		for i, m := range all {
			if ids[m.ID] || m.Text == "" || m.Author.Name == "" {
				t.Errorf("%s: %+v", id, m)
			}
			if i > 0 && m.At.Before(all[i-1].At) && m.Thread == all[i-1].Thread {
				t.Errorf("%s: %s is said before what stands above it", id, m.ID)
			}
			if !m.At.Before(noon.Truncate(24 * time.Hour)) {
				t.Errorf("%s: %s is not in the past", id, m.ID)
			}
			ids[m.ID], authors[m.Author.ID] = true, true
			if m.Thread != "" {
				replies++
				if !ids[m.Thread] {
					t.Errorf("%s: %s replies to nothing", id, m.ID)
				}
			}
		}
		if replies < least-1 || len(authors) < 4 {
			t.Errorf("%s: %d replies by %d people", id, replies, len(authors))
		}
	}
}

func TestSeedFormat(t *testing.T) {
	got, err := readSeed(channels[0], "# note\n2 09:00 | Léa Martin | one | two\n* 1 10:00 | Ana | root\n> 1 10:01 | Ana | reply\n  more\n", noon)
	if err != nil {
		t.Fatal(err)
	}
	day := func(d, h, m, ms int) time.Time { return time.Date(2026, 3, d, h, m, 0, ms*1e6, time.UTC) }
	ana := copilot.Person{Platform: Platform, ID: "sample:Ana", Name: "Ana"}
	want := []message{
		{ID: "launch-001", Kind: said, Author: members[0].person(""), At: day(8, 9, 0, 0), Text: "one | two"},
		{ID: "launch-002", Kind: said, Author: ana, At: day(9, 10, 0, 1), Text: "root"},
		{ID: "launch-003", Kind: said, Thread: "launch-002", Author: ana, At: day(9, 10, 1, 2), Text: "reply\nmore"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"no time | x | y", "1 09:00 | x", "1 29:00 | x | y"} {
		if _, err := readSeed(channels[0], bad, noon); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// TestSeedingIsDoneOnce holds that what people said, and what a channel says of
// itself, is never overwritten.
func TestSeedingIsDoneOnce(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	at := channels[0].place("")
	own := copilot.Profile{Voice: copilot.Voice{Words: "ours now"}}
	if err := s.core.SetProfile(t.Context(), at, own); err != nil {
		t.Fatal(err)
	}
	if err := Seed(t.Context(), s.core, s.chat); err != nil {
		t.Fatal(err)
	}
	all, err := s.chat.messages(t.Context(), "launch", 0)
	if want := strings.Count(mustSeed(t, channels[0]), " | ") / 2; err != nil || len(all) != want {
		t.Errorf("%d messages, %v; want %d", len(all), err, want)
	}
	fresh := NewChat(newShelf(), nil)
	if err := Seed(t.Context(), s.core, fresh); err != nil { // messages gone, profile kept
		t.Fatal(err)
	}
	if p, err := s.core.Profile(t.Context(), at); err != nil || p.Words != own.Words || len(p.Approvers) != 0 {
		t.Errorf("the profile is %+v, %v", p, err)
	}
	p, err := s.core.Profile(t.Context(), channels[2].place(""))
	if err != nil || len(p.Approvers) != 0 || p.Words == "" {
		t.Errorf("the third channel: %+v, %v", p, err)
	}
}

func TestSummarizingASampleThread(t *testing.T) {
	s := newStage(t, &scripted{answer: "=== tldr\n- It launches on 14 April [m2] [m12]\n=== decisions\n- 14 April, 09:00 CET [m12]\n"})
	got := s.as("lea", "en").post("/c/launch/t/launch-005", map[string][]string{"text": {"/summarize"}})
	if got.Status != 303 {
		t.Fatal(got.Status)
	}
	s.settle()
	page := s.as("lea", "en").get("/c/launch/t/launch-005").Body
	for _, want := range []string{"69 of 69 messages read", `href="/c/launch/t/launch-005#m-launch-016"`, "Marc Olivier · 14:22"} {
		if !strings.Contains(page, want) && !strings.Contains(read(page), want) {
			t.Errorf("the summary does not say %q", want)
		}
	}
}

func TestAFaultOfTheStoreIsSaid(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	broken := NewChat(away{}, nil)
	server, err := NewServer(s.core, broken, Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{&stage{t: t, url: httptestServer(t, server)}, map[string]string{langCookie: "fr"}, map[string]string{}}
	for want, got := range map[string]response{
		"Le stockage ne répond pas. Rien n’est perdu": b.get("/c/launch"),
		"Non envoyé": b.script().post("/c/launch", map[string][]string{"text": {"hello"}}),
	} {
		if got.Status != 503 || !strings.Contains(got.Body, want) {
			t.Errorf("%d %s", got.Status, read(got.Body))
		}
	}
}

// away is a timeline whose store does not answer.
type away struct{ Timeline }

var errAway = errors.New("away")

func (away) Put(context.Context, string, string, []byte) error    { return errAway }
func (away) Find(context.Context, string, string) ([]byte, error) { return nil, errAway }
func (away) List(context.Context, string, int) ([][]byte, error)  { return nil, errAway }
