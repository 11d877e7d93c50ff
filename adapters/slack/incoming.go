package slack

import (
	"regexp"
	"slices"
	"strings"
)

// plain is a text as Slack sends it (a message, or what stands after a slash
// command) as a person reads it: mentions by name, links by label and address,
// entities unescaped. names tells the name for a mention that has none: kind is
// '@' for a person, '#' for a channel, '!' for a user group; "" or a nil names
// leaves the id. An angle bracket that opens nothing stays as it is.
func plain(s string, names func(kind byte, id string) string) string {
	var b strings.Builder
	for s != "" {
		before, body, after, ok := control(s)
		b.WriteString(unescape(before))
		if !ok {
			break
		}
		said, known := reading(body, names)
		if !known {
			said = "<" + unescape(body) + ">"
		}
		b.WriteString(said)
		s = after
	}
	return b.String()
}

// control finds the first "<…>" of s; without one before is all of s.
func control(s string) (before, body, after string, ok bool) {
	open := strings.IndexByte(s, '<')
	if open < 0 {
		return s, "", "", false
	}
	size := strings.IndexByte(s[open:], '>')
	if size < 0 {
		return s, "", "", false
	}
	end := open + size
	start := strings.LastIndexByte(s[:end], '<')
	return s[:start], s[start+1 : end], s[end+1:], true
}

// reading is what a person reads of the inside of "<…>".
func reading(body string, names func(byte, string) string) (string, bool) {
	ref, label, _ := strings.Cut(body, "|")
	label = unescape(label)
	if len(ref) < 2 {
		return "", false
	}
	switch kind, id := ref[0], ref[1:]; kind {
	case '@', '#':
		return string(kind) + named(kind, id, label, names), true
	case '!':
		return special(id, label, names)
	}
	return linked(unescape(ref), label)
}

// named is the name to show for an id, without the mark before it.
func named(kind byte, id, label string, names func(byte, string) string) string {
	if label = strings.TrimLeft(label, "@#"); label != "" {
		return label
	}
	if names != nil {
		if name := names(kind, id); name != "" {
			return name
		}
	}
	return unescape(id)
}

// special reads what follows "<!".
func special(id, label string, names func(byte, string) string) (string, bool) {
	if group, ok := strings.CutPrefix(id, "subteam^"); ok {
		return "@" + named('!', group, label, names), true
	}
	switch {
	case id == "here" || id == "channel" || id == "everyone":
		return "@" + id, true
	case label != "": // a date, with what to show where dates are not understood
		return label, true
	}
	return "", false
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// linked reads a link: its address once, and its label unless that says the same.
func linked(address, label string) (string, bool) {
	if !scheme.MatchString(address) {
		return "", false
	}
	for _, kind := range []string{"mailto:", "tel:"} {
		address = strings.TrimPrefix(address, kind)
	}
	bare := scheme.ReplaceAllString(address, "")
	if label == "" || same(label, address) || same(label, strings.TrimPrefix(bare, "//")) {
		return address, true
	}
	return label + " (" + address + ")", true
}

// same compares addresses but for the slash at their end, which Slack adds.
func same(a, b string) bool { return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/") }

var (
	userMention  = regexp.MustCompile(`^@([UW][A-Z0-9]+)(?:\||$)`)
	groupMention = regexp.MustCompile(`^!subteam\^(S[A-Z0-9]+)(?:\||$)`)
)

// mentions lists the ids of the people and of the user groups that a text as
// Slack sends it mentions, each once, in order.
func mentions(s string) (users, groups []string) {
	for {
		_, body, after, ok := control(s)
		if !ok {
			return users, groups
		}
		if m := userMention.FindStringSubmatch(body); m != nil && !slices.Contains(users, m[1]) {
			users = append(users, m[1])
		}
		if m := groupMention.FindStringSubmatch(body); m != nil && !slices.Contains(groups, m[1]) {
			groups = append(groups, m[1])
		}
		s = after
	}
}
