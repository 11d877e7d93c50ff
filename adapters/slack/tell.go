package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
)

// Tell says something to one person: through the address that came with what
// they did last at the place, which works where the bot is not and without a
// token; else in the channel for their eyes only; else in a direct message.
func (c *Chat) Tell(ctx context.Context, to copilot.Person, at copilot.Place, sentence string) error {
	said := escape(sentence)
	if c.answer(ctx, c.whisper.take(to.ID, at.Channel), said) == nil {
		return nil
	}
	options := []slackgo.MsgOption{slackgo.MsgOptionText(said, false)}
	if at.Thread != "" {
		options = append(options, slackgo.MsgOptionTS(at.Thread))
	}
	err := errNotHere
	if at.Channel != "" && at.Channel[0] != 'D' {
		err = c.api.patiently(ctx, func() error {
			_, err := c.api.PostEphemeralContext(ctx, at.Channel, to.ID, options...)
			return err
		})
	}
	if err == nil {
		return nil
	}
	return c.api.patiently(ctx, func() error {
		_, _, err := c.api.PostMessageContext(ctx, to.ID, slackgo.MsgOptionText(said, false),
			slackgo.MsgOptionDisableLinkUnfurl(), slackgo.MsgOptionDisableMediaUnfurl())
		return err
	})
}

var (
	errNotHere   = errors.New("slack: nothing can be said for one person's eyes there")
	errNoAddress = errors.New("slack: no address to answer at")
)

// answer uses a response_url. Its errors do not tell the address, which is as
// good as a key.
func (c *Chat) answer(ctx context.Context, address, said string) error {
	if !c.answerable(address) {
		return errNoAddress
	}
	body, err := json.Marshal(map[string]any{"response_type": "ephemeral", "replace_original": false, "text": said})
	if err != nil {
		return fmt.Errorf("slack: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return errNoAddress
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := c.answers.Do(r)
	if err != nil {
		return errNoAddress
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("slack: response_url: %s", response.Status)
	}
	return told(response.Body)
}

// maxTold bounds what is read of the answer of an address, in bytes.
const maxTold = 4 << 10

// told is nil when an address answers as Slack does that took the words: a status of
// 200 alone may be a refusal, or somebody in between.
func told(body io.Reader) error {
	raw, err := io.ReadAll(io.LimitReader(body, maxTold))
	var said status
	if err == nil && (string(bytes.TrimSpace(raw)) == "ok" || json.Unmarshal(raw, &said) == nil && said.OK) {
		return nil
	}
	return errors.New("slack: response_url: not taken")
}

// answerable says whether an address may be called: over TLS, or where the Web API
// is.
func (c *Chat) answerable(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	base, err := url.Parse(c.pages.base)
	return u.Scheme == "https" || err == nil && u.Scheme == base.Scheme && u.Host == base.Host
}

// unled does not follow redirects: an address to answer at leads nowhere else.
func unled(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Slack takes five answers at an address, for half an hour.
const (
	addressUses = 5
	addressAge  = 29 * time.Minute
	maxWhispers = 10_000
)

// whispers remembers where to answer people, in this process alone: an address
// is as good as a key and is written down nowhere. It is safe for concurrent use.
type whispers struct {
	now func() time.Time

	mu    sync.Mutex
	swept time.Time
	known map[[2]string]returnAddress // by person and channel
}

type returnAddress struct {
	url  string
	left int
	at   time.Time
}

func newWhispers(now func() time.Time) *whispers {
	return &whispers{now: now, known: map[[2]string]returnAddress{}}
}

func (w *whispers) keep(person, channel, url string) {
	if url == "" {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sweep()
	if len(w.known) >= maxWhispers {
		clear(w.known)
	}
	w.known[[2]string{person, channel}] = returnAddress{url, addressUses, w.now()}
}

// sweep forgets what nobody may use any more, each minute. The lock is held.
func (w *whispers) sweep() {
	now := w.now()
	if now.Sub(w.swept) < time.Minute {
		return
	}
	w.swept = now
	maps.DeleteFunc(w.known, func(_ [2]string, a returnAddress) bool { return a.old(now) })
}

func (a returnAddress) old(now time.Time) bool { return now.Sub(a.at) > addressAge }

// take uses an address once; "" when there is none.
func (w *whispers) take(person, channel string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := [2]string{person, channel}
	a, ok := w.known[key]
	if !ok || a.left == 0 || a.old(w.now()) {
		delete(w.known, key)
		return ""
	}
	a.left--
	w.known[key] = a
	return a.url
}
