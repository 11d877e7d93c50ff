package copilot

import (
	"crypto/hkdf"
	"crypto/sha256"
	"log/slog"
)

// Secret is what only the operator knows. It says "***" wherever it is printed, logged
// or marshalled; its bytes leave it as derived keys alone.
type Secret string

const hidden = "***"

// Set says whether there is one.
func (s Secret) Set() bool { return s != "" }

// Key is the key of 32 bytes for one purpose: from it follows neither the secret nor
// the key for another.
func (s Secret) Key(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, []byte(s), nil, "brouillon "+purpose, sha256.Size)
	if err != nil {
		panic(err) // only of a key that is too long: no input reaches this
	}
	return key
}

// String does not tell.
func (s Secret) String() string { return hidden }

// GoString does not tell.
func (s Secret) GoString() string { return hidden }

// LogValue does not tell.
func (s Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText does not tell.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
