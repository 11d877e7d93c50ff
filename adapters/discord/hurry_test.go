package discord

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// unanswering answers nothing until the call is given up.
type unanswering struct{}

func (unanswering) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, context.Cause(r.Context())
}

// TestHurry: a call that is not answered is given up: an answer to an interaction
// before Discord gives it up, any other after a while. Both may have been taken.
func TestHurry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRest(restOptions{Token: copilot.NewSecret(botToken), Application: "11"})
		l := r.session.Client.Transport.(*limits)
		l.next = newRedirect("", &hurry{next: unanswering{}, within: callWithin})
		began := time.Now()
		err := r.callback(t.Context(), "7", itsToken, deferred(false))
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != callbackWithin {
			t.Errorf("the answer to an interaction is given up after %v: %v", time.Since(began), err)
		}
		began = time.Now()
		_, err = r.create(t.Context(), "1", said("x"))
		if err == nil || !strings.Contains(err.Error(), "no answer within 15s") || time.Since(began) != callWithin {
			t.Errorf("a message is given up after %v: %v", time.Since(began), err)
		}
	})
}

// endless says the same for ever.
type endless struct{}

func (endless) Read(b []byte) (int, error) { return copy(b, strings.Repeat("a", len(b))), nil }

// TestAnswersAreBounded: an answer that does not end is read no further than the
// longest there can be.
func TestAnswersAreBounded(t *testing.T) {
	h := &hurry{within: callWithin, next: transport(func(*http.Request) *http.Response {
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(endless{})}
	})}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, discordAPI+"/gateway", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := h.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if n, err := io.Copy(io.Discard, response.Body); n != maxAnswer || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
}
