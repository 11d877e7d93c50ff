package chattest

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// Button is one as it stands in a message: what somebody knows who forges clicks.
type Button struct {
	Workspace, Channel, Message string

	Name string // of its act, where a platform sends that apart
	Said string // all else, with the seal at its end
}

// Forger makes clicks that are those of no button, out of buttons that are there.
type Forger struct {
	Real   []Button
	Others []Button // the same, sealed by a process that has another key
	Count  map[string]int

	chance *rand.Rand
}

// NewForger makes the same forgeries for the same seed.
func NewForger(seed uint64, real, others []Button) *Forger {
	return &Forger{real, others, map[string]int{}, rand.New(rand.NewPCG(seed, seed))}
}

// ways are what is done to a button, on what another one of the bot's says.
var ways = []struct {
	name string
	do   func(f *Forger, b, other Button) Button
}{
	{"a bit flipped", func(f *Forger, b, _ Button) Button { b.Said = f.flip(b.Said); return b }},
	{"a bit of the name flipped", func(f *Forger, b, _ Button) Button { b.Name = f.flip(b.Name); return b }},
	{"another case", func(f *Forger, b, _ Button) Button { b.Said = f.turn(b.Said); return b }},
	{"stripped of its seal", func(_ *Forger, b, _ Button) Button { b.Said, _ = cutLast(b.Said); return b }},
	{"shorter", func(f *Forger, b, _ Button) Button { b.Said = b.Said[:f.chance.IntN(len(b.Said))]; return b }},
	{"longer", func(f *Forger, b, _ Button) Button { b.Said += b.Said[:1+f.chance.IntN(4)]; return b }},
	{"a part taken out", func(f *Forger, b, _ Button) Button { b.Said = f.without(b.Said); return b }},
	{"a part of another", func(f *Forger, b, o Button) Button { b.Said = f.mixed(b.Said, o.Said); return b }},
	{"the seal of another", func(_ *Forger, b, o Button) Button {
		said, _ := cutLast(b.Said)
		_, seal := cutLast(o.Said)
		b.Said = said + "~" + seal
		return b
	}},
	{"the name of another", func(_ *Forger, b, o Button) Button { b.Name = o.Name; return b }},
	{"of another draft", func(_ *Forger, b, o Button) Button { b.Said = o.Said; return b }},
	{"in another workspace", func(_ *Forger, b, o Button) Button { b.Workspace = o.Workspace; return b }},
	{"in another channel", func(_ *Forger, b, o Button) Button { b.Channel = o.Channel; return b }},
	{"in another message", func(_ *Forger, b, o Button) Button { b.Message = o.Message; return b }},
	{"in another message elsewhere", func(_ *Forger, b, o Button) Button {
		b.Workspace, b.Channel, b.Message = o.Workspace, o.Channel, o.Message
		return b
	}},
	{"in no message", func(_ *Forger, b, _ Button) Button { b.Message = ""; return b }},
	{"by another key", nil},
}

// Next is another forged click.
func (f *Forger) Next() Button {
	for {
		at, way := f.chance.IntN(len(f.Real)), ways[f.chance.IntN(len(ways))]
		forged := f.Others[at]
		if way.do != nil {
			forged = way.do(f, f.Real[at], f.Real[f.chance.IntN(len(f.Real))])
		}
		if !slices.Contains(f.Real, forged) {
			f.Count[way.name]++
			return forged
		}
	}
}

func (f *Forger) flip(s string) string {
	if s == "" {
		return s
	}
	b := []byte(s)
	b[f.chance.IntN(len(b))] ^= 1 << f.chance.IntN(8)
	return strings.ToValidUTF8(string(b), "?")
}

// turn writes one letter the other way, or all of them.
func (f *Forger) turn(s string) string {
	if f.chance.IntN(4) == 0 {
		return strings.ToUpper(s)
	}
	b := []byte(s)
	for n := f.chance.IntN(len(b)); n < len(b); n++ {
		if letter := b[n] | 0x20; letter >= 'a' && letter <= 'z' {
			b[n] ^= 0x20
			break
		}
	}
	return string(b)
}

func (f *Forger) without(s string) string {
	parts := partsOf(s)
	at := f.chance.IntN(len(parts))
	return joined(slices.Delete(parts, at, at+1))
}

// mixed has some parts of another button in the place of its own.
func (f *Forger) mixed(s, other string) string {
	parts, others := partsOf(s), partsOf(other)
	for n := range parts {
		if n < len(others) && f.chance.IntN(2) == 0 {
			parts[n] = others[n]
		}
	}
	return joined(parts)
}

// partsOf are what a button says, its seal last; joined puts them together again.
func partsOf(s string) []string {
	said, seal := cutLast(s)
	return append(strings.Split(said, "|"), seal)
}

func joined(parts []string) string {
	last := len(parts) - 1
	if last < 0 {
		return ""
	}
	return strings.Join(parts[:last], "|") + "~" + parts[last]
}

// cutLast divides what a button says from its seal.
func cutLast(s string) (before, after string) {
	at := strings.LastIndex(s, "~")
	if at < 0 {
		return s, ""
	}
	return s[:at], s[at+1:]
}

// Forgeries is how many clicks to forge: enough to see each way of it many times, or as
// many as were asked for with -whole.
func Forgeries() int { return sharedtest.Either(20_000, 2_000) }
