package text

import "strings"

const (
	escape = '\x1b'
	csi    = '\u009b' // ESC [ as one C1 character
	osc    = '\u009d' // ESC ] as one C1 character
)

// Bounds on what an escape sequence may swallow, so that a stray ESC costs a
// reader no text to speak of and scanning stays linear.
const (
	maxParams  = 64
	maxCommand = 1024
)

// escapeLen returns the length in bytes of the terminal escape sequence that s
// starts with; of the introducer alone when no sequence follows it.
func escapeLen(s string) int {
	switch {
	case strings.HasPrefix(s, "\x1b["):
		return 2 + paramsLen(s[2:])
	case strings.HasPrefix(s, string(csi)):
		return len(string(csi)) + paramsLen(s[len(string(csi)):])
	case strings.HasPrefix(s, string(osc)):
		return len(string(osc)) + commandLen(s[len(string(osc)):])
	case len(s) > 1 && strings.IndexByte("]PX^_", s[1]) >= 0:
		return 2 + commandLen(s[2:])
	}
	return shortLen(s)
}

// paramsLen measures a control sequence after its introducer: parameters,
// intermediates, one final byte. It is 0 when s does not complete one.
func paramsLen(s string) int {
	for i := 0; i < len(s) && i < maxParams; i++ {
		switch c := s[i]; {
		case c >= 0x40 && c <= 0x7E:
			return i + 1
		case c < 0x20 || c > 0x3F:
			return 0
		}
	}
	return 0
}

// commandLen measures a string command (title, link) after its introducer, up
// to and with its terminator. It is 0 when none comes before another control
// character, so that no byte is scanned more than twice.
func commandLen(s string) int {
	for i := 0; i < len(s) && i < maxCommand; i++ {
		switch {
		case s[i] == '\a':
			return i + 1
		case strings.HasPrefix(s[i:], "\x1b\\"), strings.HasPrefix(s[i:], "\u009c"):
			return i + 2
		case s[i] < ' ', s[i] == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			return 0
		}
	}
	return 0
}

// shortLen measures ESC, intermediates, one final byte.
func shortLen(s string) int {
	i := 1
	for i < len(s) && i < maxParams && s[i] >= 0x20 && s[i] <= 0x2F {
		i++
	}
	if i < len(s) && s[i] >= 0x30 && s[i] <= 0x7E {
		return i + 1
	}
	return 1
}
