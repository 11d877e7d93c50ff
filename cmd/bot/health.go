package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

type healthCmd struct{}

// whyAtMost is how much is read of why a bot is not ready, in bytes: a sentence, unless
// something else listens there.
const whyAtMost = 500

// Run asks the bot that listens on LISTEN_ADDR whether it is ready.
func (healthCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+reachable(s.Listen)+"/readyz", nil)
	if err != nil {
		return fmt.Errorf("health: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("health: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		why, err := io.ReadAll(io.LimitReader(response.Body, whyAtMost))
		return errors.Join(fmt.Errorf("not ready: %s: %s", response.Status, strings.TrimSpace(string(why))), err)
	}
	_, err = fmt.Fprintln(std.out, "ready")
	return err
}

// reachable is the address to ask for one that is listened on: a wildcard is
// reached on loopback.
func reachable(listen string) string {
	if listen == "" {
		return firstAddress
	}
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip := net.ParseIP(host); host == "" || (ip != nil && ip.IsUnspecified()) {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
