package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"
)

// examineAddress asks who answers where the bot listens: itself, nobody, or somebody else.
func examineAddress(ctx context.Context, s *Settings, c *chart) {
	address := reachable(s.Listen)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/readyz", nil)
	if err != nil {
		c.fault("Set LISTEN_ADDR to host:port, e.g. 127.0.0.1:8080.", "LISTEN_ADDR is no address: %v", err)
		return
	}
	response, err := http.DefaultClient.Do(request)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		examineFree(ctx, s, c, address)
		return
	case err != nil:
		c.fault("Stop it, or give the bot another LISTEN_ADDR.", "Something listens on %s and does not answer as a bot does: %v", address, err)
		return
	}
	defer response.Body.Close()
	switch response.StatusCode {
	case http.StatusOK:
		c.ok("A bot is ready at %s.", address)
	case http.StatusServiceUnavailable:
		c.warn("Its log says what it waits for; what it needs is examined below.", "A bot listens on %s and is not ready.", address)
	default:
		c.fault("Stop it, or give the bot another LISTEN_ADDR.", "Something else than a bot listens on %s: it answers %s to /readyz.", address, response.Status)
	}
}

// examineFree says whether the bot could listen there.
func examineFree(ctx context.Context, s *Settings, c *chart, address string) {
	listen := s.Listen
	if listen == "" {
		listen = firstAddress
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
	if err != nil {
		c.fault("Give the bot a LISTEN_ADDR of this machine that its user may listen on.", "The bot cannot listen on %s: %v", listen, err)
		return
	}
	_ = l.Close()
	c.ok("No bot runs at %s; one could.", address)
}
