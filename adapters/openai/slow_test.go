package openai

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// timed is a body whose parts come after a wait each.
type timed []struct {
	after time.Duration
	part  string
}

// paced is an endpoint that answers after a delay, with a timed body.
type paced struct {
	delay time.Duration
	body  timed
}

func (p paced) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := pass(req.Context(), p.delay); err != nil {
		return nil, err
	}
	return played{body: func(*http.Request) io.ReadCloser {
		out, in := io.Pipe()
		go func() {
			for _, x := range p.body {
				if err := pass(req.Context(), x.after); err != nil {
					_ = in.CloseWithError(err)
					return
				}
				_, _ = io.WriteString(in, x.part)
			}
			_ = in.Close()
		}()
		return out
	}}.RoundTrip(req)
}

func pass(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// The four time-outs, each at its time and not a moment sooner or later.
func TestTimeouts(t *testing.T) {
	limits := Timeouts{Connect: 2 * time.Second, FirstByte: 10 * time.Second, BetweenTokens: 5 * time.Second, Total: 30 * time.Second}
	word := openaitest.Piece("word ")
	drip := make(timed, 20)
	for i := range drip {
		drip[i].after, drip[i].part = 4*time.Second, word
	}
	pings := make(timed, 20)
	for i := range pings {
		pings[i].after, pings[i].part = time.Second, ": ping\n\n"
	}
	for name, c := range map[string]struct {
		endpoint paced
		stage    stage
		at       time.Duration
	}{
		"no connection":          {paced{delay: time.Hour}, connect, 2 * time.Second},
		"no first byte":          {paced{time.Second, timed{{time.Hour, word}}}, firstByte, 11 * time.Second},
		"keep-alives only":       {paced{time.Second, pings}, firstByte, 11 * time.Second},
		"silence":                {paced{time.Second, timed{{9 * time.Second, word}, {time.Hour, word}}}, betweenTokens, 15 * time.Second},
		"keep-alives in between": {paced{time.Second, append(timed{{time.Second, word}}, pings...)}, betweenTokens, 7 * time.Second},
		"a drip":                 {paced{time.Second, drip}, total, 30 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := at(t, "http://model.test/v1", func(config *Config) {
					config.Transport, config.Timeouts = c.endpoint, limits
				})
				start := time.Now()
				got := compose(t.Context(), w)
				got.check(t)
				took := time.Since(start)
				s, ok := errors.AsType[*slow](got.err)
				if got.kind() != copilot.WriterSlow || !ok || s.stage != c.stage || took != c.at {
					t.Errorf("%v after %s, not slow in %q after %s", got.err, took, c.stage, c.at)
				}
				synctest.Wait()
			})
		})
	}
}

// A server may think longer than a connection may take, over a real connection.
func TestConnectedIsConnected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
			client, server := net.Pipe()
			go func() {
				defer server.Close()
				_, _ = http.ReadRequest(bufio.NewReader(server))
				time.Sleep(50 * time.Second) // of the bubble's clock
				_, _ = io.WriteString(server, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"+strings.Join(openaitest.Stream("hello"), ""))
			}()
			return client, nil
		}}
		w := at(t, "http://model.test/v1", func(c *Config) { c.Transport = transport })
		if got := compose(t.Context(), w); got.err != nil || got.Text != "hello" || got.Incomplete {
			t.Errorf("%+v %v", got.Answer, got.err)
		}
	})
}

// An endpoint that is slow within its limits is not slow.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := timed{{50 * time.Second, openaitest.Piece("one ")}, {25 * time.Second, openaitest.Piece("two")}, {25 * time.Second, openaitest.Finish("stop")}, {25 * time.Second, openaitest.Done}}
		w := at(t, "http://model.test/v1", func(c *Config) { c.Transport = paced{4 * time.Second, body} })
		if got := compose(t.Context(), w); got.err != nil || got.Text != "one two" || got.Incomplete {
			t.Errorf("%+v %v", got.Answer, got.err)
		}
	})
}

// An endpoint that keeps the connection open after its last word delays the
// answer by a moment only.
func TestHangUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := timed{{0, strings.Join(openaitest.Stream("hello"), "")}, {time.Hour, ""}}
		w := at(t, "http://model.test/v1", func(c *Config) { c.Transport = paced{0, body} })
		start := time.Now()
		if got := compose(t.Context(), w); got.err != nil || got.Incomplete || time.Since(start) != hangUpTime {
			t.Errorf("%+v %v after %s", got.Answer, got.err, time.Since(start))
		}
		synctest.Wait()
	})
}

// A server that takes the connection and says nothing, not even hello in TLS. It
// sees us hang up.
func TestConnectTimeout(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	left := make(chan error, 1)
	go func() {
		conn, err := silent.Accept()
		if err == nil {
			_, err = io.Copy(io.Discard, conn)
			_ = conn.Close()
		}
		left <- err
	}()
	limits := Timeouts{Connect: 50 * time.Millisecond}.completed()
	w := at(t, "https://"+silent.Addr().String()+"/v1", func(c *Config) { c.Timeouts, c.Transport = limits, directly(limits) })
	got := compose(t.Context(), w)
	got.check(t)
	if s, ok := errors.AsType[*slow](got.err); !ok || got.kind() != copilot.WriterSlow || s.stage != connect {
		t.Errorf("%v", got.err)
	}
	<-left
}

// A certificate that nobody vouches for, and a server that speaks no TLS at all:
// down, in our words.
func TestNoTLS(t *testing.T) {
	plain, untrusted := httptest.NewServer(http.NotFoundHandler()), httptest.NewUnstartedServer(http.NotFoundHandler())
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	untrusted.StartTLS()
	defer plain.Close()
	defer untrusted.Close()
	for name, c := range map[string]struct{ url, says string }{
		"an untrusted certificate": {untrusted.URL, "certificate is not trusted"},
		"no TLS":                   {strings.Replace(plain.URL, "http:", "https:", 1), "does not speak TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			got := compose(t.Context(), at(t, c.url+"/v1"))
			got.check(t)
			if got.kind() != copilot.WriterDown || !strings.Contains(got.err.Error(), c.says) {
				t.Errorf("%v, not down because %s", got.err, c.says)
			}
		})
	}
}

// A name that nobody knows is down, and a name server that does not answer is slow.
func TestNames(t *testing.T) {
	for kind, dns := range map[copilot.WriterErrorKind]*net.DNSError{
		copilot.WriterDown: {Err: "no such host", Name: "model.test", IsNotFound: true},
		copilot.WriterSlow: {Err: "i/o timeout", Name: "model.test", IsTimeout: true},
	} {
		w := at(t, "http://model.test/v1", func(c *Config) {
			c.Transport.(*http.Transport).DialContext = func(_ context.Context, network, _ string) (net.Conn, error) {
				return nil, &net.OpError{Op: "dial", Net: network, Err: dns}
			}
		})
		got := compose(t.Context(), w)
		got.check(t)
		if got.kind() != kind {
			t.Errorf("%s: %v", dns.Err, got.err)
		}
	}
}

func TestNobodyThere(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + closed.Addr().String() + "/v1"
	_ = closed.Close()
	got := compose(t.Context(), at(t, url))
	got.check(t)
	if got.kind() != copilot.WriterDown || !strings.Contains(got.err.Error(), "refused") {
		t.Errorf("%v", got.err)
	}
}

// A server that answers in another protocol, with our own words.
func TestNotHTTP(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	go func() {
		conn, err := other.Accept()
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, "HTTP/1.1 "+openaitest.Key+" "+secretPrompt+"\r\n\r\n")
		_ = conn.Close()
	}()
	got := compose(t.Context(), at(t, "http://"+other.Addr().String()+"/v1"))
	got.check(t)
	if got.kind() != copilot.WriterDown {
		t.Errorf("%v", got.err)
	}
}

// Who cancels gets their own context's error, and the server sees us hang up.
func TestCancelReachesTheServer(t *testing.T) {
	for name, reply := range map[string]openaitest.Reply{
		"before the headers": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"before a word":      openaitest.Hang(": hello\n\n"),
		"in mid-sentence":    openaitest.Hang(openaitest.Piece("hello")),
		"in a flood":         openaitest.Endless(openaitest.Piece("hello "), time.Millisecond),
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			asked := make(chan struct{})
			srv := openaitest.New(t, func(w http.ResponseWriter, r *http.Request) {
				close(asked)
				reply(w, r)
			})
			go func() {
				<-asked
				cancel()
			}()
			got := compose(ctx, at(t, srv.URL))
			if got.err != context.Canceled || got.Text != "" {
				t.Errorf("%q %v", got.Text, got.err)
			}
			<-srv.Abandoned()
		})
	}
}

// The caller's deadline is the caller's error, not ours.
func TestDeadlineOfTheCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		w := at(t, "http://model.test/v1", func(c *Config) { c.Transport = paced{time.Second, timed{{time.Hour, ""}}} })
		if got := compose(ctx, w); got.err != context.DeadlineExceeded {
			t.Errorf("%v", got.err)
		}
	})
}

// A call that is given up does not leave the server working, whichever limit it
// ran into.
func TestGivingUpReachesTheServer(t *testing.T) {
	const short = 30 * time.Millisecond
	for name, c := range map[string]struct {
		reply  openaitest.Reply
		limits Timeouts
		kind   copilot.WriterErrorKind
	}{
		"no headers":     {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, Timeouts{FirstByte: short}, copilot.WriterSlow},
		"no first event": {openaitest.Hang(": hello\n\n"), Timeouts{FirstByte: short}, copilot.WriterSlow},
		"between tokens": {openaitest.Hang(openaitest.Piece("hello")), Timeouts{BetweenTokens: short}, copilot.WriterSlow},
		"in all":         {openaitest.Endless(openaitest.Piece("hello"), time.Millisecond), Timeouts{Total: short}, copilot.WriterSlow},
		"bytes":          {openaitest.Endless(openaitest.Piece(strings.Repeat("x", 1<<16)), 0), Timeouts{}, copilot.WriterEndless},
		"sense":          {openaitest.Hang(openaitest.Piece("hello") + "data: {oops}\n\n"), Timeouts{}, copilot.WriterGarbage},
	} {
		t.Run(name, func(t *testing.T) {
			srv := openaitest.New(t, c.reply)
			w := at(t, srv.URL, func(config *Config) { config.Timeouts = c.limits })
			got := compose(t.Context(), w)
			got.check(t)
			if got.kind() != c.kind {
				t.Errorf("%v, not %s", got.err, c.kind)
			}
			<-srv.Abandoned()
		})
	}
}
