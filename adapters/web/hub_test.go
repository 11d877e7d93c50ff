package web

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestHubTellsEachChangeOnce(t *testing.T) {
	h := newHub()
	at := h.now()
	for _, m := range []string{"a", "b", "a", "a"} {
		h.publish(change{"launch", m})
	}
	u := h.after(at)
	if diff := cmp.Diff([]change{{"launch", "a"}, {"launch", "b"}}, u.Changes); diff != "" {
		t.Error(diff)
	}
	if again := h.after(u.Position); len(again.Changes) != 0 || again.Missed {
		t.Errorf("told again: %+v", again)
	}
	if first := h.after(""); len(first.Changes) != 0 || first.Missed || first.Position != h.now() {
		t.Errorf("a new reader is told of the past: %+v", first)
	}
}

func TestHubSaysWhenItForgot(t *testing.T) {
	h := newHub()
	at := h.now()
	for i := range history {
		h.publish(change{"launch", fmt.Sprint(i)})
	}
	if u := h.after(at); u.Missed || len(u.Changes) != history {
		t.Errorf("within its memory: missed %v, %d changes", u.Missed, len(u.Changes))
	}
	h.publish(change{"launch", "one more"})
	if u := h.after(at); !u.Missed || len(u.Changes) != 0 {
		t.Errorf("beyond its memory: missed %v, %d changes", u.Missed, len(u.Changes))
	}
	if u := h.after(newHub().now()); !u.Missed {
		t.Error("a position of another process is taken for ours")
	}
}

func TestHubWakesItsReaders(t *testing.T) {
	h := newHub()
	u := h.after("")
	h.publish(change{"launch", "a"})
	<-u.Changed
	u = h.after(u.Position)
	h.close()
	h.close()
	<-u.Changed
	if !h.after(u.Position).Closed {
		t.Error("readers are not told that it is over")
	}
	h.publish(change{"launch", "b"}) // nobody is there any more
}

func TestDays(t *testing.T) {
	paris := time.FixedZone("Paris", 3600)
	now := time.Date(2026, 3, 10, 0, 30, 0, 0, paris)
	for _, c := range []struct {
		at             time.Time
		en, fr, moment string
	}{
		{now.Add(-time.Minute), "Today", "Aujourd’hui", "00:29"},
		{now.Add(-time.Hour), "Yesterday", "Hier", "hier, 23:30"},
		{time.Date(2026, 3, 8, 9, 5, 0, 0, paris), "Sunday 8 March", "dimanche 8 mars", "8 mars 2026, 09:05"},
		{time.Date(2025, 8, 1, 9, 5, 0, 0, paris), "Friday 1 August 2025", "vendredi 1er août 2025", "1er août 2025, 09:05"},
	} {
		if en, fr := dayName("en", c.at, now), dayName("fr", c.at, now); en != c.en || fr != c.fr {
			t.Errorf("dayName(%s) = %q, %q", c.at, en, fr)
		}
		if got := moment("fr", c.at, now); got != c.moment {
			t.Errorf("moment(%s) = %q", c.at, got)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Léa Martin": "LM", "élodie": "É", "@roues_libres": "RL", "Client · Benoît R.": "CB", "": "", "…": "", "日本 太郎": "日太",
	} {
		if got := initials(name); got != want {
			t.Errorf("initials(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestHintsCoverTheTable(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, h := range hints(lang, nil) {
			if h.Value == "" || h.Detail == "" || h.Label == "" {
				t.Errorf("%s: %+v", lang, h)
			}
			for _, o := range h.Options {
				if o.Detail == "" || o.Detail == "option."+o.Value {
					t.Errorf("%s: %+v", lang, o)
				}
			}
		}
	}
}
