package chat

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

// TestSealsHoldForOneClaim: a seal holds for what it was made of and by whom, and for
// nothing else.
func TestSealsHoldForOneClaim(t *testing.T) {
	word := rapid.StringMatching(`[a-c|/ ]{0,4}`) // few enough to run into each other
	claims := rapid.Custom(func(t *rapid.T) Claim {
		return Claim{copilot.Tenant{Platform: word.Draw(t, "platform"), Workspace: word.Draw(t, "workspace")}, word.Draw(t, "where"), word.Draw(t, "button")}
	})
	ours, theirs := NewSignet("slack", copilot.NewSecret("one secret")), NewSignet("slack", copilot.NewSecret("another secret"))
	rapid.Check(t, func(t *rapid.T) {
		one, other := claims.Draw(t, "one"), claims.Draw(t, "other")
		seal := ours.Seal(one)
		if len(seal) != sealSize || !ours.Holds(seal, one) {
			t.Fatalf("%q does not hold", seal)
		}
		if ours.Holds(seal, other) != (one == other) {
			t.Fatalf("the seal of %+v holds for %+v", one, other)
		}
		if theirs.Holds(seal, one) || NewSignet("discord", copilot.NewSecret("one secret")).Holds(seal, one) {
			t.Fatal("another signet takes it for its own")
		}
		if said, cut := CutSeal(WithSeal(one.Button, seal)); said != one.Button || cut != seal {
			t.Fatalf("%q and %q were put together, %q and %q taken apart", one.Button, seal, said, cut)
		}
	})
}

// TestSealsHoldToTheLetter: not one bit of a seal may differ, not even those that say
// nothing.
func TestSealsHoldToTheLetter(t *testing.T) {
	signet, claim := NewSignet("slack", copilot.NewSecret("a secret")), Claim{Where: Standing("C1", "1.2"), Button: "act.approve d|1|x"}
	seal := signet.Seal(claim)
	for at := range len(seal) {
		for bit := range 8 {
			flipped := []byte(seal)
			flipped[at] ^= 1 << bit
			if signet.Holds(string(flipped), claim) {
				t.Errorf("%q holds as well", flipped)
			}
		}
	}
	for _, wrong := range []string{"", seal[1:], seal + "=", seal + seal, strings.ToUpper(seal), strings.ToLower(seal)} {
		if signet.Holds(wrong, claim) {
			t.Errorf("%q holds as well", wrong)
		}
	}
}
