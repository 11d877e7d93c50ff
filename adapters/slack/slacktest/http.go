package slacktest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// ConnectHTTP says where the app in HTTP mode listens, "http://127.0.0.1:8080";
// Options.Paths are below it. "" disconnects it. It goes before Socket Mode.
func (s *Slack) ConnectHTTP(baseURL string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.base = strings.TrimSuffix(baseURL, "/")
}

// Sign is the X-Slack-Signature of a body at a time.
func Sign(secret string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%d:%s", at.Unix(), body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

// Verify sends the url_verification that Slack sends when an address is entered,
// and makes the test red when the challenge does not come back.
func (s *Slack) Verify() Reply {
	s.t.Helper()
	challenge := token(16)
	r := s.deliver(eventsAPI, map[string]any{"token": verification, "challenge": challenge, "type": "url_verification"})
	if !r.Acked() || string(r.Body) != challenge && r.JSON["challenge"] != challenge {
		s.t.Errorf("slacktest: url_verification: the challenge did not come back: %d %q", r.Status, r.Body)
	}
	return r
}

// post delivers over HTTP: an event up to three times again, at once.
func (s *Slack) post(d *delivery) Reply {
	var r Reply
	reason := ""
	for attempt := 0; ; attempt++ {
		var final bool
		r, reason, final = s.postOnce(d, attempt, reason)
		r.Attempts = attempt + 1
		if r.Acked() || !d.event || final || attempt == redeliveries {
			return r
		}
	}
}

// postOnce is one attempt. It tells why it failed, as X-Slack-Retry-Reason has it,
// and whether the app asked not to be tried again.
func (s *Slack) postOnce(d *delivery, attempt int, why string) (r Reply, reason string, final bool) {
	ctx, cancel := context.WithTimeout(context.Background(), s.o.AckLimit)
	defer cancel()
	req, err := s.signed(ctx, s.address(), s.o.Signing(), d)
	if err != nil {
		s.blame("%v", err)
		return Reply{}, "", true
	}
	if attempt > 0 {
		req.Header.Set("X-Slack-Retry-Num", strconv.Itoa(attempt))
		req.Header.Set("X-Slack-Retry-Reason", why)
	}
	resp, err := http.DefaultClient.Do(req)
	if err == nil {
		defer func() { _ = resp.Body.Close() }()
		r.Status = resp.StatusCode
		r.Body, err = io.ReadAll(io.LimitReader(resp.Body, mostBody))
		final = resp.Header.Get("X-Slack-No-Retry") == "1"
		s.judge(d, resp, r.Body)
	}
	switch {
	case ctx.Err() != nil:
		r.Late = true
		return r, "http_timeout", final
	case err != nil:
		return r, "connection_failed", final
	default:
		return r, "http_error", final
	}
}

// judge refuses responses that Slack would not understand.
func (s *Slack) judge(d *delivery, resp *http.Response, body []byte) {
	kind := resp.Header.Get("Content-Type")
	isObject := bytes.HasPrefix(bytes.TrimSpace(body), []byte("{"))
	if d.kind != eventsAPI && resp.StatusCode == http.StatusOK && isObject && !strings.HasPrefix(kind, "application/json") {
		s.blame("%s: a JSON response of the type %q is not read as JSON", d.kind, kind)
	}
}

// signed is the request that brings a delivery to a server, signed at a time.
func (s *Slack) signed(ctx context.Context, base string, at time.Time, d *delivery) (*http.Request, error) {
	path, kind, body := s.o.Paths.Events, "application/json", d.raw
	switch d.kind {
	case slashCommands:
		path, kind, body = s.o.Paths.Commands, "application/x-www-form-urlencoded", formOf(d.payload)
	case interactive:
		path, kind = s.o.Paths.Interactive, "application/x-www-form-urlencoded"
		body = []byte(url.Values{"payload": {string(d.raw)}}.Encode())
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("addressing the app: %w", err)
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	req.Header.Set("X-Slack-Request-Timestamp", strconv.FormatInt(at.Unix(), 10))
	req.Header.Set("X-Slack-Signature", Sign(s.o.SigningSecret, at, body))
	return req, nil
}

// formOf writes a payload of plain values as a form.
func formOf(payload map[string]any) []byte {
	form := url.Values{}
	for name, value := range payload {
		form.Set(name, fmt.Sprint(value))
	}
	return []byte(form.Encode())
}
