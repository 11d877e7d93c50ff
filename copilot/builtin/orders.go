package builtin

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot/network"

	"github.com/brouillon/brouillon/copilot/text"
)

// order is a way to tell somebody what to write. It stands at the beginning of
// a brief and is not part of the post.
type order struct {
	act  act
	form *text.Pattern
	keep bool // its last word belongs to the post: "explain how"
	det  bool // only before an article and the like: "share our", not "share prices"
}

// orders are tried in turn, each at most once; see orders_en.go and orders_fr.go.
type orders struct {
	polite *text.Pattern  // "could you", "il faudrait"
	asks   *text.Pattern  // "write a short LinkedIn post about", "rédige un post pour"
	naming *text.Pattern  // the same without "about": a verb of the list has to follow
	kinds  map[string]act // what the text asked for does: "reminder", "invitation"
	verbs  []order        // "announce that", "remercier"
}

// strip takes the orders off the beginning of s and says what they ask for.
// found is false if s does not begin with one: then s is the post's own words.
func (o orders) strip(s string) (rest string, does act, found bool) {
	rest = s
	for range 3 { // "please", "could you", "write a post to", "announce that"
		before := rest
		if m := o.polite.FindString(rest); m != "" && len(m) < len(rest) {
			rest = rest[len(m):]
		}
		if m := o.asking(rest); m != nil {
			does = firstAct(firstAct(o.kindOf(rest, m), does), leads(rest[:m[1]]))
			rest, found = uncontracted(rest[:m[1]])+rest[m[1]:], true
		}
		if does == "" || does == discussing || does == marking || does == telling {
			if verb, after, ok := o.verb(rest); ok {
				rest, does, found = after, verb, true
			}
		}
		if rest == before {
			break
		}
	}
	if !found {
		return s, "", false
	}
	if led := strings.TrimSuffix(s, rest); that.MatchString(led) {
		rest = andThat.ReplaceAllString(rest, "$1 ")
	}
	return strings.TrimLeft(rest, " :,-–—"), firstAct(does, discussing), true
}

var (
	// that ends an order whose clauses each begin with it: "dis que … et que …".
	that    = text.Lazily(`(?i)(?:\bthat\s+|\bque\s+|\bqu['’])$`)
	andThat = text.Lazily(`(,?\s(?:and|et))\s+(?:that\s+|que\s+|qu['’])`)
)

// leads is what the last word of an order makes of what follows: "about" its
// subject, "for" its occasion, a colon the post itself.
func leads(order string) act {
	words := strings.Fields(strings.ToLower(order))
	switch last := words[len(words)-1]; {
	case last == "for" || last == "pour":
		return marking
	case strings.HasSuffix(last, ":"):
		return telling
	default:
		return discussing
	}
}

// asking matches words that ask for a text, with something after them.
func (o orders) asking(s string) []int {
	if m := o.asks.FindStringSubmatchIndex(s); m != nil && m[1] < len(s) {
		return m
	}
	if m := o.naming.FindStringSubmatchIndex(s); m != nil {
		if _, _, ok := o.verb(s[m[1]:]); ok {
			return m
		}
	}
	return nil
}

func firstAct(a, b act) act {
	if a != "" {
		return a
	}
	return b
}

// kindOf is what the text that is asked for does by its name.
func (o orders) kindOf(s string, m []int) act {
	for i := 2; i+1 < len(m); i += 2 {
		if m[i] >= 0 {
			name := strings.ToLower(s[m[i]:m[i+1]])
			for word, a := range o.kinds {
				if strings.HasPrefix(name, word) {
					return a
				}
			}
		}
	}
	return ""
}

// verb takes a verb of the list off the beginning of s.
func (o orders) verb(s string) (act, string, bool) {
	for _, v := range o.verbs {
		m := v.form.FindString(s)
		rest := strings.TrimSpace(s[len(m):])
		if m == "" || rest == "" || !v.keep && addressed.MatchString(rest) || v.det && !determined(rest) {
			continue
		}
		if v.keep {
			rest = m[strings.LastIndexAny(strings.TrimSpace(m), " ")+1:] + " " + rest
		}
		return v.act, uncontracted(m) + rest, true
	}
	return "", s, false
}

// addressed is how a sentence goes on that is a post's own: "thank you for …",
// "welcome to …", "celebrate with us".
var addressed = text.Lazily(`(?i)^(?:you|us|me|to|with us|vous|nous|te|toi)\b`)

// uncontracted gives back the article that French hides in an order's last
// preposition: "parle du" is about "le".
func uncontracted(order string) string {
	words := strings.Fields(strings.ToLower(order))
	if len(words) == 0 {
		return ""
	}
	switch words[len(words)-1] {
	case "du":
		return "le "
	case "des":
		return "les "
	default:
		return ""
	}
}

// networkNames matches the name of a network, for use inside a pattern.
var networkNames = sync.OnceValue(func() string {
	names := []string{"twitter", "insta", "fb", "reels", "linked in", "x"}
	for _, n := range network.All() {
		names = append(names, regexp.QuoteMeta(strings.ToLower(n.Name)))
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return `(?:` + strings.Join(names, `|`) + `)`
})

// pattern compiles an order that stands at the beginning, whatever the case; NET
// stands for the name of a network.
func pattern(s string) *text.Pattern {
	return text.Lazily(`(?i)^(?:` + strings.ReplaceAll(s, "NET", networkNames()) + `)`)
}
