package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/builtin"
)

// BenchmarkThreadPage is what opening the long sample thread costs, a card of a
// draft among its messages.
func BenchmarkThreadPage(b *testing.B) {
	s := newStage(b, builtin.New())
	s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April at €89")
	for b.Loop() {
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/c/launch/t/launch-005", nil))
		if n, err := io.Copy(io.Discard, w.Body); w.Code != http.StatusOK || err != nil {
			b.Fatal(w.Code, n, err)
		}
	}
}

// BenchmarkDiff compares two revisions of a long post.
func BenchmarkDiff(b *testing.B) {
	before := strings.Repeat("Halo 2 is out on 14 April, with 600 lumens measured. ", 55)
	after := strings.ReplaceAll(strings.Replace(before, "14", "15", 20), "measured", "tested")
	for b.Loop() {
		if left, _ := diff(before, after); len(left) < 2 {
			b.Fatal("nothing differs")
		}
	}
}
