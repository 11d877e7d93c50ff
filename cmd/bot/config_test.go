package main

import (
	"strings"
	"testing"
)

// The window is that of a model: the built-in writer reads everything at once.
func TestWindowIsOfAModel(t *testing.T) {
	c := Config{
		Workbench: "off", ContextTTL: "1h", Parallel: "4", TokensPerDay: "0", Window: "5000", Locale: "en", Workers: "1", LameDuck: "5s", Log: "info", Format: "text",
		Limits: LimitsConfig{Person: "20", Channel: "60", Workspace: "300", TokensPerson: "0", TokensChannel: "0", TokensWorkspace: "0"},
	}
	for base, want := range map[string]int{"": 0, "http://127.0.0.1:1/v1": 5_000} {
		c.BaseURL, c.Model = base, "m"
		s, faults := c.settle()
		if len(faults) > 0 || s.Window != want {
			t.Errorf("endpoint %q: window %d, faults %q", base, s.Window, faults)
		}
		composer, err := headless(s)
		if err != nil || composer.Window != want {
			t.Errorf("endpoint %q: headless with a window of %d, %v", base, composer.Window, err)
		}
	}
}

// Prices are known all three or not at all.
func TestPrices(t *testing.T) {
	for _, c := range []struct {
		PricesConfig
		faults int
	}{
		{PricesConfig{}, 0},
		{PricesConfig{"0.25", "2", "EUR"}, 0},
		{PricesConfig{"0", "0", "USD"}, 0},
		{PricesConfig{"0.25", "", "EUR"}, 1},
		{PricesConfig{"0.25", "2", ""}, 1},
		{PricesConfig{"0.25", "2", "€"}, 1},
		{PricesConfig{"-1", "NaN", "eur"}, 3},
		{PricesConfig{"Inf", "0,25", "EUR"}, 2},
	} {
		f := &faults{}
		if p := c.settle(f); len(f.all) != c.faults || c.faults == 0 && p.Set() != (c.Currency != "") {
			t.Errorf("%+v: %+v, %q", c.PricesConfig, p, f.all)
		}
	}
}

// One wrong answer to a yes or no is one thing to put right, by the name it was given under,
// and hides nothing else that is wrong.
func TestWrongYesOrNo(t *testing.T) {
	t.Setenv("BOT_SECOND_OPINION", `may"be`)
	t.Setenv("BOT_WORKERS", "some")
	var out, said strings.Builder
	if got := run(t.Context(), []string{"--accept-loss=ja", "--nope"}, stdio{strings.NewReader(""), &out, &said}); got != statusUsage {
		t.Errorf("status %d", got)
	}
	const want = `bot: 4 things to put right first:
  - --accept-loss is "ja": use yes or no
  - unknown flag --nope
  - BOT_SECOND_OPINION is "may\"be": use yes or no
  - BOT_WORKERS is "some": use a whole number from 1 to 1000
bot --help lists every flag and variable.
`
	if said.String() != want {
		t.Errorf("it says %s", said.String())
	}
}

// What is nearly right is answered with what was meant, or with an example.
func TestNearlyRight(t *testing.T) {
	taken, err := listen(t.Context(), "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	for _, c := range []struct {
		says string
		args []string
	}{
		{"unexpected argument stat: did you mean stats?", []string{"stat"}},
		{"use a URL, e.g. redis://127.0.0.1:6379/0", []string{"--redis=localhost:6379"}},
		{"choose another, or stop what listens there", []string{"--listen=" + taken.Addr().String()}},
		{"choose another, or stop what listens there", []string{"--listen=127.0.0.1:0", "--metrics=" + taken.Addr().String()}},
	} {
		var out, said strings.Builder
		if got := run(t.Context(), c.args, stdio{strings.NewReader(""), &out, &said}); got == statusOK || !strings.Contains(said.String(), c.says) || strings.Contains(said.String(), "memory:") {
			t.Errorf("%q: status %d, and it says %s", c.args, got, said.String())
		}
	}
}

// A second opinion that nobody can give is said to be none.
func TestOpinionNeedsAModel(t *testing.T) {
	l, err := listen(t.Context(), "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	var said strings.Builder
	if announce(notices{out: &said}, &Settings{Opinion: true}, l); !strings.Contains(said.String(), "BOT_SECOND_OPINION does nothing") {
		t.Errorf("it says %s", said.String())
	}
}
