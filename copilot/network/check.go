package network

import (
	"strings"
	"unicode/utf8"

	txt "github.com/brouillon/brouillon/copilot/text"
)

// Kind is the machine name of a Problem.
type Kind string

// The kinds of problems. Got and Limit of the Problem mean what is said here.
const (
	Empty            Kind = "empty"             // there is nothing to publish
	OverLimit        Kind = "over_limit"        // Got units, Limit allowed; Start is where the text overflows
	OverBytes        Kind = "over_bytes"        // Got bytes of UTF-8, Limit allowed
	ForbiddenChar    Kind = "forbidden_char"    // Text, which the network refuses, occurs Got times
	TooManyHashtags  Kind = "too_many_hashtags" // Got hashtags, the network takes Limit
	ManyHashtags     Kind = "many_hashtags"     // Got hashtags, at most Limit suggested
	UselessHashtags  Kind = "useless_hashtags"  // Got hashtags, which do nothing on this network
	InvalidHashtag   Kind = "invalid_hashtag"   // Text is no hashtag
	LongHashtag      Kind = "long_hashtag"      // Text has Got characters, the network takes Limit
	RepeatedHashtag  Kind = "repeated_hashtag"  // Text occurs Got times
	TooManyMentions  Kind = "too_many_mentions" // Got mentions, the network takes Limit
	TooManyLinks     Kind = "too_many_links"    // Got different links, the network takes Limit
	UnclickableLinks Kind = "unclickable_links" // Got links that nobody can click there; the first is Text
)

// Problem is a rule of a network that a post breaks.
type Problem struct {
	Kind       Kind
	Got, Limit int    // what the post has and what the rule says; 0 if meaningless
	Start, End int    // where in the text, in runes, End excluded; both 0 if it is not in one place
	Text       string // the piece that is wrong, if it is one piece
}

// Check returns the problems of the post that Compose makes of text and
// hashtags, in no order of weight. It returns nil if there are none.
func (n Network) Check(text string, hashtags []string) []Problem {
	if strings.TrimSpace(text) == "" && len(hashtags) == 0 {
		return []Problem{{Kind: Empty}}
	}
	out := n.checkLength(text, n.Compose(text, hashtags))
	out = append(out, n.checkForbidden(text)...)
	out = append(out, n.CheckHashtags(n.allHashtags(text, hashtags))...)
	out = append(out, n.checkMentions(text)...)
	return append(out, n.checkLinks(text)...)
}

// checkLength compares post with the limits; text is how post starts.
func (n Network) checkLength(text, post string) []Problem {
	var out []Problem
	if over := n.Over(post); over > 0 {
		p := Problem{Kind: OverLimit, Got: n.Limit + over, Limit: n.Limit}
		if fit := n.prefix(text, n.Limit, 0); fit < len(text) {
			p.Start, p.End = utf8.RuneCountInString(text[:fit]), utf8.RuneCountInString(text)
		}
		out = append(out, p)
	}
	if n.MostBytes > 0 && len(post) > n.MostBytes {
		out = append(out, Problem{Kind: OverBytes, Got: len(post), Limit: n.MostBytes})
	}
	return out
}

func (n Network) checkForbidden(text string) []Problem {
	var out []Problem
	for _, c := range n.Forbidden {
		if i := strings.IndexRune(text, c); i >= 0 {
			start := utf8.RuneCountInString(text[:i])
			out = append(out, Problem{
				Kind: ForbiddenChar, Got: strings.Count(text, string(c)), Start: start, End: start + 1, Text: string(c),
			})
		}
	}
	return out
}

// allHashtags returns the hashtags of text, then those that Compose adds to it.
func (n Network) allHashtags(text string, hashtags []string) []string {
	var all []string
	for _, s := range Hashtags(text) {
		all = append(all, s.Text)
	}
	if n.HashtagStyle == NoHashtags {
		return append(all, hashtags...)
	}
	return append(all, n.missing(text, hashtags)...)
}

// CheckHashtags returns the problems that a list of hashtags, each with its
// "#", has on the network.
func (n Network) CheckHashtags(tags []string) []Problem {
	if n.HashtagStyle == NoHashtags && len(tags) > 0 {
		return []Problem{{Kind: UselessHashtags, Got: len(tags)}}
	}
	out := n.checkNumber(len(tags))
	times := map[string]int{}
	for _, t := range tags {
		times[strings.ToLower(t)]++
	}
	for _, t := range tags {
		k := strings.ToLower(t)
		if times[k] > 1 {
			out = append(out, Problem{Kind: RepeatedHashtag, Got: times[k], Text: t})
		}
		if times[k] > 0 {
			out = append(out, n.checkHashtag(t)...)
		}
		times[k] = 0 // once is enough
	}
	return out
}

func (n Network) checkNumber(tags int) []Problem {
	switch h := n.Hashtags; {
	case h.Most > 0 && tags > h.Most:
		return []Problem{{Kind: TooManyHashtags, Got: tags, Limit: h.Most}}
	case h.Max > 0 && tags > h.Max:
		return []Problem{{Kind: ManyHashtags, Got: tags, Limit: h.Max}}
	}
	return nil
}

// Takes reports whether tag, "#" included, is one whole hashtag on the network.
func (n Network) Takes(tag string) bool { return n.checkHashtag(tag) == nil }

func (n Network) checkHashtag(tag string) []Problem {
	if !ValidHashtag(tag) || strings.ContainsFunc(tag, n.endsHashtag) {
		return []Problem{{Kind: InvalidHashtag, Text: tag}}
	}
	if got := txt.Graphemes(tag) - 1; n.HashtagLength > 0 && got > n.HashtagLength {
		return []Problem{{Kind: LongHashtag, Got: got, Limit: n.HashtagLength, Text: tag}}
	}
	return nil
}

// endsHashtag reports a sign that is part of a hashtag elsewhere, and not here.
func (n Network) endsHashtag(r rune) bool {
	return strings.ContainsRune(twitterSigns, r) && !strings.ContainsRune(n.HashtagSigns, r)
}

func (n Network) checkMentions(text string) []Problem {
	if n.MostMentions == 0 {
		return nil
	}
	if got := len(handles([]rune(text))); got > n.MostMentions {
		return []Problem{{Kind: TooManyMentions, Got: got, Limit: n.MostMentions}}
	}
	return nil
}

func (n Network) checkLinks(text string) []Problem {
	links := Links(text)
	if len(links) == 0 {
		return nil
	}
	if !n.Links {
		return []Problem{{
			Kind: UnclickableLinks, Got: len(links), Start: links[0].Start, End: links[0].End, Text: links[0].Text,
		}}
	}
	different := map[string]bool{}
	for _, l := range links {
		different[l.Text] = true
	}
	if n.MostLinks > 0 && len(different) > n.MostLinks {
		return []Problem{{Kind: TooManyLinks, Got: len(different), Limit: n.MostLinks}}
	}
	return nil
}
