package network

import "golang.org/x/text/unicode/norm"

// weigh returns the length of text as X counts it, links apart: twitter-text's
// configuration version 3, with weights halved. emojiEnd says where an emoji
// that starts at a rune ends.
func weigh(text string, emojiEnd func([]rune, int) int) int {
	total := 0
	r := []rune(norm.NFC.String(text))
	for i := 0; i < len(r); {
		if end := emojiEnd(r, i); end > i {
			total, i = total+2, end
			continue
		}
		total += weight(r[i])
		i++
	}
	return total
}

// weight returns what a code point counts: 1 for the scripts of Europe and the
// Near East, for spaces, dashes and quotation marks, 2 for the rest.
func weight(r rune) int {
	switch {
	case r <= 4351, 8192 <= r && r <= 8205, 8208 <= r && r <= 8223, 8242 <= r && r <= 8247:
		return 1
	}
	return 2
}
