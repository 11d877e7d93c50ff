package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// The headers of a signed delivery.
const (
	timestampHeader = "X-Slack-Request-Timestamp"
	signatureHeader = "X-Slack-Signature"
	signatureScheme = "v0="
)

// Why a delivery is refused. None repeats anything of the request or the secret,
// so that all may be logged.
var (
	errNoSecret    = errors.New("verify delivery: no signing secret is set")
	errUnsigned    = errors.New("verify delivery: it takes exactly one timestamp and one signature")
	errMalformed   = errors.New("verify delivery: timestamp or signature is malformed")
	errTooOld      = errors.New("verify delivery: timestamp is more than five minutes away from now")
	errWrongSigner = errors.New("verify delivery: signature does not fit")
)

// verify says whether body came from Slack: signed with secret over exactly these
// bytes, no more than five minutes before or after now. The error is one of the
// above.
func verify(secret copilot.Secret, header http.Header, body []byte, now time.Time) error {
	if !secret.Set() {
		return errNoSecret
	}
	stamp, given, err := claimed(header, now)
	switch {
	case err != nil:
		return err
	case !hmac.Equal(given, mac(secret, stamp, body)):
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
	given, valid := parseSignature(marks[0])
	switch {
	case !ok || !valid:
		return "", nil, errMalformed
	case now.Sub(at).Abs() > chat.MostSkew:
		return "", nil, errTooOld
	}
	return stamps[0], given, nil
}

func mac(secret copilot.Secret, timestamp string, body []byte) []byte {
	h := hmac.New(sha256.New, []byte(secret.Reveal()))
	h.Write([]byte("v0:" + timestamp + ":"))
	h.Write(body)
	return h.Sum(nil)
}

// parseSignature reads "v0=" and 64 hexadecimal digits of either case.
func parseSignature(s string) ([]byte, bool) {
	digits, ok := strings.CutPrefix(s, signatureScheme)
	given, err := hex.DecodeString(digits)
	return given, ok && err == nil && len(given) == sha256.Size
}
