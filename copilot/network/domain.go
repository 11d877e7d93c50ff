package network

// dot is what domains knows about one "." and the label before it.
type dot struct {
	pos        int  // of the dot
	label      int  // where the label before it starts, if nothing cuts it short
	ends       bool // the rune before the dot may end a label
	underscore int  // of the last "_" in the label, -1 if none
	tld        int  // end of the top-level domain after the dot, 0 if none
	best       int  // end of the longest domain that starts at label, 0 if none
}

// domains looks at every dot of r once, so that hostEnd takes constant time
// however many labels a domain has.
func domains(r []rune) []dot {
	var dots []dot
	label, underscore := 0, -1
	for i, c := range r {
		switch {
		case c == '_':
			underscore = i
		case c == '.':
			dots = append(dots, dot{
				pos: i, label: label, ends: i > label && labelChar(r[i-1]), underscore: underscore, tld: tldEnd(r, i+1),
			})
			label, underscore = i+1, -1
		case c != '-' && !labelChar(c):
			label, underscore = i+1, -1
		}
	}
	for i := len(dots) - 1; i >= 0; i-- {
		dots[i].best = domainEnd(r, dots, i, dots[i].label)
	}
	return dots
}

// hostEnd returns the end of the domain at start, or 0 if there is none. The
// first of dots at or after start must be near the beginning of dots.
func hostEnd(r []rune, dots []dot, start int) int {
	i := 0
	for i < len(dots) && dots[i].pos < start {
		i++
	}
	if i == len(dots) || dots[i].label > start {
		return 0
	}
	return domainEnd(r, dots, i, start)
}

// domainEnd returns the end of the longest domain whose first label goes from
// start to dots[i]. Subdomains may hold "_", the label before the top-level
// domain may not.
func domainEnd(r []rune, dots []dot, i, start int) int {
	d := dots[i]
	if start >= d.pos || !labelChar(r[start]) || !d.ends {
		return 0
	}
	if i+1 < len(dots) && dots[i+1].label == d.pos+1 && dots[i+1].best > 0 {
		return dots[i+1].best
	}
	if d.underscore >= start {
		return 0
	}
	return d.tld
}

// labelChar reports the runes that may start and end a label: nearly all that
// are not punctuation.
func labelChar(r rune) bool {
	return !punct(r) && !space(r) && !forbidden(r) && !directional(r)
}

// asciiDomain returns the end of the domain in Latin letters at i, or 0 if
// there is none, and where to look for the next one.
func asciiDomain(host []rune, i int) (end, next int) {
	j := i
	for {
		label := j
		for j < len(host) && asciiLabelChar(host[j]) {
			j++
		}
		if j == label || at(host, j) != '.' {
			break
		}
		j++
		if tld := tldEnd(host, j); tld > 0 {
			end = tld
		}
	}
	if end > 0 {
		return end, end
	}
	return 0, j + 1
}

func asciiLabelChar(r rune) bool { return r == '-' || asciiAlnum(r) || latinAccent(r) }
