package discord

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
)

// connector is a proxy that knows one person.
type connector struct{ asked, refused atomic.Int32 }

func (c *connector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	user, password, ok := (&http.Request{Header: http.Header{"Authorization": r.Header["Proxy-Authorization"]}}).BasicAuth()
	if r.Method != http.MethodConnect || !ok || user != "lea" || password != "s3cret" {
		c.refused.Add(1)
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	}
	c.asked.Add(1)
	to, err := net.Dial("tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	w.WriteHeader(http.StatusOK)
	from, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	go func() {
		_, _ = io.Copy(to, from)
		_ = to.Close()
	}()
	_, _ = io.Copy(from, to)
	_ = from.Close()
}

// TestThroughTLSAndProxies: what a connection says is seen through all of it.
func TestThroughTLSAndProxies(t *testing.T) {
	t.Parallel()
	for name, who := range map[string]*url.Userinfo{"direct": nil, "through a proxy": url.UserPassword("lea", "s3cret")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFakeGateway(t, thenSends(`{"op":7,"d":null}`), well)
			f.server.Close()
			f.server = httptest.NewTLSServer(f)
			o := brisk(f, &fakeSeats{left: -1})
			o.tls = &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
			o.tls.RootCAs.AddCert(f.server.Certificate())
			proxy := &connector{}
			door := httptest.NewServer(proxy)
			defer door.Close()
			o.proxy = func(r *http.Request) (*url.URL, error) {
				if who == nil || r.URL.Scheme != "https" {
					return nil, nil
				}
				return &url.URL{Scheme: "http", User: who, Host: door.Listener.Addr().String()}, nil
			}
			r := run(t, o, plenty)
			eventually(t, "a resume", func() bool { _, n := f.counts(); return n == 1 && r.Connections() == 1 })
			if n := proxy.asked.Load(); (n >= 2) != (who != nil) {
				t.Errorf("the proxy was asked %d times", n)
			}
			r.stop()
			<-r.ended
		})
	}
}

// TestProxyRefuses: that is in the log, without the password.
func TestProxyRefuses(t *testing.T) {
	t.Parallel()
	f, proxy := newFakeGateway(t, well), &connector{}
	door := httptest.NewServer(proxy)
	defer door.Close()
	for _, via := range []*url.URL{
		{Scheme: "http", User: url.UserPassword("lea", "wr0ng"), Host: door.Listener.Addr().String()},
		{Scheme: "socks5", User: url.UserPassword("lea", "wr0ng"), Host: door.Listener.Addr().String()},
	} {
		o := brisk(f, &fakeSeats{left: -1})
		o.proxy = func(*http.Request) (*url.URL, error) { return via, nil }
		r := run(t, o, plenty)
		eventually(t, "the log to say so", func() bool { return r.logged("407 Proxy") || r.logged("a proxy over socks5 is not supported") })
		if r.logged("wr0ng") || f.seen() > 0 {
			t.Error("the log has the password, or it connected")
		}
	}
}
