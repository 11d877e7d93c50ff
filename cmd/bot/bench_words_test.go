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

// small are words that tell which language a text is in, as those of people do.
var small = strings.Fields("the a of and with for in on at from our we you your this that it is are will be can have more all new not by as to after before every")

// briefOf is what a command asks for: of every two words one that no other brief has, for a
// reviewer would be told that two drafts are nearly the same, and the model be asked twice.
func briefOf(serial int) string {
	rng := rand.New(rand.NewPCG(uint64(serial), 0))
	words := make([]string, 44) // 220 characters or so
	for i := range words {
		if i%2 == 0 {
			words[i] = small[rng.IntN(len(small))]
			continue
		}
		for range 3 {
			words[i] += string("bdfglmnprstv"[rng.IntN(12)]) + string("aeiou"[rng.IntN(5)])
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
