package web

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/web/issuer"
)

// Rule says of whom something is true: one address, name@example.com; all addresses of a
// domain, @example.com, each only once the issuer has seen that it is the person's; or
// a claim that has a value, claim=value, alone or in a list.
type Rule string

var (
	byAddress = regexp.MustCompile(`^[^@\s=]*@[^@\s=]+\.[^@\s=]+$`)
	byClaim   = regexp.MustCompile(`^[^=\s]+=\S(.*\S)?$`)
)

// ReadRules reads rules between commas or line ends. An error says which is none.
func ReadRules(s string) ([]Rule, error) {
	var all []Rule
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '\n' }) {
		word = strings.TrimSpace(word)
		claim, _, _ := strings.Cut(word, "=")
		switch {
		case word == "":
			continue
		case byAddress.MatchString(word):
			word = strings.ToLower(word)
		case !byClaim.MatchString(word):
			return nil, fmt.Errorf("%q is no rule: use name@example.com, @example.com, or claim=value, between commas", word)
		case claim == "email" || claim == "email_verified":
			return nil, fmt.Errorf("%q does not ask whether the address is theirs: use name@example.com or @example.com", word)
		}
		all = append(all, Rule(word))
	}
	return all, nil
}

// holds says whether a rule is true of somebody.
func (r Rule) holds(c issuer.Claims) bool {
	if claim, value, ok := strings.Cut(string(r), "="); ok {
		return c.Says(claim, value)
	}
	email := c.Email()
	at := strings.LastIndexByte(email, '@')
	return at > 0 && (email == string(r) || email[at:] == string(r))
}

// held are those of the rules that are true of somebody.
func held(rules []Rule, c issuer.Claims) []Rule {
	var all []Rule
	for _, r := range rules {
		if r.holds(c) {
			all = append(all, r)
		}
	}
	return all
}

// share says whether two lists have a rule in common.
func share(a, b []Rule) bool {
	return slices.ContainsFunc(a, func(r Rule) bool { return slices.Contains(b, r) })
}
