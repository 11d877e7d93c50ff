package discord

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestSelf: who we are is asked until Discord has answered, then once a minute at
// most; what Discord does not say stays as it was.
func TestSelf(t *testing.T) {
	status, flags, calls := http.StatusInternalServerError, "0", 0
	r, _ := against(t, func(w http.ResponseWriter, _ *http.Request) {
		calls++
		answer(w, status, `{"id":"11","name":"App","flags":`+flags+`,"verify_key":"ab","bot":{"id":"12","username":"brouillon","bot":true}}`)
	})
	now := time.Unix(1_000, 0)
	r.now = func() time.Time { return now }
	if _, err := r.self(t.Context()); err == nil {
		t.Error("Discord is broken, but no error")
	}
	want := identity{Application: "11", Bot: "12", Name: "brouillon", PublicKey: "ab"}
	for _, c := range []struct {
		name    string
		status  int
		flags   string
		pass    time.Duration
		content bool
		calls   int
	}{
		{"the first time", 200, "0", 0, false, 2},
		{"known", 200, "262144", contentKept - 1, false, 2},
		{"switched on", 200, "262144", 1, true, 3},
		{"in few servers", 200, "524288", contentKept, true, 4},
		{"broken again", 500, "0", contentKept, true, 5},
		{"not asked again at once", 500, "0", 0, true, 5},
		{"switched off", 200, "8389632", contentKept, false, 6},
	} {
		status, flags, now = c.status, c.flags, now.Add(c.pass)
		got, err := r.self(t.Context())
		want.content = c.content
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(identity{}), cmpopts.IgnoreFields(identity{}, "read")); diff != "" || err != nil || calls != c.calls {
			t.Errorf("%s: %d calls, %v (-want +got):\n%s", c.name, calls, err, diff)
		}
	}
}

// TestSelfIsAskedOnce: who all want to know it at once wait for one answer.
func TestSelfIsAskedOnce(t *testing.T) {
	var calls atomic.Int32
	r, _ := against(t, func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		answer(w, http.StatusOK, `{"id":"11","bot":{"id":"12"}}`)
	})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if own, err := r.self(t.Context()); err != nil || own.Bot != "12" {
				t.Errorf("%+v, %v", own, err)
			}
		})
	}
	all.Wait()
	if n := calls.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// TestApplication: its id is asked for when nobody said it.
func TestApplication(t *testing.T) {
	var paths []string
	r, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
		paths = append(paths, r.URL.Path)
		answer(w, http.StatusOK, `{"id":"13"}`)
	})
	r.application = ""
	for range 2 {
		if _, err := r.editOriginal(t.Context(), "token", said("x")); err != nil {
			t.Fatal(err)
		}
	}
	edit := "/api/v10/webhooks/13/token/messages/@original"
	if diff := cmp.Diff([]string{"/api/v10/applications/@me", edit, edit}, paths); diff != "" {
		t.Error(diff)
	}
}
