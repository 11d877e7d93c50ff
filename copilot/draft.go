package copilot

import (
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
)

// State is where a revision stands on its way to a signature.
type State string

// The states of a revision. A draft's state is that of its latest revision.
const (
	Pending          State = "pending"
	ChangesRequested State = "changes_requested"
	Approved         State = "approved"
	Rejected         State = "rejected"
	Withdrawn        State = "withdrawn"
	Expired          State = "expired"    // nobody signed it off in time
	Superseded       State = "superseded" // a later revision took its place before anybody decided
)

// States lists every state, in the order of a revision's life.
func States() []State {
	return []State{Pending, ChangesRequested, Approved, Rejected, Withdrawn, Expired, Superseded}
}

// Final says whether nothing more can be decided about a revision in this state.
func (s State) Final() bool { return s != Pending && s != ChangesRequested }

// Draft is the answer to a request, with its revisions, oldest first; there is
// always at least one.
type Draft struct {
	ID        string
	Command   string // the command that asked for it
	Place     Place
	Author    Person // who asked
	Brief     string // what was asked, canonical
	Created   time.Time
	Private   bool   // only its author may see it, and nobody can sign it: see Copilot.Share
	About     string // the message it is about, see Request.About
	Revisions []Revision
}

// readable says whether the person may see the draft, as far as the draft goes.
func (d Draft) readable(p Person) bool { return !d.Private || d.Author.Same(p) }

// Ref names the draft for the store.
func (d Draft) Ref() Ref { return Ref{d.Place.Tenant(), d.ID} }

// Latest is the revision that can be decided.
func (d Draft) Latest() Revision { return d.Revisions[len(d.Revisions)-1] }

// State is that of the latest revision.
func (d Draft) State() State { return d.Latest().State }

// Revision finds a revision by its number (1-based).
func (d Draft) Revision(number int) (Revision, bool) {
	if number < 1 || number > len(d.Revisions) {
		return Revision{}, false
	}
	return d.Revisions[number-1], true
}

// Revision is exact text with everything a reviewer needs to judge it. It never
// changes once kept, but for State and Decision, and for the words of a deleted
// message while nobody has signed it (see Copilot.SourceChanged): its digest stays
// that of the text that was shown.
type Revision struct {
	Number   int
	Request  string // id of the request that made it: names its message in the chat
	Asked    string // what was asked of this revision; empty for one made of its brief alone
	Variants []Variant
	Hashtags []string
	Origins  []Origin // where each hashtag comes from; none of a revision that an older version made
	Points   []Point  // of a summary, in the order shown
	Phrases  []string
	Coverage Coverage
	Settings Settings
	Findings []check.Finding
	Notes    []Note // what the reader should know about how it was made
	Made     Provenance
	Digest   string // SHA-256 (hex) over every variant, as shown

	// What moves, kept apart from the rest by the store.
	State    State     `json:"-"`
	Decision *Decision `json:"-"` // nil until somebody decided
	// Signatures are those before the last, oldest first; Signed is how often they changed.
	Signatures []Signature `json:"-"`
	Signed     int         `json:"-"`
}

// whole is what a person copies and signs: a text as its network would carry it,
// with the hashtags where they belong.
func (r Revision) whole(words Generated) string {
	if len(r.Variants) == 0 {
		return strings.Join(r.Hashtags, " ")
	}
	n := networkOf(r.Settings)
	if n.ID == "" {
		n.HashtagStyle = network.AtEnd
	}
	return n.Compose(words.s, r.Hashtags)
}

// Variant is one of several texts in a revision.
type Variant struct {
	Angle  string // "fact", "story", "question", ...: a key of the catalogue under "angle."
	Text   Generated
	Digest string // SHA-256 (hex) of exactly what Copy gives
}

// Point is one statement of a summary with the messages that carry it.
type Point struct {
	Section string // "tldr", "decisions", "questions", "actions", "disagreements", "mood"
	Text    Generated
	Cites   []Cite
}

// Cite is a message that a point rests on. The link comes from the chat, never
// from the writer.
type Cite struct {
	Line   string    `json:"line"`
	Author string    `json:"author"`
	Time   time.Time `json:"time,omitzero"`
	Link   string    `json:"link,omitempty"`
	By     string    `json:"by,omitempty"` // id of the author; a version before kept none
}

// Note is a sentence of the catalogue about how a revision was made, kept as
// key and values so that each reader reads it in their language.
type Note struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
}

// Settings are the options a revision was made with, all resolved.
type Settings struct {
	Network  string `json:"network,omitempty"`
	Tone     string `json:"tone,omitempty"`
	Audience string `json:"audience,omitempty"`
	Language string `json:"language"`
	Variants int    `json:"variants,omitempty"`
	Length   string `json:"length,omitempty"` // "shorter", "longer" or ""
	MaxWords int    `json:"max_words,omitempty"`
	MaxTags  int    `json:"max_tags,omitempty"`
	// What part of the conversation was asked for.
	Last  int       `json:"last,omitempty"`
	Since time.Time `json:"since,omitzero"`
}

// Provenance says what made a revision, and when.
type Provenance struct {
	Writer string    `json:"writer"` // "builtin", "openai", or "person" for an edit by hand
	Model  string    `json:"model,omitempty"`
	By     Person    `json:"by"` // who asked for this revision, or edited it
	At     time.Time `json:"at"`
	Prompt string    `json:"prompt,omitempty"` // version of the prompt templates
	Facts  []Fact    `json:"facts,omitempty"`  // what the writer was given as verified
	Used   *Usage    `json:"used,omitempty"`   // tokens of all calls that made it; nil: see Took
}
