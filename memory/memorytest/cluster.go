package memorytest

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// slots are how many a Cluster has.
const slots = 16_384

// Cluster is three masters on loopback, which know one another and share the slots.
type Cluster struct {
	t       testing.TB
	extra   []string
	masters [3]*Node
}

// NewCluster starts one. Further arguments of redis-server may be given.
func NewCluster(t testing.TB, extra ...string) *Cluster {
	t.Helper()
	c := &Cluster{t: t, extra: append([]string{"--cluster-enabled", "yes"}, extra...)}
	for i := range c.masters {
		c.masters[i] = node(t, c.extra...)
		c.masters[i].Do(fmt.Sprintf("CLUSTER ADDSLOTSRANGE %d %d", i*slots/3, (i+1)*slots/3-1))
		c.masters[i].Do(fmt.Sprintf("CLUSTER SET-CONFIG-EPOCH %d", i+1))
	}
	for _, other := range c.masters[1:] {
		c.meet(other)
	}
	for _, n := range c.masters {
		await(t, "the cluster is whole", func() bool {
			known := n.Do("CLUSTER INFO")
			return strings.Contains(known, "cluster_state:ok") && strings.Contains(known, "cluster_size:3")
		})
	}
	return c
}

func (c *Cluster) meet(n *Node) { c.masters[0].Do("CLUSTER MEET 127.0.0.1 " + n.port) }

// Holder is the master that holds a key.
func (c *Cluster) Holder(key string) *Node {
	c.t.Helper()
	slot, err := strconv.Atoi(c.masters[0].Do("CLUSTER KEYSLOT " + key))
	if err != nil {
		c.t.Fatal(err)
	}
	for i, n := range c.masters {
		if slot < (i+1)*slots/3 {
			return n
		}
	}
	panic("no such slot")
}

// URL names one node of it, which does not hold the key.
func (c *Cluster) URL(key string) string {
	n := c.masters[0]
	if n == c.Holder(key) {
		n = c.masters[1]
	}
	return "redis+cluster://" + n.Address()
}

// Replicate adds a replica of a master, and returns it when it follows and all know it.
func (c *Cluster) Replicate(master *Node) *Node {
	c.t.Helper()
	n := node(c.t, c.extra...)
	c.meet(n)
	id := master.Do("CLUSTER MYID")
	await(c.t, "the new node knows its master", func() bool { return strings.Contains(n.Do("CLUSTER NODES"), id+" "+master.Address()) })
	n.Do("CLUSTER REPLICATE " + id)
	own := n.Do("CLUSTER MYID")
	for _, other := range c.masters {
		await(c.t, "the others know the replica", func() bool { return follows(other.Do("CLUSTER NODES"), own, id) })
	}
	n.CatchUp(master)
	return n
}

// follows reads from what a node knows that one follows another.
func follows(nodes, replica, master string) bool {
	for line := range strings.Lines(nodes) {
		if strings.HasPrefix(line, replica+" ") {
			return strings.Contains(line, "slave "+master)
		}
	}
	return false
}
