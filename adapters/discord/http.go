package discord

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// interactionsPath is where Discord calls, below the public address.
const interactionsPath = "/discord/interactions"

// Server is the HTTP side of a Door: /discord/interactions. What Discord has not
// signed in the last five minutes is refused, and so is what came before.
type Server struct {
	door   *Door
	log    *slog.Logger
	now    func() time.Time
	mux    *http.ServeMux
	known  chat.Replays
	signed *chat.Signed
}

// NewServer makes the server; ErrPublicKey for a key that is none.
func NewServer(d *Door, publicKey string) (*Server, error) {
	key, err := ParsePublicKey(publicKey)
	if err != nil {
		return nil, err
	}
	s := &Server{door: d, log: d.Log, now: d.Now, mux: http.NewServeMux()}
	s.signed = signedBy(key, d.Log, d.Now)
	s.mux.HandleFunc("POST "+interactionsPath, s.signed.Let(s.interactions))
	return s, nil
}

// signedBy lets in what a key has signed.
func signedBy(key ed25519.PublicKey, log *slog.Logger, now func() time.Time) *chat.Signed {
	return &chat.Signed{
		Platform: "Discord", Log: log, Now: now,
		Claimed: func(h http.Header, now time.Time) error { _, _, err := claimed(h, now); return err },
		Verify:  func(h http.Header, raw []byte, now time.Time) error { return verify(key, h, raw, now) },
	}
}

// ServeHTTP serves the address.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// interactions answers one interaction in the body of the response.
func (s *Server) interactions(w http.ResponseWriter, r *http.Request, raw []byte) {
	_, mark, err := claimed(r.Header, s.now())
	if err != nil || !s.known.First(mark, s.now()) { // Discord delivers nothing twice
		s.signed.Refuse(w, r, errAgain)
		return
	}
	i, err := readInteraction(raw)
	if err != nil {
		s.log.Warn("discord: unreadable", "error", err)
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	defer s.door.acknowledged(i)
	answer := s.door.interaction(r.Context(), i)
	if err := respond(w, answer); err != nil {
		s.log.Warn("discord: not acknowledged", "error", err)
		s.door.unanswered(r.Context(), i, answer)
	}
}

// respond writes the answer to an interaction, all of it before it returns: with its
// length it is one piece, that ends before anybody edits what it promises.
func respond(w http.ResponseWriter, r reply) error {
	b, err := json.Marshal(r)
	if err != nil { // every reply is made of strings, numbers and maps
		http.Error(w, "not answered", http.StatusInternalServerError)
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	w.WriteHeader(http.StatusOK)
	if _, err := w.Write(b); err != nil {
		return err
	}
	if err := http.NewResponseController(w).Flush(); !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}
