package slack

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"
)

// bodyWithin is how long a delivery may take to arrive: Slack's come in one piece.
const bodyWithin = 5 * time.Second

// warnEvery is how often unsigned deliveries are worth a warning: often enough to
// notice a wrong secret, too seldom for anybody to fill the log.
const warnEvery = time.Minute

// signed lets through what Slack has signed, with its raw body. All other gets the
// same answer, which tells nothing; of what is not even said to be signed now, the
// body is not read.
func (s *Server) signed(serve func(http.ResponseWriter, *http.Request, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		connection := http.NewResponseController(w)
		_ = connection.SetReadDeadline(time.Now().Add(s.within)) // also of what is thrown away unread
		if _, _, err := claimed(r.Header, s.now()); err != nil {
			s.refuse(w, r, err)
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			refuseBody(w, err)
			return
		}
		_ = connection.SetReadDeadline(time.Time{})
		if err := verify(s.secret, r.Header, raw, s.now()); err != nil {
			s.refuse(w, r, err)
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

// refuse answers what Slack has not signed.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.log.Log(r.Context(), s.loud(), "slack: not signed by Slack", "path", r.URL.Path, "error", err)
	w.Header().Set("Connection", "close")
	http.Error(w, "not signed by Slack", http.StatusUnauthorized)
}

// loud is how the log tells of an unsigned delivery.
func (s *Server) loud() slog.Level {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.now(); now.Sub(s.warned) >= warnEvery {
		s.warned = now
		return slog.LevelWarn
	}
	return slog.LevelDebug
}
