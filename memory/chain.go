package memory

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// chain links the audit entries of a tenant in the order they were written:
//
//	link = HMAC(key, what came before, draft, commitment to the entry)
//	seal = HMAC(key, number of entries, last link)
//
// The seal is kept of the present head alone, so that a tail cannot be cut off without
// the key. Without a secret the key is one that everybody knows.
//
// The links are computed here and not by the server, which would need a hash function:
// a script compares the head that they were computed from with what it finds, before it
// changes anything, and says how the chain is when somebody else was faster.
type chain struct{ key []byte }

func newChain(secret copilot.Secret) chain { return chain{secret.Key("audit chain")} }

// mac is over parts none of which holds a NUL.
func (c chain) mac(parts ...string) string {
	h := hmac.New(sha256.New, c.key)
	for _, part := range parts {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

func tenantPart(t copilot.Tenant) string { return escape(t.Platform) + ":" + escape(t.Workspace) }

func (c chain) seal(t copilot.Tenant, n, link string) string {
	return c.mac("head", tenantPart(t), n, link)
}

// tip is how the store last said that a chain stands: as it is kept, for a script to
// compare, and whether that can be.
type tip struct {
	n, link string
	length  int64 // of the ledger
	whole   bool
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// position is that of the next entry.
func (h tip) position() int64 { return h.length + 1 }

// step is what one more entry makes of a head.
type step struct {
	to   tip
	args []any
}

// step links an entry. A head that cannot be was tampered with: the work goes on, but
// without a seal, so that nothing makes up for it and whoever verifies is told.
// kept is the entry as it is put away.
func (s *Store) step(t copilot.Tenant, from tip, draft string, entry, kept []byte) step {
	commitment, _ := commitment(entry)
	to := tip{
		n:      decimal(from.position()),
		link:   string(newLinker(s.chain, t).link(from.link, draft, commitment)),
		length: from.position(), whole: from.whole,
	}
	seal := ""
	if to.whole {
		seal = s.chain.seal(t, to.n, to.link)
	}
	return step{to, []any{from.n, from.link, from.length, kept, draft, commitment, to.n, to.link, seal}}
}

// public is the chain that needs no secret.
var public = newChain(copilot.Secret{})

// record runs a script that writes an audit entry. When somebody else was faster it is run
// again at once, with the chain as it is now, until ctx ends: each time one of those who
// try gets on. Those of one process take turns, so that only replicas compete.
func (s *Store) record(ctx context.Context, v verb, ref copilot.Ref, keys []string, entry copilot.Audit, args ...any) *redis.Cmd {
	text, err := encodeEntry(entry)
	if err != nil {
		return failed(ctx, err)
	}
	defer s.turn(ctx, ref.Tenant)()
	h, kept := s.tipOf(ref.Tenant), s.coverEntry(ref.Tenant, s.keys.trail(ref), text)
	for {
		step := s.step(ref.Tenant, h, escape(ref.Draft), text, kept)
		cmd := s.run(ctx, v, keys, append(step.args, args...)...)
		reply, _ := cmd.Val().([]any)
		switch {
		case len(reply) > 0 && reply[0] == "chain":
			h = s.learn(ref.Tenant, h, reply)
		case cmd.Err() == nil && len(reply) > 0 && reply[0] == "ok":
			s.tips.Store(ref.Tenant, step.to)
			return cmd
		default:
			return cmd
		}
	}
}

// turn waits for those who write to the record of the same tenant, and returns what ends
// the turn. Nobody waits longer than the store may take to answer one of them: who goes on
// without a turn is overtaken at worst.
func (s *Store) turn(ctx context.Context, t copilot.Tenant) (over func()) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	kept, _ := s.turns.LoadOrStore(t, make(chan struct{}, 1))
	turn := kept.(chan struct{})
	select {
	case turn <- struct{}{}:
		return func() { <-turn }
	case <-ctx.Done():
		return func() {}
	}
}

func failed(ctx context.Context, err error) *redis.Cmd {
	cmd := redis.NewCmd(ctx)
	cmd.SetErr(err)
	return cmd
}

// tipOf is how a tenant's chain stood when this store last heard of it.
func (s *Store) tipOf(t copilot.Tenant) tip {
	if h, ok := s.tips.Load(t); ok {
		return h.(tip)
	}
	return tip{n: "0", whole: true}
}

// learn reads from the reply of a script how a chain is now. The
// store has been wherever it was seen: what is shorter now has lost something.
func (s *Store) learn(t copilot.Tenant, was tip, reply []any) tip {
	now := readStanding(reply[1:])
	h := now.tip
	h.whole = s.sound(t, now)
	switch {
	case !h.whole:
		s.o.Log.Error("the audit chain is broken: bot audit verify says where", "platform", t.Platform, "workspace", t.Workspace)
	case h.length < was.length:
		s.o.Log.Error("the audit chain is shorter than it was: audit entries are lost",
			"platform", t.Platform, "workspace", t.Workspace, "was", was.length, "is", h.length)
	}
	s.tips.Store(t, h)
	return h
}
