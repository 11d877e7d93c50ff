package check

// Kind says what sort of thing a reviewer should look at. It is stable: it appears in JSON and in stored drafts.
type Kind string

// The kinds of findings, from "the machine may be wrong about the world" to "this is not how the channel writes".
const (
	Unsupported   Kind = "unsupported"   // a claim that is not in the sources
	Contradiction Kind = "contradiction" // a claim of which a source says otherwise
	TooLong       Kind = "too_long"      // over its network's limit of text
	Hashtag       Kind = "hashtag"       // a hashtag the network or the channel would not take
	Sameness      Kind = "sameness"      // reads like an earlier draft, an approved post or a sister variant
	WornOut       Kind = "worn_out"      // a phrase everybody has read too often
	Banned        Kind = "banned"        // a word the channel does not want
	Voice         Kind = "voice"         // not how the channel writes: emoji, tu or vous, inclusive writing
	Incomplete    Kind = "incomplete"    // the writer stopped in the middle
	Hidden        Kind = "hidden"        // invisible or direction-changing characters
	Forged        Kind = "forged"        // the text imitates a label, an approval or a button
	Ping          Kind = "ping"          // the text would notify people
	Link          Kind = "link"          // a link no person supplied
	Confirm       Kind = "confirm"       // a "[to confirm]" was left in the text
	Language      Kind = "language"      // not in the language that was asked for
	Doubted       Kind = "doubted"       // a model says that no source carries it: an opinion, never a check of this package
	Media         Kind = "media"         // something about pictures, mentions or links that the network limits
)

// Kinds lists every kind once, in the order in which a card groups them: what blocks first, style last.
func Kinds() []Kind {
	return []Kind{
		Incomplete, TooLong, Contradiction, Unsupported, Link, Ping, Forged, Hidden,
		Confirm, Language, Media, Hashtag, Banned, Voice, Sameness, WornOut, Doubted,
	}
}

// Blocking reports whether a text with such a finding cannot be signed off at all. Every other kind is for the
// person who signs to acknowledge.
func (k Kind) Blocking() bool { return k == Incomplete || k == TooLong }
