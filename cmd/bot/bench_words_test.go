package main

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
)

// manyAskers is how many people ask: more than all workers can answer at two a person.
const manyAskers = 64

// What briefs are made of: words that tell their language, as those of people do, and words
// that they are about.
var (
	small = strings.Fields("the a of and with for in on at from our we you your this that it is are will be can have more all new not by as to after before every")
	large = strings.Fields(`archive artist autumn bakery balcony bicycle blanket boat bookshop bottle bread bridge butter
		candle castle cellar ceramic cheese cherry chimney choir cinema clay cloud coat coffee concert copper corner cottage
		courtyard curtain dancer desk dinner doctor drawing engine evening family farmer feather ferry festival flower forest
		fountain friend garden gardener glass grocer guitar hammer harbour harvest helmet honey island jacket jewel kettle kitchen
		ladder lamp lantern leather lemon letter library linen market meadow melody member midnight mirror morning mountain museum
		neighbour notebook oak orange orchard oven painter palace paper parcel parent pencil pepper piano picnic pillow planet
		plate player pocket poem potter prize puzzle quarter question rabbit railway recipe ribbon river roof rope sailor salad
		school season shelter silver singer station stone story student sugar summer tailor teacher theatre ticket timber tower
		traveller umbrella valley velvet village violin visitor volunteer wagon walnut water weather weekend window winter wood
		workshop writer yard`)
)

// briefOf is what a command asks for, in an order of words that no other has: a reviewer
// would be told that two drafts are nearly the same, and the model be asked twice.
func briefOf(serial int) string {
	rng := rand.New(rand.NewPCG(uint64(serial), 0))
	words := make([]string, 40) // 200 characters or so
	for i := range words {
		words[i] = small[rng.IntN(len(small))]
		if i%2 == 1 {
			words[i] = large[rng.IntN(len(large))]
		}
	}
	return strings.Join(words, " ")
}

// ordered finds the serial of a command in what the model is asked.
var ordered = regexp.MustCompile(`Brief: [^\n]*\(order (\d+)\.`)

// writesBack is a model that writes the brief it was given.
func writesBack(r *http.Request) string {
	serial := orderIn(r)
	if serial == 0 {
		return brief
	}
	return briefOf(serial)
}

// orderIn is the serial of the command that a model is asked about; 0 for none.
func orderIn(r *http.Request) int {
	var asked struct {
		Messages []openaitest.Message `json:"messages"`
	}
	if json.NewDecoder(r.Body).Decode(&asked) != nil || len(asked.Messages) == 0 {
		return 0
	}
	found := ordered.FindStringSubmatch(asked.Messages[len(asked.Messages)-1].Content)
	if found == nil {
		return 0
	}
	serial, _ := strconv.Atoi(found[1]) // digits
	return serial
}
