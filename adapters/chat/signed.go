package chat

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"
)

// Bounds of a delivery over HTTP.
const (
	// maxBody is the most a delivery may weigh, in bytes: what platforms send is far
	// below.
	maxBody = 1 << 20
	// bodyWithin is how long a delivery may take to arrive: a platform's comes in one
	// piece.
	bodyWithin = 5 * time.Second
	// warnEvery is how often unsigned deliveries are worth a warning: often enough to
	// notice a wrong secret, too seldom for anybody to fill the log.
	warnEvery = time.Minute
	// MostSkew is how old a signed delivery may be, or how far ahead: an older one may
	// be somebody's recording.
	MostSkew = 5 * time.Minute
)

// Signed lets through what a platform has signed. All other gets the same answer,
// which tells nothing; of what is not even said to be signed now, the body is not
// read. Make one, fill in its fields, and use it from many goroutines.
type Signed struct {
	Platform string // for the log and the refusal: "Slack"
	Log      *slog.Logger
	Now      func() time.Time
	Within   time.Duration // for the body of one delivery; 0: 5 s
	// Claimed checks what can be checked before the body is read.
	Claimed func(h http.Header, now time.Time) error
	// Verify says whether the platform signed exactly this body. Its errors repeat
	// nothing of a request or a secret.
	Verify func(h http.Header, body []byte, now time.Time) error

	mu     sync.Mutex
	warned time.Time // when an unsigned delivery was last in the log as a warning
}

// Let serves what is signed, with its raw body.
func (s *Signed) Let(serve func(w http.ResponseWriter, r *http.Request, raw []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		connection := http.NewResponseController(w)
		within := s.Within
		if within == 0 {
			within = bodyWithin
		}
		_ = connection.SetReadDeadline(time.Now().Add(within)) // also of what is thrown away unread
		if err := s.Claimed(r.Header, s.Now()); err != nil {
			s.Refuse(w, r, err)
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			refuseBody(w, err)
			return
		}
		_ = connection.SetReadDeadline(time.Time{})
		if err := s.Verify(r.Header, raw, s.Now()); err != nil {
			s.Refuse(w, r, err)
			return
		}
		serve(w, r, raw)
	}
}

func refuseBody(w http.ResponseWriter, err error) {
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		http.Error(w, "too slow", http.StatusRequestTimeout)
		return
	}
	http.Error(w, "not read", http.StatusBadRequest)
}

// Refuse answers what the platform has not signed.
func (s *Signed) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.Log.Log(r.Context(), s.loud(), "not signed by "+s.Platform, "path", r.URL.Path, "error", err)
	w.Header().Set("Connection", "close")
	http.Error(w, "not signed by "+s.Platform, http.StatusUnauthorized)
}

// loud is how the log tells of an unsigned delivery.
func (s *Signed) loud() slog.Level {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.Now(); now.Sub(s.warned) >= warnEvery {
		s.warned = now
		return slog.LevelWarn
	}
	return slog.LevelDebug
}
