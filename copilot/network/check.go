package network

// Kind is the machine name of a Problem.
type Kind string

// The kinds of problems.
const (
	OverLimit        Kind = "over_limit"        // Got units, Limit allowed
	OverBytes        Kind = "over_bytes"        // Got bytes of UTF-8, Limit allowed
	TooManyHashtags  Kind = "too_many_hashtags" // Got hashtags, the network allows Limit
	ManyHashtags     Kind = "many_hashtags"     // Got hashtags, Limit are suggested
	InvalidHashtag   Kind = "invalid_hashtag"   // Text is not a hashtag
	RepeatedHashtag  Kind = "repeated_hashtag"  // Text appears Got times
	UselessHashtags  Kind = "useless_hashtags"  // hashtags do nothing on this network
	UnclickableLinks Kind = "unclickable_link"  // Text is a link that nobody can click there
)

// Problem is a rule of a network that a post breaks.
type Problem struct {
	Kind       Kind
	Got, Limit int    // what the post has and what the rule says, in the rule's unit; 0 if meaningless
	Start, End int    // where in the text, offsets in runes, End excluded; both 0 if nowhere in it
	Text       string // the piece that is wrong, if it is one piece
}

// CheckHashtags returns the problems of a list of hashtags ("#" included) on the network.
func (n Network) CheckHashtags(tags []string) []Problem {
	var out []Problem
	for _, t := range tags {
		if !ValidHashtag(t) {
			out = append(out, Problem{Kind: InvalidHashtag, Text: t})
		}
	}
	if n.Hashtags.Most > 0 && len(tags) > n.Hashtags.Most {
		out = append(out, Problem{Kind: TooManyHashtags, Got: len(tags), Limit: n.Hashtags.Most})
	}
	return out
}

// Check returns the problems of a post made of text followed by hashtags.
func (n Network) Check(text string, hashtags []string) []Problem {
	var out []Problem
	if n.Over(text) > 0 {
		out = append(out, Problem{Kind: OverLimit, Got: n.Count(text), Limit: n.Limit})
	}
	return append(out, n.CheckHashtags(hashtags)...)
}
