package main

import (
	"context"
	"crypto/hmac"
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
	server := &http.Server{Handler: bareHandler(os.Getenv("SLACK_SIGNING_SECRET"), journal.Add), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func bareHandler(secret string, keep func(context.Context, []byte) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			return
		}
		seconds, err := strconv.ParseInt(r.Header.Get("X-Slack-Request-Timestamp"), 10, 64)
		at := time.Unix(seconds, 0)
		signed := hmac.Equal([]byte(r.Header.Get("X-Slack-Signature")), []byte(slacktest.Sign(secret, at, raw)))
		if err != nil || time.Since(at).Abs() > 5*time.Minute || !signed {
			http.Error(w, "not signed", http.StatusUnauthorized)
			return
		}
		if err := keep(r.Context(), raw); err != nil {
			http.Error(w, "not kept", http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusOK)
	})
}
