package memory

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"github.com/brouillon/brouillon/copilot"
)

// An entry is kept as JSON in two parts: what is about the draft, and what is about a
// person, which may have to be erased one day.
//
//	PUBLIC,"salt":"SALT","person":{…},"reason":"…"}
//	PUBLIC,"inner":"INNER"}                            when it was erased
//
// With a secret all behind the salt's seam is in an envelope, the salt with it, or the
// commitment could be tried out:
//
//	PUBLIC,"sealed":"ENVELOPE"}
//
// Bare is an entry out of its envelope, as it would be without one: what is linked is the
// same, so that an entry may be put into an envelope, or another, at any time.
//
// INNER is the SHA-256 of the salt and what follows it; the commitment to an entry, which
// is what is linked, is the SHA-256 of its erased form. So an erased entry still
// fits its link, and nobody finds out by trying whom it was about: the salt is gone. A
// quotation mark within a value is escaped, so that none can look like the seam.
const (
	sealSeam  = `,"sealed":"`
	saltSeam  = `,"salt":"`
	innerSeam = `,"inner":"`
	saltEnd   = `",`
	entryEnd  = `"}`
	saltSize  = 26 // of rand.Text
)

// impersonal is an entry without what is about a person.
type impersonal struct {
	copilot.Audit
	For    *copilot.Person `json:"for,omitempty"`
	Person *copilot.Person `json:"person,omitempty"`
	Reason string          `json:"reason,omitempty"`
}

// personal is the rest of it.
type personal struct {
	Person copilot.Person `json:"person"`
	For    copilot.Person `json:"for,omitzero"`
	Reason string         `json:"reason,omitempty"`
}

// encodeEntry makes the bytes that are kept of an entry. The reason of a refusal is what
// was refused, and nobody's words.
func encodeEntry(a copilot.Audit) ([]byte, error) {
	public, private := impersonal{Audit: a}, personal{a.Person, a.For, a.Reason}
	if a.Why != "" {
		public.Reason, private.Reason = a.Reason, ""
	}
	open, rest, err := encodeBoth(public, private)
	if err != nil {
		return nil, err
	}
	open = append(open[:len(open)-1], saltSeam...)
	open = append(open, rand.Text()...)
	open = append(open, saltEnd...)
	return append(open, rest[1:]...), nil
}

// erased is an entry without what is about a person; false when it has no link.
func erased(entry []byte) ([]byte, bool) {
	public, rest, found := bytes.Cut(entry, []byte(saltSeam))
	if !found {
		return entry, bytes.Contains(entry, []byte(innerSeam))
	}
	if len(rest) < saltSize || !bytes.HasPrefix(rest[saltSize:], []byte(saltEnd)) {
		return nil, false
	}
	inner := sha256.New()
	inner.Write(rest[:saltSize])
	inner.Write(rest[saltSize+len(saltEnd):])
	form := make([]byte, 0, len(public)+len(innerSeam)+2*sha256.Size+2)
	form = append(form, public...)
	form = append(form, innerSeam...)
	form = hex.AppendEncode(form, inner.Sum(nil))
	return append(form, `"}`...), true
}

// commitment is what is linked of an entry; false when it claims no link: a version before
// wrote it. One that is still in its envelope claims one, and fits none.
func commitment(entry []byte) (string, bool) {
	if closed(string(entry)) {
		return "", true
	}
	form, linked := erased(entry)
	if !linked {
		return "", false
	}
	sum := sha256.Sum256(form)
	return hex.EncodeToString(sum[:]), true
}
