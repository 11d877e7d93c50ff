package network

import "golang.org/x/text/unicode/norm"

// Count returns the length of text in the network's own unit.
func (n Network) Count(text string) int {
	if n.Unit == Weighted {
		text = norm.NFC.String(text) // before the links are found
	}
	total := 0
	for p := range n.pieces(text) {
		total += n.units(p)
	}
	return total
}

func (n Network) units(p piece) int {
	if p.units >= 0 {
		return p.units
	}
	return n.Unit.measure(p.text)
}

// Over returns how many units text has above the network's limit, 0 if it fits.
func (n Network) Over(text string) int {
	if n.Limit == 0 {
		return 0
	}
	return max(0, n.Count(text)-n.Limit)
}

// Fits reports whether the network takes a text of that length: within Limit
// and within MostBytes.
func (n Network) Fits(text string) bool {
	return (n.MostBytes == 0 || len(text) <= n.MostBytes) && n.Over(text) == 0
}
