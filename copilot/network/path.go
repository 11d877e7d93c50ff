package network

// What X lets addresses hold, besides letters and digits.
var (
	pathMarks     = setOf("!*';:,.$%[]~@|&")
	pathEndMarks  = setOf("+-=_#/")
	queryMarks    = setOf("!?*'@();:&=+$/%#[]-_.,~|")
	queryEndMarks = setOf("-_&=#/")
)

// portEnd returns the end of ":443" at i, or i.
func portEnd(r []rune, i int) int {
	if at(r, i) != ':' {
		return i
	}
	end := i + 1
	for end < len(r) && asciiDigit(r[end]) {
		end++
	}
	if end == i+1 {
		return i
	}
	return end
}

// pathEnd returns the end of the path at i, or i if there is none. The dot or
// comma after an address is not part of it; balanced parentheses are.
func pathEnd(r []rune, i int) int {
	if at(r, i) != '/' {
		return i
	}
	end := i + 1
	for j := end; j < len(r); {
		switch {
		case r[j] == '(':
			if j = parensEnd(r, j); j == 0 {
				return end
			}
			end = j
		case pathChar(r[j]):
			j++
			if pathEndChar(r[j-1]) {
				end = j
			}
		default:
			return end
		}
	}
	return end
}

// parensEnd returns the end of the parentheses at i, with at most one pair
// inside, or 0 if they are empty or not balanced.
func parensEnd(r []rune, i int) int {
	end := pathCharsEnd(r, i+1)
	if at(r, end) == '(' {
		inner := pathCharsEnd(r, end+1)
		if inner == end+1 || at(r, inner) != ')' {
			return 0
		}
		end = pathCharsEnd(r, inner+1)
	} else if end == i+1 {
		return 0
	}
	if at(r, end) != ')' {
		return 0
	}
	return end + 1
}

func pathCharsEnd(r []rune, i int) int {
	for i < len(r) && pathChar(r[i]) {
		i++
	}
	return i
}

// queryEnd returns the end of "?a=b" at i, or i if there is none.
func queryEnd(r []rune, i int) int {
	if at(r, i) != '?' {
		return i
	}
	end := i
	for j := i + 1; j < len(r) && queryChar(r[j]); j++ {
		if asciiAlnum(r[j]) || queryEndMarks.has(r[j]) {
			end = j + 1
		}
	}
	return end
}

func pathChar(r rune) bool { return pathEndChar(r) || r == '–' || pathMarks.has(r) }

func pathEndChar(r rune) bool {
	return asciiAlnum(r) || pathEndMarks.has(r) || cyrillic(r) || latinAccent(r)
}

func queryChar(r rune) bool { return asciiAlnum(r) || queryMarks.has(r) }

func cyrillic(r rune) bool { return 0x400 <= r && r <= 0x4FF }
