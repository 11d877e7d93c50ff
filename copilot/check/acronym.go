package check

// spelledOut reports whether some source has words in a row whose initials are the acronym, small words counted or not:
// "year over year" for YoY, "Organisation mondiale de la santé" for OMS.
func (x *Indexed) spelledOut(acronym string) bool {
	if len(acronym) < 2 || len(acronym) > 6 {
		return false
	}
	for _, d := range x.docs {
		for i, t := range d.tokens {
			if t.shape == wordShape && t.fold != "" && t.fold[0] == acronym[0] && (d.initials(i, acronym, true) || d.initials(i, acronym, false)) {
				return true
			}
		}
	}
	return false
}

// initials reports whether the words from token i on begin with the letters of the acronym.
func (d *doc) initials(i int, acronym string, skipSmall bool) bool {
	n, meant := 0, 0
	for ; i < len(d.tokens) && n < len(acronym); i++ {
		t := d.tokens[i]
		switch {
		case t.shape == markShape && t.is("-", "'", "’"), skipSmall && t.stop:
			continue
		case t.shape != wordShape || t.fold == "" || t.fold[0] != acronym[n]:
			return false
		}
		n++
		if t.content() {
			meant++
		}
	}
	return n == len(acronym) && meant >= 2
}
