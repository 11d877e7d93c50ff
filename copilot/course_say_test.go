package copilot

import (
	"testing"
	"time"
)

func TestNumbersAreSaid(t *testing.T) {
	for got, want := range map[string]string{
		SayNumber("en", 0):       "0",
		SayNumber("en", 0.04):    "0",
		SayNumber("fr", 0.25):    "0,3",
		SayNumber("en", 0.96):    "1",
		SayNumber("fr", 1234.56): "1\u202f234,6",

		SayPercent("en", 1, 3): "33%",
		SayPercent("fr", 2, 3): "67\u00a0%",

		sayMoney("en", 1234.5, "USD"):    "1,234.50\u00a0USD",
		sayMoney("fr", 0.123, "EUR"):     "0,12\u00a0EUR",
		sayMoney("fr", 0.0123, "EUR"):    "0,012\u00a0EUR",
		sayMoney("en", 0.000123, "EUR"):  "0.00012\u00a0EUR",
		sayMoney("en", 0, "EUR"):         "0.00\u00a0EUR",
		SaySpan("en", 20*time.Second):    "under a minute",
		SaySpan("en", 40*time.Second):    "under a minute", // or a plot beside it says 0.7
		SaySpan("fr", 20*time.Second):    "moins d’une minute",
		SaySpan("fr", 59*time.Minute):    "59\u00a0min",
		SaySpan("en", 61*time.Minute):    "1 h 01 min",
		SaySpan("fr", 150*time.Minute):   "2\u00a0h\u00a030",
		SaySpan("en", 24*time.Hour):      "1 day 0 h",
		SaySpan("fr", 50*time.Hour):      "2\u00a0j 2\u00a0h",
		SaySpan("en", 90*24*time.Hour-1): "90 days 0 h",
	} {
		if got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}

// Nine in ten are told of ten, and of nobody's one draft.
func TestNineInTenAreOfTen(t *testing.T) {
	for n, want := range map[int]string{1: "of 1 draft", 9: "median of 9 drafts", 10: "median; nine in ten within 1 h 00 min"} {
		f := Figures{}
		for range n {
			f.waits = append(f.waits, time.Hour)
		}
		if got := (figureSayer{Figures: f, locale: "en"}).time(); got.Note != want {
			t.Errorf("of %d it says %q, want %q", n, got.Note, want)
		}
	}
}
