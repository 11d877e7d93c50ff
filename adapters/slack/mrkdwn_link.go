package slack

import "strings"

// link is a Markdown link or image: [label](address "title").
type link struct {
	image   bool
	label   int    // where its label starts
	close   int    // where the label's bracket closes
	end     int    // where all of it ends
	address string // with its title, if it has one
}

// shown is what stands behind the label: the address in full, so that everybody
// sees where it leads.
func (l link) shown() string {
	switch {
	case l.address == "":
		return ""
	case l.close == l.label:
		return "(" + escape(l.address) + ")"
	}
	return " (" + escape(l.address) + ")"
}

// linkage is the links of a line by where they open and where their labels close.
type linkage struct{ opens, closes map[int]link }

// links finds the links of a line. Brackets in code, or behind a backslash, are
// none. A label may hold other links and images.
func links(s string, codes map[int]int) linkage {
	found := linkage{map[int]link{}, map[int]link{}}
	var open []int
	for i := 0; i < len(s); {
		if end, ok := codes[i]; ok {
			i = end
			continue
		}
		switch s[i] {
		case '\\':
			if literal(s[i:]) {
				i++
			}
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				break
			}
			start := open[len(open)-1]
			open = open[:len(open)-1]
			if end := found.add(s, start, i); end > 0 {
				i = end
				continue
			}
		}
		i++
	}
	return found
}

// add keeps the link whose label is s[start+1:closing], if it is one, and returns
// where it ends.
func (f linkage) add(s string, start, closing int) int {
	if !strings.HasPrefix(s[closing+1:], "(") {
		return 0
	}
	address, size := target(s[closing+2:])
	if size == 0 {
		return 0
	}
	l := link{label: start + 1, close: closing, end: closing + 2 + size, address: address}
	if start > 0 && s[start-1] == '!' && (start == 1 || s[start-2] != '\\') {
		l.image = true
		f.opens[start-1] = l
		return l.end
	}
	f.opens[start], f.closes[closing] = l, l
	return l.end
}

// longestTarget bounds how far a closing parenthesis is looked for, in bytes.
const longestTarget = 4096

// target reads what stands in a link's parentheses, and how many bytes it takes
// with the closing one; 0 when it is not what a link has there.
func target(s string) (address string, size int) {
	depth := 0
	for i := 0; i < min(len(s), longestTarget); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				address, ok := destination(strings.TrimSpace(s[:i]))
				if !ok {
					return "", 0
				}
				return address, i + 1
			}
		}
	}
	return "", 0
}

// destination is an address, with or without angle brackets, and perhaps a title.
func destination(s string) (string, bool) {
	address, title, _ := strings.Cut(s, " ")
	if inner, ok := strings.CutPrefix(s, "<"); ok {
		if address, title, ok = strings.Cut(inner, ">"); !ok {
			return "", false
		}
	}
	title = strings.TrimSpace(title)
	if title == "" {
		return address, true
	}
	for _, quotes := range []string{`""`, "''", "()"} {
		if len(title) > 1 && title[0] == quotes[0] && title[len(title)-1] == quotes[1] {
			return strings.TrimSpace(address + " " + title), true
		}
	}
	return "", false
}
