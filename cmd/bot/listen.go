package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// firstAddress is where the bot listens when nobody says where; the next free
// port when it is taken.
const (
	firstAddress = "127.0.0.1:8080"
	firstPort    = 8080
	portsTried   = 100
)

// listen opens the address asked for, or the first free one from firstAddress.
// An address that was asked for and is taken is an error: somebody else expects
// the bot to be there.
func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	if address != "" {
		l, err := config.Listen(ctx, "tcp", address)
		if err != nil {
			return nil, taken("--listen (LISTEN_ADDR)", address, err)
		}
		return l, nil
	}
	for port := firstPort; port < firstPort+portsTried; port++ {
		l, err := config.Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) {
			return l, err
		}
	}
	return nil, fmt.Errorf("no free port from %d to %d on 127.0.0.1: set --listen or LISTEN_ADDR", firstPort, firstPort+portsTried-1)
}

// taken is an error of an address that was asked for, with what to do when somebody is there.
func taken(setting, address string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is %q: %w: choose another, or stop what listens there", setting, address, err)
	}
	return fmt.Errorf("%s is %q: %w", setting, address, err)
}

// local says whether a listener can be reached from this machine only.
func local(l net.Listener) bool {
	tcp, ok := l.Addr().(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
