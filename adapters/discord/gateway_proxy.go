package discord

import (
	"bufio"
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/url"
)

// reach dials a host, through the proxy that is for it.
func (b *switchboard) reach(ctx context.Context, addr string, secret bool) (net.Conn, error) {
	scheme := "http"
	if secret {
		scheme = "https"
	}
	via, err := b.proxy(&http.Request{URL: &url.URL{Scheme: scheme, Host: addr}})
	if err != nil {
		return nil, err
	}
	var d net.Dialer
	if via == nil {
		return d.DialContext(ctx, "tcp", addr)
	}
	if via.Scheme != "http" {
		return nil, fmt.Errorf("a proxy over %s is not supported", via.Scheme)
	}
	host := via.Host
	if via.Port() == "" {
		host = net.JoinHostPort(via.Hostname(), "80")
	}
	conn, err := d.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, err
	}
	if err := tunnel(ctx, conn, addr, via.User); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// tunnel asks a proxy for a way to addr. Nothing comes from there before we speak,
// so that no byte of it is lost in the buffer.
func tunnel(ctx context.Context, conn net.Conn, addr string, who *url.Userinfo) error {
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	ask := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: addr}, Host: addr, Header: http.Header{}}
	if who != nil {
		password, _ := who.Password()
		ask.Header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(who.Username()+":"+password)))
	}
	if err := ask.Write(conn); err != nil {
		return err
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), ask)
	if err != nil {
		return err
	}
	// Its body is the tunnel: it is not to be closed.
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the proxy answers %s", answer.Status)
	}
	return nil
}
