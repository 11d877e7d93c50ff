package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// The headers of a signed delivery.
const (
	timestampHeader = "X-Signature-Timestamp"
	signatureHeader = "X-Signature-Ed25519"
)

// Why a delivery is refused. None repeats anything of the request, so that all may
// be logged.
var (
	errUnsigned    = errors.New("verify delivery: it takes exactly one timestamp and one signature")
	errMalformed   = errors.New("verify delivery: timestamp or signature is malformed")
	errTooOld      = errors.New("verify delivery: timestamp is more than five minutes away from now")
	errWrongSigner = errors.New("verify delivery: signature does not fit")
	errAgain       = errors.New("verify delivery: the same delivery came before")
)

// ErrPublicKey is a public key that cannot be one.
var ErrPublicKey = errors.New("this is no public key: it is under General Information of the application, and is 64 hexadecimal digits")

// ParsePublicKey reads the public key of an application: 64 hexadecimal digits.
func ParsePublicKey(digits string) (ed25519.PublicKey, error) {
	key, err := hex.DecodeString(digits)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, ErrPublicKey
	}
	return key, nil
}

// verify says whether body came from Discord: signed over exactly these bytes, no
// more than five minutes before or after now. The error is one of the above.
func verify(key ed25519.PublicKey, header http.Header, body []byte, now time.Time) error {
	stamp, given, err := claimed(header, now)
	switch {
	case err != nil:
		return err
	case len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, append([]byte(stamp), body...), given):
		return errWrongSigner
	}
	return nil
}

// claimed is the signature that came with a delivery, and when it says that it was
// made: all there is to check before the body is read.
func claimed(header http.Header, now time.Time) (stamp string, given []byte, err error) {
	stamps, marks := header.Values(timestampHeader), header.Values(signatureHeader)
	if len(stamps) != 1 || len(marks) != 1 {
		return "", nil, errUnsigned
	}
	at, ok := chat.ParseStamp(stamps[0])
	given, err = hex.DecodeString(marks[0])
	switch {
	case !ok || err != nil || len(given) != ed25519.SignatureSize:
		return "", nil, errMalformed
	case now.Sub(at).Abs() > chat.MostSkew:
		return "", nil, errTooOld
	}
	return stamps[0], given, nil
}
