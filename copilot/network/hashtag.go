package network

// Hashtags returns the hashtags of text in order, each with its "#". A "#"
// inside a link is none.
func Hashtags(text string) []Span {
	r := []rune(text)
	var tags []Span
	last := 0 // end of the last candidate: twitter-text never shares a rune between two
	for i := range r {
		if !hashSign(r[i]) || i < last || !tagMayStart(r, i, last) {
			continue
		}
		end, ok := tagEnd(r, i+1)
		if !ok {
			continue
		}
		last = end
		if !hashSign(at(r, end)) && !schemeSlashes(r, end) {
			tags = append(tags, span(r, i, end))
		}
	}
	if len(tags) == 0 {
		return nil
	}
	return outside(tags, links(r, false))
}

// ValidHashtag reports whether tag, "#" included, is one whole hashtag: letters,
// marks, digits and underscores of any script, at least one of them a letter.
// Accents are fine, spaces, hyphens and apostrophes are not.
func ValidHashtag(tag string) bool {
	r := []rune(tag)
	if !hashSign(at(r, 0)) {
		return false
	}
	end, ok := tagEnd(r, 1)
	return ok && end == len(r)
}

// tagMayStart reports whether the sign at i is not glued to a word before it.
// The rune before it must not belong to the candidate that ended at last.
func tagMayStart(r []rune, i, last int) bool {
	if i == 0 {
		return true
	}
	before := r[i-1]
	selector := before == 0xFE0E || before == 0xFE0F // an emoji ends there
	return i-1 >= last && (selector || !tagChar(before) && before != '&')
}

// tagEnd returns the end of the hashtag whose text starts at i, and whether it
// holds a letter.
func tagEnd(r []rune, i int) (end int, ok bool) {
	if c := at(r, i); c == 0xFE0F || c == 0x20E3 {
		return i, false // the "#" of a keycap emoji
	}
	for end = i; end < len(r) && tagChar(r[end]); end++ {
		ok = ok || tagLetter(r[end])
	}
	return end, ok
}

// schemeSlashes reports whether "://" stands at i: the word before it is a scheme.
func schemeSlashes(r []rune, i int) bool {
	return at(r, i) == ':' && at(r, i+1) == '/' && at(r, i+2) == '/'
}
