package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// TestMutatedRequests: what Discord has not signed, to the byte and now, is not let in:
// half a million deliveries with -whole.
func TestMutatedRequests(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_700_000_000, 0)
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	server, err := NewServer(NewDoor(&keeper{}, silentDiscord(t), DoorOptions{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }}), hex.EncodeToString(public))
	if err != nil {
		t.Fatal(err)
	}
	signedWith := func(key ed25519.PrivateKey) func(stamp, body string) string {
		return func(stamp, body string) string { return hex.EncodeToString(ed25519.Sign(key, []byte(stamp+body))) }
	}
	chattest.Scheme{
		Path: interactionsPath, StampHeader: timestampHeader, MarkHeader: signatureHeader,
		Sign: signedWith(private), Other: signedWith(other), Bend: bent,
		Bodies: []string{`{"type":1, "id":"NUMBER"}`, `{"id":"NUMBER","type":1,"token":"t"}`, `{"type": 9, "id": "NUMBER"}`},
		Again: func(body string) (string, bool) {
			var said map[string]any
			if json.Unmarshal([]byte(body), &said) != nil {
				return "", false
			}
			b, err := json.Marshal(said)
			return string(b), err == nil
		},
	}.LetsNoneIn(t, "Discord", server, now, sharedtest.Either(500_000, 10_000))
}

// bent adds the order of the curve to the second half of a signature: the equation holds
// as before, and only who looks at the size of the number sees it.
func bent(digits string) (string, bool) {
	b, err := hex.DecodeString(digits)
	if err != nil || len(b) != ed25519.SignatureSize {
		return "", false
	}
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	half := slices.Clone(b[32:])
	slices.Reverse(half)
	sum := new(big.Int).Add(new(big.Int).SetBytes(half), order)
	if sum.BitLen() > 256 {
		return "", false
	}
	half = sum.FillBytes(half)
	slices.Reverse(half)
	return hex.EncodeToString(append(b[:32], half...)), true
}
