package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// model is the endpoint that answers so.
func (w *ward) model(t *testing.T, reply openaitest.Reply) {
	t.Helper()
	w.flags["openai-base-url"] = openaitest.New(t, reply).URL
}

// sealWith has a store keep something under a secret; none for "".
func sealWith(t *testing.T, redis *memorytest.Server, secret string) {
	t.Helper()
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{Secret: copilot.NewSecret(secret)})
	must(t, err)
	defer func() { must(t, store.Close()) }()
	must(t, store.Wait(t.Context(), func(string) {}))
	must(t, store.Unlock(t.Context()))
	_, err = store.Accept(t.Context(), copilot.Request{ID: "r", Command: "draft", Place: copilot.Place{Platform: "slack", Workspace: "T", Channel: "C"}, Person: copilot.Person{Platform: "slack", ID: "U"}})
	must(t, err)
}

// used is how many bytes of memory Redis uses.
func used(t *testing.T, redis *memorytest.Server) int64 {
	t.Helper()
	_, rest, _ := strings.Cut(redis.Do("INFO memory"), "used_memory:")
	said, _, _ := strings.Cut(rest, "\r")
	bytes, err := strconv.ParseInt(said, 10, 64)
	must(t, err)
	return bytes
}

// later is a server an hour before its time, by what it says of it.
func later(t *testing.T, of string) string {
	t.Helper()
	to, err := url.Parse(of)
	must(t, err)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = to.Scheme, to.Host
		},
		ModifyResponse: func(r *http.Response) error {
			r.Header.Set("Date", time.Now().Add(time.Hour+time.Minute).UTC().Format(http.TimeFormat))
			return nil
		},
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return server.URL + to.Path
}

// toldTime is how Redis tells the time.
var toldTime = regexp.MustCompile(`\*2\r\n\$10\r\n(\d{10})\r\n`)

// anachronism is an address where Redis answers as it does, but for the time.
func anachronism(t *testing.T, socket string, ahead time.Duration) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	var running sync.WaitGroup
	t.Cleanup(running.Wait)
	t.Cleanup(func() { _ = l.Close() })
	running.Go(func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("unix", socket)
			if err != nil {
				_ = from.Close()
				return
			}
			running.Go(func() { _, _ = io.Copy(to, from); _ = to.Close() })
			running.Go(func() {
				defer from.Close()
				for some := make([]byte, 64<<10); ; {
					n, err := to.Read(some)
					if err != nil {
						return
					}
					_, _ = from.Write(toldTime.ReplaceAllFunc(some[:n], func(found []byte) []byte {
						seconds, _ := strconv.ParseInt(string(found[len("*2\r\n$10\r\n"):len(found)-2]), 10, 64)
						return fmt.Appendf(nil, "*2\r\n$10\r\n%d\r\n", seconds+int64(ahead.Seconds()))
					}))
				}
			})
		}
	})
	return l.Addr().String()
}
