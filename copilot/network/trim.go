package network

// Trim returns text if it fits, else its longest prefix that ends at a
// sentence, or failing that at a word followed by "…", and fits the network.
func (n Network) Trim(text string) string {
	if n.Over(text) == 0 {
		return text
	}
	r := []rune(text)
	for len(r) > 0 && n.Over(string(r)+"…") > 0 {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
