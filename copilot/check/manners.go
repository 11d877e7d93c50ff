package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Manners are how a channel writes, as far as it can be checked. The zero value of each field asks for nothing.
type Manners struct {
	Emoji     Emoji
	Address   Address   // of texts in French
	Inclusive Inclusive // of texts in French
}

// Emoji is how many emoji a channel wants in a text.
type Emoji string

// The ways with emoji. MostEmoji is what few means.
const (
	NoEmoji   Emoji = "none"
	FewEmoji  Emoji = "few"
	FreeEmoji Emoji = "free"

	MostEmoji = 2
)

// Address is how a channel addresses a reader in French.
type Address string

// The forms of address.
const (
	Tu   Address = "tu"
	Vous Address = "vous"
)

// Inclusive is the form in which a channel writes of women and men in French.
type Inclusive string

// The forms of inclusive writing. Doublets are ordinary French: a channel that wants no inclusive writing may use them.
const (
	NotInclusive Inclusive = "none"     // nothing but letters in a word
	Point        Inclusive = "point"    // client·es
	Brackets     Inclusive = "brackets" // client(e)s
	Doublets     Inclusive = "doublets" // clientes et clients
)

// Manner returns where text is not written as a channel with those manners writes; lang is what it should be in, "" for
// as it reads.
func Manner(text, lang string, m Manners) []Finding { return tidy(manner(read(valid(text)), lang, m)) }

func manner(d *doc, lang string, m Manners) []Finding {
	found := emoji(d, m.Emoji)
	base, _, _ := strings.Cut(strings.ToLower(cmp.Or(lang, d.lang)), "-")
	if m.Address == "" && m.Inclusive == "" || base != text.French {
		return found
	}
	s := d.ownWords()
	return append(append(found, s.address(m.Address)...), s.inclusive(m.Inclusive)...)
}

// emoji reports the first emoji that is one too many.
func emoji(d *doc, wanted Emoji) []Finding {
	most, code := 0, "emoji_none"
	switch wanted {
	case NoEmoji:
	case FewEmoji:
		most, code = MostEmoji, "emoji_few"
	default:
		return nil
	}
	all := network.Emoji(d.text)
	if len(all) <= most {
		return nil
	}
	e := all[most]
	return []Finding{{
		Kind: Voice, Text: e.Text, Start: e.Start, End: e.End, Code: code,
		Args: map[string]string{"got": strconv.Itoa(len(all)), "limit": strconv.Itoa(most)},
	}}
}

// ownWords is a text without what somebody else says in it: quotations, links, handles and hashtags keep to nobody's manners.
type ownWords struct {
	*doc
	foreign []bool // of each token
}

// ownWords marks the tokens that are not the text's own words. A quotation may be of any length here, for irony and titles
// are others' words too.
func (d *doc) ownWords() ownWords {
	s := ownWords{d, make([]bool, len(d.tokens))}
	for i := 0; i < len(d.tokens); i++ {
		switch d.tokens[i].shape {
		case linkShape, emailShape, handleShape, tagShape:
			s.foreign[i] = true
		case markShape:
			to := d.quotation(i)
			for k := i; k < to; k++ {
				s.foreign[k] = true
			}
			i = max(i, to-1)
		}
	}
	return s
}

// at returns token i if it is the text's own, else a token that is nothing.
func (s ownWords) at(i int) *token {
	if i < 0 || i >= len(s.tokens) || s.foreign[i] {
		return &beyond
	}
	return &s.tokens[i]
}

// own reports whether byte b lies in no foreign token.
func (s ownWords) own(b int) bool {
	i, found := slices.BinarySearchFunc(s.tokens, b, func(t token, at int) int { return t.start - at })
	if !found {
		i--
	}
	return i < 0 || b >= s.tokens[i].end || !s.foreign[i]
}
