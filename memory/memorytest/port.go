package memorytest

import (
	"math/rand/v2"
	"net"
	"strconv"
	"testing"
)

// busAbove is how far above its port a node of a Cluster has its bus.
const busAbove = 10_000

// Port finds a port on loopback that is free now, and so is the one a bus would take.
// Both are below those that systems give to whoever wants any, so that nobody comes
// by them before a server listens.
func Port(t testing.TB) string {
	t.Helper()
	for range 1_000 {
		n := 10_000 + rand.N(12_000)
		if free(n) && free(n+busAbove) {
			return strconv.Itoa(n)
		}
	}
	t.Fatal("no free port on loopback")
	return ""
}

func free(port int) bool {
	l, err := net.Listen("tcp", address(strconv.Itoa(port)))
	if err != nil {
		return false
	}
	_ = l.Close()
	return true
}

func address(port string) string { return net.JoinHostPort("127.0.0.1", port) }
