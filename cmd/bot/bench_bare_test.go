package main

import (
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// bare is the least that may be called a handler: it verifies the signature,
// keeps what came and acknowledges. It runs as a process of its own, as the bot
// does, and ends with its standard input.
func bare() {
	journal, err := memorytest.OpenJournal(os.Getenv("REDIS_URL"), "bare")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("The bare handler is at http://%s\n", listener.Addr())
	h := &bareHandler{signed: signedBySlack(os.Getenv("SLACK_SIGNING_SECRET")), keep: journal.Add}
	if key, err := hex.DecodeString(os.Getenv("DISCORD_PUBLIC_KEY")); err == nil && len(key) == ed25519.PublicKeySize {
		h.signed, h.answer = signedByDiscord(key), `{"type":5}`
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// bareHandler is what is the same for all chats.
type bareHandler struct {
	signed func(h http.Header, raw []byte, now time.Time) bool
	keep   func(context.Context, []byte) error
	answer string // JSON; "" for an empty one
}

// ServeHTTP acknowledges what was signed and could be kept.
func (b *bareHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	switch {
	case err != nil:
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	case !b.signed(r.Header, raw, time.Now()):
		http.Error(w, "not signed", http.StatusUnauthorized)
		return
	}
	if err := b.keep(r.Context(), raw); err != nil {
		http.Error(w, "not kept", http.StatusServiceUnavailable)
		return
	}
	if b.answer != "" {
		w.Header().Set("Content-Type", "application/json")
	}
	_, _ = io.WriteString(w, b.answer)
}

// recent says whether a time in seconds is within five minutes of now.
func recent(seconds string, now time.Time) (at time.Time, ok bool) {
	n, err := strconv.ParseInt(seconds, 10, 64)
	at = time.Unix(n, 0)
	return at, err == nil && now.Sub(at).Abs() <= 5*time.Minute
}

func signedBySlack(secret string) func(http.Header, []byte, time.Time) bool {
	return func(h http.Header, raw []byte, now time.Time) bool {
		at, ok := recent(h.Get("X-Slack-Request-Timestamp"), now)
		return ok && hmac.Equal([]byte(h.Get("X-Slack-Signature")), []byte(slacktest.Sign(secret, at, raw)))
	}
}

func signedByDiscord(key ed25519.PublicKey) func(http.Header, []byte, time.Time) bool {
	return func(h http.Header, raw []byte, now time.Time) bool {
		stamp := h.Get("X-Signature-Timestamp")
		_, ok := recent(stamp, now)
		mark, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
		return ok && err == nil && ed25519.Verify(key, append([]byte(stamp), raw...), mark)
	}
}
