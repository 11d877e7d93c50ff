package platformtest

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBell: who listens hears the next ring, and no earlier one.
func TestBell(t *testing.T) {
	var b Bell
	b.Ring()
	heard := b.next()
	select {
	case <-heard:
		t.Fatal("it rang before")
	default:
	}
	if b.next() != heard {
		t.Error("two who listen wait for different rings")
	}
	go b.Ring()
	<-heard
	if b.next() == heard {
		t.Error("a ring is heard twice")
	}
}

// TestAwait looks before it waits, and again when something happened.
func TestAwait(t *testing.T) {
	var b Bell
	b.Await(t, "fake", "nothing", func() bool { return true })
	looks := 0
	b.Await(t, "fake", "the second look", func() bool {
		looks++
		b.Ring()
		return looks == 2
	})
	if looks != 2 {
		t.Errorf("%d looks", looks)
	}
}

// TestRecorder: what ends the recorded test ends nothing else.
func TestRecorder(t *testing.T) {
	r := &Recorder{TB: t}
	if said := r.Ends(func() {}); said != "" {
		t.Errorf("nothing was said but %q", said)
	}
	said := r.Ends(func() {
		r.Errorf("at %d", 1)
		r.Fatalf("at %d", 2)
		r.Errorf("at %d", 3)
	})
	if d := cmp.Diff([]string{"at 1", "at 2"}, r.Complaints()); d != "" || said != "at 2" || r.Said() != "at 1\nat 2" {
		t.Errorf("ended with %q: %s", said, d)
	}
	if r.Forget(); len(r.Complaints()) > 0 {
		t.Errorf("not forgotten: %q", r.Complaints())
	}
}

// TestCut: who calls gets an error, no answer.
func TestCut(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { Cut(w) }))
	t.Cleanup(server.Close)
	call, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := http.DefaultClient.Do(call); err == nil {
		_ = answer.Body.Close()
		t.Errorf("answered with %s", answer.Status)
	}
}

// TestWalk visits objects wherever they are, and nothing else.
func TestWalk(t *testing.T) {
	var names []string
	Walk(map[string]any{
		"name": "root",
		"one":  map[string]any{"name": "inner"},
		"some": []any{"name", 7, []any{map[string]any{"name": "deep"}}},
	}, func(o map[string]any) { names = append(names, o["name"].(string)) })
	slices.Sort(names)
	if d := cmp.Diff([]string{"deep", "inner", "root"}, names); d != "" {
		t.Error(d)
	}
}
