package copilot

import (
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"log/slog"
)

// Secret is what only the operator knows. It says "***" wherever it is printed, logged
// or marshalled; its bytes leave it as derived keys, or where Reveal is called. The zero
// value is none.
//
// It holds a function rather than text: what looks into a struct whose fields it may not
// call methods of, as fmt does, finds an address. And two of them cannot be compared.
type Secret struct{ tell func() string }

const hidden = "***"

// NewSecret hides a text; "" is no secret.
func NewSecret(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{func() string { return s }}
}

// Set says whether there is one.
func (s Secret) Set() bool { return s.tell != nil }

// Or is the secret, or the first of the others that is set if it is not.
func (s Secret) Or(others ...Secret) Secret {
	for _, other := range others {
		if s.Set() {
			break
		}
		s = other
	}
	return s
}

// Reveal is the secret itself, for whom it is meant: nobody prints, keeps or wraps into
// an error what it gives. A test lists where it may be called.
func (s Secret) Reveal() string {
	if s.tell == nil {
		return ""
	}
	return s.tell()
}

// Key is the key of 32 bytes for one purpose: from it follows neither the secret nor
// the key for another.
func (s Secret) Key(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, []byte(s.Reveal()), nil, "brouillon "+purpose, sha256.Size)
	if err != nil {
		panic(err) // only of a key that is too long: no input reaches this
	}
	return key
}

// String does not tell.
func (s Secret) String() string { return hidden }

// Format does not tell, whatever the verb: one that fits no string would print it.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hidden)) }

// GoString does not tell.
func (s Secret) GoString() string { return hidden }

// LogValue does not tell.
func (s Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText does not tell.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// UnmarshalText hides what was read, from the environment or a flag.
func (s *Secret) UnmarshalText(b []byte) error {
	*s = NewSecret(string(b))
	return nil
}
