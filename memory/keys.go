package memory

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// keys builds the name of every key; the package comment is their table.
type keys struct{ prefix string }

var prefixes = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func keysUnder(prefix string) (keys, error) {
	if !prefixes.MatchString(prefix) {
		return keys{}, fmt.Errorf("memory: prefix %q: want 1 to 64 letters, digits, - or _", prefix)
	}
	return keys{"{" + prefix + "}:"}, nil
}

// escape makes an id one part of a key: it leaves neither ":" nor "*" nor braces
// in it, and no two ids escape to the same part.
func escape(id string) string { return url.QueryEscape(id) }

func (k keys) of(kind string, t copilot.Tenant, rest ...string) string {
	key := k.prefix + kind + ":" + escape(t.Platform) + ":" + escape(t.Workspace)
	for _, id := range rest {
		key += ":" + escape(id)
	}
	return key
}

// queue lists the keys that every script about jobs begins with. The last is
// not a key but what the keys of jobs begin with: they lie in the same slot.
func (k keys) queue(more ...string) []string {
	q := k.prefix + "queue:"
	return append([]string{q + "work", q + "delayed", q + "parked", q + "job:"}, more...)
}

// store is who the server is.
func (k keys) store() string { return k.prefix + "store" }

// sealing is how far the store has got with its envelopes.
func (k keys) sealing() string { return k.prefix + "sealing" }

func (k keys) work() string { return k.queue()[0] }

func (k keys) parked() string { return k.queue()[2] }

func (k keys) job(id string) string { return k.queue()[3] + id }

// lane names where the requests of one person wait for one another; "" where nobody
// is known to ask. It is part of a key and so has no prefix.
func lane(r copilot.Request) string {
	if r.Person.ID == "" {
		return ""
	}
	return escape(r.Place.Platform) + ":" + escape(r.Place.Workspace) + ":" + escape(r.Person.ID)
}

func (k keys) seen(r copilot.Request) string { return k.of("queue:seen", r.Tenant(), r.ID) }

// draft lists what every script about a draft works on after the queue's keys:
// the draft, its audit, what the keys of the indexes begin with, and its tenant's chain.
func (k keys) draft(ref copilot.Ref, more ...string) []string {
	mine := []string{
		k.one(ref), k.trail(ref), k.of("drafts", ref.Tenant) + ":", k.of("cited", ref.Tenant) + ":",
		k.chain(ref.Tenant), k.ledger(ref.Tenant),
	}
	return k.queue(append(mine, more...)...)
}

// signing lists what every script works on that goes by who may sign off at a place.
func (k keys) signing(ref copilot.Ref, at copilot.Place) []string {
	profile := k.profile(at)
	return k.draft(ref, profile[0], profile[3])
}

func (k keys) one(ref copilot.Ref) string { return k.of("draft", ref.Tenant, ref.Draft) }

func (k keys) trail(ref copilot.Ref) string { return k.of("audit", ref.Tenant, ref.Draft) }

// chain is how far the chain of a tenant has got, ledger what it is made of.
func (k keys) chain(t copilot.Tenant) string  { return k.of("chain", t) }
func (k keys) ledger(t copilot.Tenant) string { return k.of("ledger", t) }

// tenantOf is whose record a key is part of; false when it is of none.
func (k keys) tenantOf(key string) (copilot.Tenant, bool) {
	parts := strings.Split(strings.TrimPrefix(key, k.prefix), ":")
	if len(parts) < 3 || !slices.Contains([]string{"chain", "ledger", "audit", "drafts"}, parts[0]) {
		return copilot.Tenant{}, false
	}
	return copilot.Tenant{Platform: unescape(parts[1]), Workspace: unescape(parts[2])}, true
}

// index names the list of a tenant's drafts in a channel and a state; either
// may be empty for all of them.
func (k keys) index(t copilot.Tenant, channel string, s copilot.State) string {
	return k.of("drafts", t) + ":" + or(escape(channel), "*") + ":" + or(string(s), "*")
}

// cited names the drafts of a place's channel that rest on a message.
func (k keys) cited(at copilot.Place, line string) string {
	return k.of("cited", at.Tenant(), at.Channel, line)
}

func (k keys) channel(kind string, at copilot.Place) string {
	return k.of(kind, at.Tenant(), at.Channel)
}

// waits lists the channels in which a draft may wait only so long.
func (k keys) waits() string { return k.prefix + "waits" }

// profile lists where the parts of a profile lie.
func (k keys) profile(at copilot.Place) []string {
	return []string{k.channel("profile", at), k.channel("voice", at), k.channel("more", at), k.channel("rules", at)}
}

// hearing lists what every script that hears works on: which channels of a tenant keep,
// who hears, and what the keys of stretches begin with.
func (k keys) hearing(t copilot.Tenant) []string {
	return []string{k.of("keeping", t), k.of("hearing", t), k.of("stretch", t) + ":"}
}

// stretch lists the keys of one.
func (k keys) stretch(at copilot.Place) []string {
	key := k.channel("stretch", at)
	return []string{key, key + ":lines", key + ":order"}
}

// laid lists those keys, and who does not want to be read.
func (k keys) laid(at copilot.Place) []string { return append(k.stretch(at), k.optedOut(at.Tenant())) }

// optedOut is who does not want to be read.
func (k keys) optedOut(t copilot.Tenant) string { return k.of("optout", t) }

// erasure is what was forgotten at somebody's word.
func (k keys) erasure(t copilot.Tenant, id string) string { return k.of("erasure", t, id) }

// caughtUp is up to where a person was told what was said at a place.
func (k keys) caughtUp(at copilot.Place, p copilot.Person) string {
	return k.of("caughtup", at.Tenant(), at.Channel, at.Thread, p.ID)
}

// seat lists the keys that every script about a seat begins with: who sits there,
// while somebody does, and who sat there last.
func (k keys) seat(name string) []string {
	seat := k.prefix + "seat:" + escape(name)
	return []string{seat, seat + ":last"}
}

// tokens is what was spent on a day.
func (k keys) tokens(day string) []string { return []string{k.prefix + "tokens:" + escape(day)} }

// levels are how much of what may be asked for in a minute is used up: of the person, the
// channel and the workspace of a request.
func (k keys) levels(r copilot.Request) []string {
	t := r.Tenant()
	return []string{k.of("level", t, "p", r.Person.ID), k.of("level", t, "c", r.Place.Channel), k.of("level", t)}
}

// account lists the keys of every script about an account: what the keys of what its tenant
// uses begin with, and its levels.
func (k keys) account(a copilot.Account) []string {
	r := copilot.Request{Place: copilot.Place{Platform: a.Platform, Workspace: a.Workspace, Channel: a.Channel}, Person: copilot.Person{ID: a.Person}}
	return append([]string{k.used(a.Tenant)}, k.levels(r)...)
}

// used begins the keys of what a tenant uses in a day.
func (k keys) used(t copilot.Tenant) string { return k.of("used", t) + ":" }

func (k keys) circuit(name string) []string { return []string{k.prefix + "circuit:" + escape(name)} }

func (k keys) ration(name string) []string { return []string{k.prefix + "ration:" + escape(name)} }
