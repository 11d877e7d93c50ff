package chat

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"github.com/brouillon/brouillon/copilot"
)

// Signet seals what the buttons of cards say, so that a click counts only if it says
// what was put there. Every process of a bot has the same one; the store, and whoever
// reads or writes it, has none.
type Signet struct{ key []byte }

// NewSignet is the signet of a platform, of a secret that is kept anywhere but in the
// store.
func NewSignet(platform string, secret copilot.Secret) Signet {
	return Signet{secret.Key("buttons of " + platform)}
}

// Claim is what a button says, and where.
type Claim struct {
	Tenant copilot.Tenant
	Where  string // Standing, Answering or Asking
	Button string // its act with draft, revision and digest, or the request: all that it says but the seal
}

// Standing is where a button is whose message has a name already.
func Standing(channel, message string) string { return "in " + channel + "/" + message }

// Answering is where a button is whose message gets its name by being sent: in that
// which answers a request. Which one that is, the store knows.
func Answering(request string) string { return "for " + request }

// Asking is where a button is that one person alone is asked with.
func Asking(channel, person string) string { return "ask " + channel + "/" + person }

// sealSize is how long a seal is, in characters; sealMark stands before it. A version
// before takes both for part of the last thing that a button says: it does nothing, and
// tells the person so.
const (
	sealSize = 22
	sealMark = '~'
)

// WithSeal is what a button says and its seal, "" for none.
func WithSeal(said, seal string) string {
	if seal == "" {
		return said
	}
	return said + string(sealMark) + seal
}

// CutSeal takes apart what WithSeal put together.
func CutSeal(sealed string) (said, seal string) {
	at := len(sealed) - sealSize - 1
	if at < 0 || sealed[at] != sealMark {
		return sealed, ""
	}
	return sealed[:at], sealed[at+1:]
}

// Seal is the seal of a claim: an HMAC-SHA256, cut to 128 bits.
func (s Signet) Seal(c Claim) string {
	mac := hmac.New(sha256.New, s.key)
	for _, part := range []string{c.Tenant.Platform, c.Tenant.Workspace, c.Where, c.Button} {
		mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part)))) // or two claims could read the same
		mac.Write([]byte(part))
	}
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}

// Holds says whether a seal is that of a claim, to the letter.
func (s Signet) Holds(seal string, c Claim) bool {
	return hmac.Equal([]byte(seal), []byte(s.Seal(c)))
}
