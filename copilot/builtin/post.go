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

// spot is where a piece stands in a post: its block, and its place in that.
type spot struct{ block, piece int }

// fit lays a post out and drops pieces, least important first, until the text fits its
// network with the hashtags that follow; then what there is still room for comes back,
// most important first. left are the statements that did not, as far as a reader would
// miss them; cut says that even the lead had to be shortened.
func (p post) fit(l layout, n network.Network, tags []string) (words string, left []string, cut bool) {
	after := ""
	if len(tags) > 0 {
		after = "\n\n" + strings.Join(tags, " ")
	}
	fits := func(s string) bool {
		hopeful := n.Limit == 0 || len(s) <= hopeless*n.Limit // else not worth counting
		return hopeful && n.Over(s+after) == 0 && n.Fits(s+after)
	}
	gone, order := map[spot]bool{}, []spot(nil)
	for words = l.render(p.without(gone)); !fits(words); words = l.render(p.without(gone)) {
		at, ok := p.least(gone)
		if !ok {
			words, cut = shorten(n, words, after), true
			break
		}
		gone[at], order = true, append(order, at)
	}
	for _, at := range slices.Backward(order) {
		q := p.blocks[at.block].pieces[at.piece]
		if q.rank <= rankHeader {
			continue
		}
		delete(gone, at)
		if fuller := l.render(p.without(gone)); !cut && fits(fuller) {
			words = fuller
			continue
		}
		gone[at] = true
		if missed(q.words) {
			left = append(left, bare(q.words))
		}
	}
	return words, left, cut
}

// least is the least important piece that is left and may go; false if there is only
// the lead.
func (p post) least(gone map[spot]bool) (at spot, ok bool) {
	least := rankLead
	for i, b := range p.blocks {
		for j, q := range b.pieces {
			if s := (spot{i, j}); q.rank <= least && q.rank < rankLead && !gone[s] {
				at, least, ok = s, q.rank, true
			}
		}
	}
	return at, ok
}

// without is the post without some of its pieces.
func (p post) without(gone map[spot]bool) post {
	kept := post{title: p.title}
	for i, b := range p.blocks {
		var pieces []piece
		for j, q := range b.pieces {
			if !gone[spot{i, j}] {
				pieces = append(pieces, q)
			}
		}
		if len(pieces) > 0 {
			b.pieces = pieces
			kept.blocks = append(kept.blocks, b)
		}
	}
	return kept
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
