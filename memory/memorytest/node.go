package memorytest

import "testing"

// Node is a server that others find, on a port of loopback.
type Node struct {
	*Server
	port string
}

func node(t testing.TB, extra ...string) *Node {
	t.Helper()
	p := Port(t)
	return &Node{Redis(t, append([]string{"--port", p}, extra...)...), p}
}

// Address is the host and the port it listens on.
func (n *Node) Address() string { return address(n.port) }

// CatchUp waits until the node has everything its master has.
func (n *Node) CatchUp(master *Node) {
	n.t.Helper()
	await(n.t, "a replica has caught up", func() bool {
		return n.says("master_link_status") == "up" && n.says("slave_repl_offset") == master.says("master_repl_offset")
	})
}
