package check

import (
	"slices"
	"strconv"

	"github.com/brouillon/brouillon/copilot/network"
)

// Limits returns what of text and its hashtags ("#" included) the network would refuse, cut or ignore.
func Limits(text string, hashtags []string, n network.Network) []Finding {
	return tidy(limits(read(valid(text)), n, hashtags))
}

func limits(d *doc, n network.Network, hashtags []string) []Finding {
	if n.ID == "" {
		return nil
	}
	var found []Finding
	for _, p := range n.Check(d.text, hashtags) {
		found = append(found, d.problem(p, n))
	}
	return found
}

// problem turns a network's problem into a finding; the code is the network's own kind.
func (d *doc) problem(p network.Problem, n network.Network) Finding {
	f := Finding{Kind: kindOf(p.Kind), Code: string(p.Kind), Args: map[string]string{
		"network": n.Name, "got": strconv.Itoa(p.Got), "limit": strconv.Itoa(p.Limit), "text": p.Text,
	}}
	length := int(d.runeAt[len(d.text)])
	if p.Start >= 0 && p.Start < p.End && p.End <= length {
		f.Start, f.End = p.Start, p.End
	} else if f.Kind == TooLong {
		f.End = length
	}
	f.Text = d.slice(f.Start, f.End)
	return f
}

// slice returns the runes [start:end] of the text.
func (d *doc) slice(start, end int) string { return d.text[d.byteOf(start):d.byteOf(end)] }

// byteOf returns where rune n of the text starts, in bytes.
func (d *doc) byteOf(n int) int {
	at, _ := slices.BinarySearch(d.runeAt, int32(n))
	return at
}

func kindOf(k network.Kind) Kind {
	switch k {
	case network.OverLimit, network.OverBytes:
		return TooLong
	case network.Empty:
		return Incomplete
	case network.ForbiddenChar, network.TooManyMentions, network.TooManyLinks, network.UnclickableLinks:
		return Media
	}
	return Hashtag
}

// complete reports a text whose writer stopped in the middle.
func complete(d *doc, incomplete bool) []Finding {
	if !incomplete {
		return nil
	}
	return []Finding{d.finding(Incomplete, len(d.text), len(d.text), "incomplete", nil)}
}
