package builtin

import (
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// phrases finds connecting phrases in the catalogue. Which of several that mean
// the same is used depends on the brief alone, so that a channel's posts do not
// all open alike and the same brief always does.
type phrases struct {
	lang string
	seed int
}

func newPhrases(lang, brief string) phrases {
	h := fnv.New32a()
	_, _ = h.Write([]byte(brief)) // a hash never fails to write
	return phrases{lang: catalogue.Base(lang), seed: int(h.Sum32() >> 1)}
}

// say fills in the first phrase there is under the keys, most telling key
// first: "builtin.hook.question.thank", "builtin.hook.question". "" if none.
func (f phrases) say(args catalogue.Args, keys ...string) string {
	for _, key := range keys {
		if key = f.pick("builtin." + key); key != "" {
			return strings.TrimSpace(typeset(f.lang, catalogue.Say(f.lang, key, args)))
		}
	}
	return ""
}

// pick chooses among key.1, key.2, ...
func (f phrases) pick(key string) string {
	n := 0
	for known(f.lang, key+"."+strconv.Itoa(n+1)) {
		n++
	}
	if n == 0 {
		return ""
	}
	return key + "." + strconv.Itoa(1+f.seed%n)
}

func known(lang, key string) bool { return catalogue.Say(lang, key, catalogue.Args{}) != key }
