package discord

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// address is where an interaction is answered, for a quarter of an hour.
type address struct {
	Token string    `json:"t"`           // as good as a key
	Until time.Time `json:"u"`           // from then on it is not tried any more
	Alone bool      `json:"a,omitempty"` // its answer is for one person's eyes

	original bool // of a message: it is the first answer there
}

// addressAge is how long an address is used: Discord takes answers for 15 minutes.
const addressAge = 14*time.Minute + 30*time.Second

// live says whether an address may still be used.
func (a address) live(now time.Time) bool { return a.Token != "" && now.Before(a.Until) }

// sealer closes addresses up, so that every process with the bot's token can open
// them and nobody else: they are kept with the request they belong to.
type sealer struct{ box cipher.AEAD }

// newSealer derives its key from the bot's token.
func newSealer(botToken copilot.Secret) (sealer, error) {
	key, err := hkdf.Key(sha256.New, []byte(botToken.Reveal()), nil, "brouillon: where Discord takes an answer", 32)
	if err != nil {
		return sealer{}, fmt.Errorf("discord: derive a key: %w", err)
	}
	return sealer{copilot.Box(key)}, nil
}

// seal closes an address up; "" for one that is none.
func (s sealer) seal(a address) string {
	raw, err := json.Marshal(a)
	if err != nil || a.Token == "" { // it is made of strings and a time
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(s.box.Seal(nil, nil, raw, nil))
}

// open is the address in what seal made; the zero address for anything else.
func (s sealer) open(sealed string) address {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || sealed == "" {
		return address{}
	}
	if raw, err = s.box.Open(nil, nil, raw, nil); err != nil {
		return address{}
	}
	var a address
	if json.Unmarshal(raw, &a) != nil {
		return address{}
	}
	return a
}
