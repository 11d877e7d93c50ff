package faults

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

// tolerance is how long Slack and Discord wait for an answer.
const tolerance = 3 * time.Second

// parcel is something that a person did, on its way to the bot: several times, as
// networks and platforms have it.
type parcel struct {
	asked   time.Time
	request func(ctx context.Context, base string, at time.Time) (*http.Request, error)
	read    func(said []byte) (outcome, string) // of a response with status 200

	inTurn  sync.Mutex
	ordered bool // one delivery at a time, and none after a refusal
	refused bool
}

// deliver delivers it for the nth time. Each delivery is signed at a second of its
// own, as retries are: the very same bytes twice are no retry but a replay.
func (p *parcel) deliver(ctx context.Context, client *http.Client, address string, n int) (outcome, string) {
	if p.ordered {
		p.inTurn.Lock()
		defer p.inTurn.Unlock()
		if p.refused {
			return withheld, ""
		}
	}
	r, err := p.request(ctx, address, p.asked.Add(-time.Duration(n)*time.Second))
	if err != nil {
		return unanswered, err.Error()
	}
	if n > 0 && r.Header.Get("X-Slack-Signature") != "" {
		r.Header.Set("X-Slack-Retry-Num", "1")
		r.Header.Set("X-Slack-Retry-Reason", "http_timeout")
	}
	to, said := p.send(client, r)
	if p.ordered {
		p.refused = to == refused || to == unsure
	}
	return to, said
}

// send sends a delivery and reads how it was answered.
func (p *parcel) send(client *http.Client, r *http.Request) (outcome, string) {
	response, err := client.Do(r)
	if err != nil {
		return unanswered, err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	said, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return unanswered, err.Error()
	case response.StatusCode != http.StatusOK:
		return failed, response.Status + " " + string(said)
	}
	return p.read(said)
}

// wordsOf is the outcome of words that a person was answered with.
func wordsOf(said []byte) (outcome, string) {
	if bytes.Contains(said, []byte("it is not certain")) {
		return unsure, string(said)
	}
	return refused, string(said)
}

func newClient() *http.Client {
	return &http.Client{Timeout: tolerance, Transport: &http.Transport{MaxIdleConnsPerHost: 256, IdleConnTimeout: 10 * time.Second, DisableCompression: true}}
}
