package copilot

import (
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Origin says where a hashtag comes from.
type Origin struct {
	Kind  OriginKind `json:"kind"`
	Words string     `json:"words,omitempty"` // what it is made of, as it stands there; empty for what was given as a hashtag, and of what was said
}

// OriginKind is where a hashtag comes from.
type OriginKind string

// Where hashtags come from.
const (
	FromText    OriginKind = "text"    // its words are in the text
	FromBrief   OriginKind = "brief"   // ... in the brief
	FromFact    OriginKind = "fact"    // ... in a fact
	FromTalk    OriginKind = "talk"    // ... in what was said
	FromAsked   OriginKind = "asked"   // whoever asked gave it, as the tag of a campaign
	FromChannel OriginKind = "channel" // it is in the channel's list
	FromPerson  OriginKind = "person"  // somebody put it there by hand
)

// origins lists every kind, in the order a card tells them.
var origins = []OriginKind{FromText, FromBrief, FromFact, FromTalk, FromAsked, FromChannel, FromPerson}

// longestOrigin is how many runes of the words of an origin are kept.
const longestOrigin = 60

// seeker finds where hashtags come from.
type seeker struct {
	lang  string
	given map[string]seen // what people gave as hashtags, by its folded form
	read  []reading       // what they wrote, in the order it is looked through
}

// seen is a hashtag as somebody wrote it.
type seen struct {
	tag  string
	kind OriginKind
}

// reading is a text, read when it is needed.
type reading struct {
	kind  OriginKind
	words func() network.Wording
}

// seeker reads what the hashtags of a revision may come from. What is published is
// looked through before what it was made of.
func (j composition) seeker(r Revision) *seeker {
	s := &seeker{lang: catalogue.Base(j.settings.Language), given: map[string]seen{}}
	for _, tag := range j.material.Profile.Hashtags {
		s.gave(FromChannel, "#"+strings.TrimLeft(tag, "#"))
	}
	for _, v := range r.Variants {
		s.reads(FromText, v.Text.s)
	}
	if j.task == TaskHashtags {
		s.gave(FromText, spoken(j.brief)...)
		s.reads(FromText, j.brief)
	} else {
		s.gave(FromAsked, spoken(j.brief)...)
		s.reads(FromBrief, j.brief)
	}
	for _, f := range j.material.Facts {
		s.reads(FromFact, f.Text)
	}
	for _, l := range j.lines {
		s.gave(FromTalk, spoken(l.Text)...)
		s.reads(FromTalk, l.Text)
	}
	for _, wish := range j.wishes() {
		s.gave(FromAsked, spoken(wish)...)
		s.reads(FromAsked, wish)
	}
	s.gave(FromPerson, j.byHand()...)
	return s
}

// gave remembers hashtags; who gave one first is told.
func (s *seeker) gave(kind OriginKind, tags ...string) {
	for _, tag := range tags {
		if folded := text.Fold(tag); s.given[folded].tag == "" {
			s.given[folded] = seen{tag, kind}
		}
	}
}

func (s *seeker) reads(kind OriginKind, words string) {
	if words != "" {
		s.read = append(s.read, reading{kind, sync.OnceValue(func() network.Wording { return network.WordingOf(s.lang, words) })})
	}
}

// wishes are what was asked of this revision and of those before it.
func (j composition) wishes() []string {
	return append([]string{j.prompt.Reason}, wishes(j.material)...)
}

// byHand are the hashtags that people put on earlier revisions themselves.
func (j composition) byHand() []string {
	if j.material.Previous == nil {
		return nil
	}
	var all []string
	for _, r := range j.material.Previous.Revisions {
		for i, tag := range r.Hashtags {
			before := len(r.Origins) == 0 && r.Made.Writer == writerPerson // kept by a version that knew no origins
			if before || i < len(r.Origins) && r.Origins[i].Kind == FromPerson {
				all = append(all, tag)
			}
		}
	}
	return all
}

// find says where a hashtag comes from, and how it is written for that; false for one
// that nobody gave and no text has.
func (s *seeker) find(tag string) (string, Origin, bool) {
	if was, ok := s.given[text.Fold(tag)]; ok {
		return was.tag, Origin{Kind: was.kind}, true
	}
	var near Origin
	for _, read := range s.read {
		phrase, exact := read.words().Phrase(tag)
		from := Origin{read.kind, text.Cut(strings.Join(strings.Fields(phrase), " "), longestOrigin)}
		switch {
		case exact:
			return network.Respell(tag, phrase), from, true
		case phrase != "" && near.Kind == "":
			near = from
		}
	}
	return tag, near, near.Kind != ""
}
