package memory

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"

	"github.com/brouillon/brouillon/copilot"
)

// linker computes the links of a tenant, one after the other without making anything
// anew for each.
type linker struct {
	h      hash.Hash
	prefix string
	text   []byte
	sum    []byte
	digits []byte
}

func newLinker(c chain, t copilot.Tenant) *linker {
	return &linker{h: hmac.New(sha256.New, c.key), prefix: "link\x00" + tenantPart(t) + "\x00"}
}

// link follows from the one before it, "" at the beginning. It is there until the next.
func (l *linker) link(before, draft, commitment string) []byte {
	l.text = append(l.text[:0], l.prefix...)
	for _, part := range []string{before, draft, commitment} {
		l.text = append(append(l.text, part...), 0)
	}
	l.h.Reset()
	l.h.Write(l.text)
	l.sum = l.h.Sum(l.sum[:0])
	l.digits = hex.AppendEncode(l.digits[:0], l.sum)
	return l.digits
}

// made says whether this key made the link of an element.
func (l *linker) made(before string, e element) bool {
	return hmac.Equal(l.link(before, e.draft, e.commitment), []byte(e.link))
}
