package memory

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// An envelope is a value as it is kept when there is a secret:
//
//	NUL, version, 4 bytes of key id, 12 of nonce, AES-256-GCM of the value, 16 of tag
//
// No value that was kept without a secret begins with NUL. The key is a tenant's own, by
// HKDF, so that random nonces last: 2^32 envelopes a workspace before two are as likely to
// be the same as a GCM may be, or 136 a second for a year, and a new secret begins anew.
// Where it lies is part of what is authenticated: an envelope opens nowhere else.
const (
	envelopeMark    = "\x00\x01"
	keyIDSize       = 4
	envelopeMinimum = len(envelopeMark) + keyIDSize + 12 + 16
)

// cell is where a value lies.
type cell struct {
	tenant copilot.Tenant
	key    string // of Redis
	field  string // of a hash; else ""
}

func (c cell) String() string { return c.key + " " + c.field }

// bound is what of a cell an envelope holds to. Keys have no NUL.
func (c cell) bound() []byte { return []byte(c.key + "\x00" + c.field) }

// What is wrong with a value that is not read.
var (
	// ErrLocked says that a value is in an envelope for which the store has no key.
	ErrLocked = errors.New("memory: sealed with another secret key")
	// ErrForged says that an envelope was changed, or lies elsewhere than it was put.
	ErrForged = errors.New("memory: sealed, and changed or moved since")
	// ErrBare says that a value is in no envelope where all have to be.
	ErrBare = errors.New("memory: not sealed")
)

// trouble is an error about a cell, with a sentence for whoever meets it.
func (c cell) trouble(what error) error {
	key := map[error]string{ErrLocked: "fault.sealed.key", ErrForged: "fault.sealed.forged", ErrBare: "fault.sealed.bare"}[what]
	return copilot.NewFault(copilot.FaultInternal, key, nil, fmt.Errorf("%w: %v", what, c))
}

// keyring makes and opens the envelopes of one secret.
type keyring struct {
	secret  copilot.Secret
	id      string
	tenants sync.Map // tenantPart to cipher.AEAD
	marking sync.Map // tenantPart to key
}

func newKeyring(secret copilot.Secret) *keyring {
	return &keyring{secret: secret, id: string(secret.Key("envelope key id")[:keyIDSize])}
}

// of is the lock of a tenant.
func (k *keyring) of(t copilot.Tenant) cipher.AEAD {
	name := tenantPart(t)
	if lock, ok := k.tenants.Load(name); ok {
		return lock.(cipher.AEAD)
	}
	kept, _ := k.tenants.LoadOrStore(name, copilot.Box(k.secret.Key("envelopes of "+name)))
	return kept.(cipher.AEAD)
}

func (k *keyring) wrap(c cell, plain []byte) []byte {
	envelope := make([]byte, 0, envelopeMinimum+len(plain))
	envelope = append(append(envelope, envelopeMark...), k.id...)
	return k.of(c.tenant).Seal(envelope, nil, plain, c.bound())
}

// inEnvelope says whether a value is in one, and made with which key.
func inEnvelope(value string) (keyID string, is bool) {
	if len(value) < envelopeMinimum || value[:len(envelopeMark)] != envelopeMark {
		return "", len(value) > 0 && value[0] == 0
	}
	return value[len(envelopeMark) : len(envelopeMark)+keyIDSize], true
}

func (k *keyring) unwrap(c cell, envelope string) ([]byte, error) {
	plain, err := k.of(c.tenant).Open(nil, nil, []byte(envelope[len(envelopeMark)+keyIDSize:]), c.bound())
	if err != nil {
		return nil, c.trouble(ErrForged)
	}
	return plain, nil
}

// vault is the secrets of a store: with the first envelopes are made, all open them.
type vault struct {
	rings []*keyring // none without a secret
	modes
}

func newVault(secret, before copilot.Secret) *vault {
	v := &vault{}
	if !secret.Set() {
		return v
	}
	v.rings = []*keyring{newKeyring(secret)}
	if before.Set() {
		v.rings = append(v.rings, newKeyring(before))
	}
	return v
}

// wrap is a value as it is to be kept.
func (v *vault) wrap(c cell, plain []byte) []byte {
	if !v.wraps() {
		return plain
	}
	return v.rings[0].wrap(c, plain)
}

// unwrap is a value as it was before it was kept; ErrLocked, ErrForged, ErrBare.
func (v *vault) unwrap(c cell, value string) ([]byte, error) {
	id, is := inEnvelope(value)
	switch {
	case !is && v.strict():
		return nil, c.trouble(ErrBare)
	case !is:
		return []byte(value), nil
	}
	if ring := v.ring(id); ring != nil {
		return ring.unwrap(c, value)
	}
	if len(v.rings) == 0 {
		return nil, copilot.NewFault(copilot.FaultInternal, "fault.sealed.keyless", nil, fmt.Errorf("%w: %v", ErrLocked, c))
	}
	return nil, c.trouble(ErrLocked)
}

// ring is that with an id; nil for none.
func (v *vault) ring(id string) *keyring {
	for _, ring := range v.rings {
		if ring.id == id {
			return ring
		}
	}
	return nil
}

// present says whether a value is as this vault would keep it: made with its first key.
func (v *vault) present(value string) bool {
	id, is := inEnvelope(value)
	return is && v.wraps() && id == v.rings[0].id
}
