package faults

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// askers are how many people ask on each platform. One person has two answers written at
// once, so that a load as heavy as this one is that of many; and a number that nothing
// else here divides, or what befalls every fifth command befalls the same people.
const askers = 199

// crowd are people of one platform: what they do, and what they see.
type crowd interface {
	name() string
	// env is what the bot needs to be on the platform, through an address.
	env(through string) []string
	// base is where the fake of the platform answers.
	base() string
	// command is a command with a serial, given now.
	command(serial int) (*parcel, error)
	// approve is a press on Approve of a card.
	approve(c card) (*parcel, error)
	// seen is what people see, by serial.
	seen() map[int][]sight
	// told are the sentences that those who decide were told alone.
	told() []string
}

// card is a message that shows a draft.
type card struct{ channel, id string }

// sight is one message that people see.
type sight struct {
	stage   stage
	text    string
	at      card
	follows bool // it answers a wish for changes
}

// channels the load is spread over.
const channels = 8

// things are what drafts are about: drawn anew for each, or a reviewer would be told
// that two are nearly the same.
var things = strings.Fields(`bread lamps chairs music flour sugar coffee butter windows candles plates baskets cherries tea salt ovens
	spoons tables flowers paint ladders ribbons boxes carpets mirrors kettles apples walnuts honey pears plums figs olives pepper rice
	beans onions carrots leeks garlic basil thyme mint barley rye oats milk cream cheese eggs`)

// words are what is asked for, and what the model writes.
func words(serial int) string {
	rng := rand.New(rand.NewPCG(uint64(serial), 0))
	draw := func() string { return things[rng.IntN(len(things))] }
	return fmt.Sprintf("New %s, %s or %s; %s, %s, %s%s%s).", draw(), draw(), draw(), draw(), draw(), draw(), answers, mark(serial))
}

// answers stands before the serial in what is asked and in what answers it.
const answers = " (order "

// appoint says who may sign off at a place.
func appoint(t testing.TB, store *memory.Store, at copilot.Place, people ...string) {
	t.Helper()
	var signs copilot.Profile
	for _, person := range people {
		signs.Approvers = append(signs.Approvers, copilot.Approver{ID: person, Name: person})
	}
	if err := store.SetProfile(t.Context(), at, signs); err != nil {
		t.Fatal(err)
	}
}
