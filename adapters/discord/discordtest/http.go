package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ConnectHTTP says where the app listens, "http://127.0.0.1:8080"; Options.Path is
// below it. "" disconnects it. It goes before the gateway for interactions.
func (d *Discord) ConnectHTTP(baseURL string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.base = strings.TrimSuffix(baseURL, "/")
}

// Sign is the X-Signature-Ed25519 of a body at a time.
func (d *Discord) Sign(at time.Time, body []byte) string {
	return hex.EncodeToString(ed25519.Sign(d.key, append([]byte(strconv.FormatInt(at.Unix(), 10)), body...)))
}

// SendRaw posts a body as Discord would, signed, after mutate has changed the
// headers; nil changes nothing. The body of the response is read and can be read
// again.
func (d *Discord) SendRaw(body []byte, mutate func(http.Header)) *http.Response {
	d.t.Helper()
	resp, err := d.postSigned(body, mutate)
	if err != nil {
		d.t.Fatalf("discordtest: SendRaw: %v", err)
	}
	return resp
}

// typed wants the content type without which Discord reads no answer.
func (d *Discord) typed(resp *http.Response) {
	if kind := resp.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		d.blame("an interaction was answered with the Content-Type %q: Discord wants application/json", kind)
	}
}

func (d *Discord) postSigned(body []byte, mutate func(http.Header)) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), d.o.Patience)
	defer cancel()
	base := d.address()
	if base == "" {
		return nil, errors.New("no app is connected: call ConnectHTTP")
	}
	req, err := d.signed(ctx, base, d.o.Now(), body)
	if err != nil {
		return nil, err
	}
	if mutate != nil {
		mutate(req.Header)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("posting to the app: %w", err)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, mostBody))
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(raw))
	return resp, err
}

// deliverHTTP delivers an interaction over HTTP. The response is the answer; an empty
// 202 says that it comes over the API.
func (d *Discord) deliverHTTP(v *delivery) Reply {
	resp, err := d.postSigned(v.raw, nil)
	if err != nil {
		return Reply{Late: true, Body: []byte(err.Error())}
	}
	raw, _ := io.ReadAll(resp.Body) // it is in memory
	got := Reply{Late: true, Status: resp.StatusCode, Body: raw, Header: resp.Header}
	switch {
	case resp.StatusCode == http.StatusAccepted && len(raw) == 0:
		r := d.await(v.i)
		r.Status, r.Header = got.Status, got.Header
		return r
	case resp.StatusCode != http.StatusOK:
		return got
	}
	d.typed(resp)
	var body object
	if err := json.Unmarshal(raw, &body); err != nil {
		d.blame("an interaction was answered with no JSON object: %.200q", raw)
		return got
	}
	if err := d.answeredHTTP(v.i, body); err != nil {
		return got
	}
	r := <-v.i.reply
	r.Status, r.Body, r.Header = got.Status, got.Body, got.Header
	return r
}

// answeredHTTP does what a response says; what Discord would not take, it drops.
func (d *Discord) answeredHTTP(i *interaction, body object) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.respond("the response to an interaction", i, body)
	var r *refusal
	if errors.As(err, &r) && r.blame != "" {
		d.blameLocked("the response to an interaction: %d %s: %s", r.code, r.message, r.blame)
	}
	return err
}
