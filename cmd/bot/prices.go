package main

import (
	"math"
	"regexp"
	"strconv"

	"github.com/brouillon/brouillon/copilot"
)

// PricesConfig is what the model costs, as given.
type PricesConfig struct {
	Prompt     string `name:"price-prompt" env:"BOT_PRICE_PROMPT" group:"model" placeholder:"N" help:"What a million tokens of prompt cost, e.g. 0.25, for the key figures (/copilot stats, bot stats) to say what an approved draft costs. Set all three or none. Without, they say tokens alone."`
	Completion string `name:"price-completion" env:"BOT_PRICE_COMPLETION" group:"model" placeholder:"N" help:"The same for a million tokens of answers, e.g. 2."`
	Currency   string `name:"price-currency" env:"BOT_PRICE_CURRENCY" group:"model" placeholder:"CODE" help:"The currency of both, in three letters, e.g. EUR."`
}

var currencies = regexp.MustCompile(`^[A-Z]{3}$`)

// settle finds every fault of the prices.
func (c PricesConfig) settle(f *faults) copilot.Prices {
	if c == (PricesConfig{}) {
		return copilot.Prices{}
	}
	if !currencies.MatchString(c.Currency) {
		f.add("BOT_PRICE_CURRENCY is %q: use the three letters of a currency, e.g. EUR, beside BOT_PRICE_PROMPT and BOT_PRICE_COMPLETION", c.Currency)
	}
	return copilot.Prices{
		Prompt:     f.price("BOT_PRICE_PROMPT", c.Prompt),
		Completion: f.price("BOT_PRICE_COMPLETION", c.Completion),
		Currency:   c.Currency,
	}
}

// mostPrice is more than a million tokens cost anywhere, in whatever currency.
const mostPrice = 1e9

func (f *faults) price(name, value string) float64 {
	amount, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(amount) || amount < 0 || amount > mostPrice {
		f.add("%s is %q: use what a million tokens cost, e.g. 0.25, or 0 for nothing", name, value)
	}
	return amount
}
