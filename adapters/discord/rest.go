package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// restOptions is what the HTTP API needs.
type restOptions struct {
	Token       copilot.Secret    // of the bot, without "Bot " before it
	URL         string            // of the API; "" for Discord's own
	Application string            // its id; "": Discord is asked
	Log         *slog.Logger      // nil: nothing is logged
	Now         func() time.Time  // nil: the clock
	Failed      func(kind string) // as in ChatOptions
}

// rest makes calls of Discord's HTTP API. The library makes the requests; what they
// wait for, where they go and how long they may take is decided on the way, in the
// transport. It is safe for concurrent use.
type rest struct {
	session *discordgo.Session
	limits  *limits
	clock   *clock
	log     *slog.Logger
	now     func() time.Time
	token   copilot.Secret // never in an error
	failing func(kind string)
	wires   *http.Transport

	asking      chan struct{} // held by whoever asks who we are
	mu          sync.Mutex
	application string // its id, "" while nobody said it
	own         *identity
}

// newRest makes the caller. It calls nobody yet.
func newRest(o restOptions) *rest {
	session, _ := discordgo.New("Bot " + o.Token.Reveal()) // never fails
	session.StateEnabled = false
	session.UserAgent = "DiscordBot (https://github.com/brouillon/brouillon, 1.0)"
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	wires := connections()
	told := &clock{next: wires, now: o.Now}
	limits := newLimits(newRedirect(o.URL, &hurry{next: chat.Fenced{Next: told}, within: callWithin}), o.Now, o.Log)
	session.Client = &http.Client{
		Transport:     limits,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &rest{session: session, limits: limits, clock: told, log: o.Log, now: o.Now, token: o.Token, failing: o.Failed, wires: wires, asking: make(chan struct{}, 1), application: o.Application}
}

// httpClient is what else of the library calls Discord: under the same limits, and
// to the same place.
func (r *rest) httpClient() *http.Client { return r.session.Client }

// close lets go of the connections that nobody uses.
func (r *rest) close() { r.wires.CloseIdleConnections() }

// longestRest bounds how long Discord may make one call wait in all: longer than it
// asks for in practice, shorter than a person waits.
const longestRest = 2 * time.Minute

// call makes one call of a path such as "/channels/1/messages?limit=100": in is sent
// as JSON unless it is nil or has a file, the answer is read into out unless that is nil. It is
// patient: what there was too much of is made again after the rest Discord asks for.
// Errors that trying again does not cure are a *copilot.Fault.
func (r *rest) call(ctx context.Context, method, path string, in, out any) error {
	body, kind, err := encode(in)
	if err != nil {
		return fmt.Errorf("discord: write %s: %w", routeOf(method, path), err)
	}
	var answer []byte
	least := minRest
	for rested := time.Duration(0); ; least *= 2 {
		answer, err = r.once(ctx, method, path, kind, body)
		r.tell(err)
		busy, ok := errors.AsType[*tooMany](err)
		if !ok {
			break
		}
		asked := max(busy.after, least)
		if rested += asked; rested > longestRest {
			return chat.Busy(platformName, asked, err)
		}
		if err := r.limits.pause(ctx, asked, nil); err != nil {
			return fmt.Errorf("discord: %s: %w", routeOf(method, path), err)
		}
	}
	if err != nil {
		return fault(err)
	}
	if err := decode(routeOf(method, path), answer, out); err != nil {
		return fault(err) // whatever stands between may have answered: nobody knows what was done
	}
	return nil
}

// minRest is the least pause after a refusal for haste; each is twice as long.
const minRest = 50 * time.Millisecond

// once makes a call that waits for no refusal. The library's own locks are not in
// its way: each call has a bucket to itself.
func (r *rest) once(ctx context.Context, method, path, kind string, body []byte) ([]byte, error) {
	bucket := discordgo.NewRatelimiter().LockBucket(path)
	answer, err := r.session.RequestWithLockedBucket(method, discordAPI+path, kind, body, bucket, 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	if err != nil {
		return nil, r.failed(routeOf(method, path), err)
	}
	return answer, nil
}

// tell tells whoever counts them of a call that failed.
func (r *rest) tell(err error) {
	if r.failing == nil {
		return
	}
	kind := chat.FailedAs(fault(err))
	if _, busy := errors.AsType[*tooMany](err); busy {
		kind = chat.FailedBusy
	} else if gone(err) {
		kind = chat.FailedGone
	}
	if kind != "" {
		r.failing(kind)
	}
}

// encode writes a body, nil for nothing, and says of what type it is.
func encode(in any) (body []byte, kind string, err error) {
	const plain = "application/json"
	switch in := in.(type) {
	case nil:
		return nil, plain, nil
	case attached:
		return in.encode()
	default:
		body, err = encodeJSON(in)
		return body, plain, err
	}
}

// encodeJSON leaves signs of HTML as they are: Discord counts and shows what it is
// sent.
func encodeJSON(in any) ([]byte, error) {
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetEscapeHTML(false)
	if err := e.Encode(in); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(body.Bytes(), []byte("\n")), nil
}

// decode reads an answer.
func decode(of route, answer []byte, out any) error {
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("discord: read %s: %w", of, err)
	}
	return nil
}
