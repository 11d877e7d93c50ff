package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/network"
)

// post is a variant before it is laid out: blocks of pieces, in order.
type post struct {
	title  string // for networks whose posts have one
	blocks []block
}

// block is a paragraph or a list.
type block struct {
	list   bool
	lines  bool // a line for each piece
	pieces []piece
}

// piece is a sentence or an item.
type piece struct {
	words string
	rank  int // what goes first when the room is short: the lowest
}

// The ranks of pieces.
const (
	rankClose  = 10
	rankHook   = 30
	rankHeader = 35
	rankPoint  = 50 // less its place in the brief
	rankFigure = 60 // has figures
	rankCall   = 80 // says where and how
	rankLead   = 100
)

func (p *post) add(list bool, pieces ...piece) {
	pieces = slices.DeleteFunc(pieces, func(q piece) bool { return strings.TrimSpace(q.words) == "" })
	if len(pieces) > 0 {
		p.blocks = append(p.blocks, block{list: list, pieces: pieces})
	}
}

// lines adds pieces that each stand on a line of their own.
func (p *post) lines(pieces []piece) {
	n := len(p.blocks)
	if p.add(false, pieces...); len(p.blocks) > n {
		p.blocks[n].lines = true
	}
}

// untitle drops the piece that only repeats the title, unless it is all that
// says something.
func (p *post) untitle() {
	saying := 0
	for _, b := range p.blocks {
		for _, q := range b.pieces {
			if q.rank > rankHeader {
				saying++
			}
		}
	}
	for i, b := range p.blocks {
		for j, q := range b.pieces {
			if p.title == "" || bare(q.words) != p.title || q.rank > rankHeader && saying == 1 {
				continue
			}
			p.blocks[i].pieces = slices.Delete(b.pieces, j, j+1)
			if len(p.blocks[i].pieces) == 0 {
				p.blocks = slices.Delete(p.blocks, i, i+1)
			}
			return
		}
	}
}

// hopeless is how many bytes a unit of a network's limit can take at most, links
// that are counted short aside.
const hopeless = 8

// fit lays a post out and drops pieces, least important first, until the text
// fits its network with the hashtags that follow. cut says that even the lead
// had to be shortened.
func (p post) fit(l layout, n network.Network, tags []string) (words string, cut bool) {
	after := ""
	if len(tags) > 0 {
		after = "\n\n" + strings.Join(tags, " ")
	}
	for {
		words = l.render(p)
		if n.Limit > 0 && len(words) > hopeless*n.Limit && p.drop() {
			continue // not worth counting
		}
		if n.Over(words+after) == 0 && n.Fits(words+after) {
			return words, false
		}
		if !p.drop() {
			return shorten(n, words, after), true
		}
	}
}

// drop leaves out the least important piece; false if only the lead is left.
func (p *post) drop() bool {
	at, in, least := -1, -1, rankLead
	for i, b := range p.blocks {
		for j, q := range b.pieces {
			if q.rank <= least && q.rank < rankLead {
				at, in, least = i, j, q.rank
			}
		}
	}
	if at < 0 {
		return false
	}
	blocks := slices.Clone(p.blocks)
	blocks[at].pieces = slices.Delete(slices.Clone(blocks[at].pieces), in, in+1)
	if len(blocks[at].pieces) == 0 {
		blocks = slices.Delete(blocks, at, at+1)
	}
	p.blocks = blocks
	return true
}

// shorten cuts a text so that it fits with what follows it.
func shorten(n network.Network, words, after string) string {
	room := n
	room.Limit = max(1, n.Limit-n.Count(after))
	if room.MostBytes > 0 {
		room.MostBytes = max(1, n.MostBytes-len(after))
	}
	return room.Trim(words)
}
