package discord

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

func sealerOf(t fataler, token string) sealer {
	s, err := newSealer(copilot.NewSecret(token))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSealedAddresses: whoever has the bot's token opens them, however often they were
// sealed and by which process; nothing of them can be read before, nor changed.
func TestSealedAddresses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringN(1, 80, -1).Draw(t, "bot token")
		a := address{
			Token: rapid.StringMatching(`[\w-]{12,200}`).Draw(t, "token"),
			Until: time.UnixMilli(rapid.Int64Range(0, 1<<42).Draw(t, "until")).UTC(), Alone: rapid.Bool().Draw(t, "alone"),
		}
		sealed := sealerOf(t, secret).seal(a)
		if got := sealerOf(t, secret).open(sealed); got.Token != a.Token || !got.Until.Equal(a.Until) || got.Alone != a.Alone {
			t.Fatalf("opened %+v, sealed %+v", got, a)
		}
		raw, err := base64.RawURLEncoding.DecodeString(sealed)
		if err != nil || strings.Contains(string(raw), a.Token) {
			t.Fatalf("it can be read: %q, %v", raw, err)
		}
		if again := sealerOf(t, secret).seal(a); again == sealed {
			t.Fatal("sealed twice alike")
		}
		if got := sealerOf(t, secret+"x").open(sealed); got != (address{}) {
			t.Fatalf("another bot opens %+v", got)
		}
		raw[rapid.IntRange(0, len(raw)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if got := sealerOf(t, secret).open(base64.RawURLEncoding.EncodeToString(raw)); got != (address{}) {
			t.Fatalf("changed, it opens as %+v", got)
		}
		if got := sealerOf(t, secret).open(rapid.String().Draw(t, "garbage")); got != (address{}) {
			t.Fatalf("garbage opens as %+v", got)
		}
	})
	if sealed := sealerOf(t, "x").seal(address{}); sealed != "" {
		t.Errorf("no address is sealed as %q", sealed)
	}
}

// TestAddressesEnd half a minute before Discord takes no answer any more.
func TestAddressesEnd(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	a := address{Token: "t", Until: at.Add(addressAge)}
	for after, want := range map[time.Duration]bool{0: true, 14 * time.Minute: true, addressAge: false, 15 * time.Minute: false} {
		if got := a.live(at.Add(after)); got != want {
			t.Errorf("after %v it is live: %v", after, got)
		}
	}
	if addressAge >= 15*time.Minute || (address{Until: at.Add(time.Hour)}).live(at) {
		t.Error("what Discord takes no more is live")
	}
}
