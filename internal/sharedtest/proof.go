package sharedtest

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
)

var whole = flag.Bool("whole", false, "test every case of what is sampled, which takes minutes")

// Whole says whether everything is to be tried, or a sample that suits every day.
func Whole() bool { return *whole }

// Either is how many are tried with -whole, and how many every day.
func Either(whole, daily int) int {
	if Whole() {
		return whole
	}
	return daily
}

// Proof is how often something was tried that must never succeed, and how often it did.
type Proof struct {
	What    string `json:"what"` // what was tried: "signed deliveries, changed, to Slack"
	Test    string `json:"test"`
	Tried   int    `json:"tried"`
	Through int    `json:"through"`
}

// proofsFile names the variable that names the file in which proofs are written down.
const proofsFile = "BROUILLON_PROOFS"

// Prove logs a proof, and fails the test when something got through or nothing was
// tried. In the file that $BROUILLON_PROOFS names, if it does, it is written down.
func Prove(t testing.TB, what string, tried, through int) {
	t.Helper()
	t.Logf("%s: %d tried, %d got through", what, tried, through)
	if tried == 0 || through > 0 {
		t.Errorf("%s: %d of %d got through", what, through, tried)
	}
	name, _, _ := strings.Cut(t.Name(), "/")
	line, err := json.Marshal(Proof{what, name, tried, through})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(os.Getenv(proofsFile), line); err != nil {
		t.Error(err)
	}
}
