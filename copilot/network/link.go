package network

const (
	longestLink = 4096 // UTF-16 code units, the scheme counted twice
	longestSlug = 40   // of a t.co address
)

// Links returns the web addresses of text in order, with or without a scheme,
// as X makes them clickable: "https://exemple.fr/page", "exemple.fr". Without a
// scheme the domain must be in ASCII and not glued to a word, "@" or "#".
func Links(text string) []Span { return links([]rune(text), false) }

// links finds the addresses of r, only those with a scheme if scheme is true.
//
// It tries every place where an address may start. That costs a constant each,
// because domains has looked at every dot once beforehand.
func links(r []rune, scheme bool) []Span {
	dots := domains(r)
	if len(dots) == 0 {
		return nil
	}
	var out []Span
	for i := 0; i < len(r) && len(dots) > 0; {
		if dots[0].pos < i {
			dots = dots[1:]
			continue
		}
		a, ok := addressAfter(r, dots, i)
		if !ok {
			i++
			continue
		}
		out = a.appendTo(out, r, scheme)
		i = a.end
	}
	return out
}

// glue holds the characters that make what follows part of a word, not an address.
var glue = setOf("-_./")

// address is what looks like an address, before its validity is known:
// r[start:end], its domain in r[host:port], its path in r[path:query].
type address struct{ start, host, port, path, query, end int }

// addressAfter matches an address that r[i] precedes, or that opens r if i is 0.
// No dot of dots is before i.
func addressAfter(r []rune, dots []dot, i int) (address, bool) {
	if mayPrecede(r[i]) {
		if a, ok := addressAt(r, dots, i+1); ok {
			return a, true
		}
	}
	if i == 0 {
		return addressAt(r, dots, 0)
	}
	return address{}, false
}

func addressAt(r []rune, dots []dot, i int) (address, bool) {
	a := address{start: i, host: schemeEnd(r, i)}
	a.port = hostEnd(r, dots, a.host)
	if a.port == 0 {
		return address{}, false
	}
	a.path = portEnd(r, a.port)
	a.query = pathEnd(r, a.path)
	a.end = queryEnd(r, a.query)
	return a, true
}

// mayPrecede reports whether an address may follow r.
func mayPrecede(r rune) bool {
	return !asciiAlnum(r) && !atSign(r) && !hashSign(r) && r != '$' && !forbidden(r)
}

// schemeEnd returns the end of "http://" or "https://" at i, or i.
func schemeEnd(r []rune, i int) int {
	j := i
	for _, c := range "http" {
		if lower(at(r, j)) != c {
			return i
		}
		j++
	}
	if lower(at(r, j)) == 's' {
		j++
	}
	if !schemeSlashes(r, j) {
		return i
	}
	return j + len("://")
}

// appendTo adds what becomes clickable of a to out.
func (a address) appendTo(out []Span, r []rune, scheme bool) []Span {
	bare := a.host == a.start
	length := utf16Len(r[a.start:a.end]) + a.host - a.start
	if bare {
		length += len("https://")
	}
	switch {
	case length > longestLink, !validDomain(r[a.host:a.port]):
		return out
	case !bare:
		if end := shortened(r[a.start:a.end]); end > 0 {
			return append(out, span(r, a.start, a.start+end))
		}
		return out
	case scheme, a.start > 0 && glue.has(r[a.start-1]):
		return out
	}
	return a.bare(out, r)
}

// bare adds the ASCII domains of an address without scheme. Words in scripts
// that use no spaces may stand around and between them.
func (a address) bare(out []Span, r []rune) []Span {
	first := len(out)
	for i := a.start; i < a.port; {
		end, next := asciiDomain(r[:a.port], i)
		if end > 0 {
			out = append(out, span(r, i, end))
		}
		i = next
	}
	if len(out) > first && a.query > a.path {
		last := &out[len(out)-1]
		*last = span(r, last.Start, a.end)
	}
	return out
}

// shortened returns the end of link, which for X's own t.co comes before
// whatever follows the slug, and 0 if the slug is too long to be one.
func shortened(link []rune) int {
	i := schemeEnd(link, 0)
	for _, c := range "t.co/" {
		if lower(at(link, i)) != c {
			return len(link)
		}
		i++
	}
	end := i
	for end < len(link) && asciiAlnum(link[end]) {
		end++
	}
	switch {
	case end == i:
		return len(link)
	case end-i > longestSlug:
		return 0
	}
	return queryEnd(link, end)
}
