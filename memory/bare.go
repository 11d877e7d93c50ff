package memory

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// coverEntry puts what is about a person into an envelope, which holds to the rest of the
// entry. One that was erased, or that a version wrote that links nothing, stays as it is.
func (s *Store) coverEntry(t copilot.Tenant, trail string, bare []byte) []byte {
	public, rest, found := bytes.Cut(bare, []byte(saltSeam))
	if !found || !s.vault.wraps() {
		return bare
	}
	return covered(string(public), s.vault.wrap(cell{t, trail, string(public)}, rest))
}

// covered is an entry with what is about a person in an envelope.
func covered(public string, envelope []byte) []byte {
	entry := make([]byte, 0, len(public)+len(sealSeam)+base64.StdEncoding.EncodedLen(len(envelope))+len(entryEnd))
	entry = append(append(entry, public...), sealSeam...)
	entry = base64.StdEncoding.AppendEncode(entry, envelope)
	return append(entry, entryEnd...)
}

// base64Strict takes one text alone for each value.
var base64Strict = base64.StdEncoding.Strict()

// closed says whether an entry is still in its envelope.
func closed(entry string) bool { return strings.Contains(entry, sealSeam) }

// baring takes entries of a trail out of their envelopes; what cannot be opened stays in
// its own.
func (s *Store) baring(t copilot.Tenant, trail string, entries ...string) []string {
	for i, entry := range entries {
		if bare, err := s.bare(t, trail, entry); err == nil {
			entries[i] = bare
		}
	}
	return entries
}

// locked says whether an entry is in an envelope for which there is no key.
func (v *vault) locked(entry string) bool {
	_, rest, _ := strings.Cut(entry, sealSeam)
	envelope, _ := base64Strict.DecodeString(strings.TrimSuffix(rest, entryEnd))
	id, is := inEnvelope(string(envelope))
	return is && v.ring(id) == nil
}

// bare takes an entry of a trail out of its envelope. One that is in none was erased, or a
// version wrote it that links nothing.
func (s *Store) bare(t copilot.Tenant, trail, entry string) (string, error) {
	public, rest, found := strings.Cut(entry, sealSeam)
	c := cell{t, trail, public}
	switch {
	case !found && s.vault.strict() && strings.Contains(entry, saltSeam):
		return "", cell{tenant: t, key: trail}.trouble(ErrBare)
	case !found:
		return entry, nil
	}
	envelope, err := base64Strict.DecodeString(strings.TrimSuffix(rest, entryEnd))
	if _, is := inEnvelope(string(envelope)); err != nil || !is {
		return "", c.trouble(ErrForged)
	}
	plain, err := s.vault.unwrap(c, string(envelope))
	if err != nil {
		return "", err
	}
	if public == unlinked {
		return string(plain), nil
	}
	return public + saltSeam + string(plain), nil
}

// unlinked stands in the place of the public part of an entry that a version wrote which
// links nothing, once the operator's word had it put into an envelope, as a whole: it could
// not be told from one that somebody adds.
const unlinked = `{"unlinked":true`
