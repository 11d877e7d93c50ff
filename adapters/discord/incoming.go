package discord

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// plain is a message as a person reads it: mentions by name, emoji by theirs, moments
// in UTC, backslashes that take the next character at its word left out. Other
// markup, and all that stands in code, stays as it was typed. names tells what an id
// stands for: kind is '@' for a person, '&' for a role, '#' for a channel; "" or a
// nil names leaves the id.
func plain(content string, names func(kind byte, id string) string) string {
	var b strings.Builder
	for at := 0; at < len(content); {
		said, size := readNext(content[at:], names)
		b.WriteString(said)
		at += size
	}
	return b.String()
}

// readNext reads what s begins with, and says how many bytes that was.
func readNext(s string, names func(byte, string) string) (said string, size int) {
	switch s[0] {
	case '\\':
		if r, size := utf8.DecodeRuneInString(s[1:]); size > 0 && !unicode.IsSpace(r) && (r >= utf8.RuneSelf || !wordy(r)) {
			return s[1 : 1+size], 1 + size
		}
	case '`':
		size := codeSize(s)
		return s[:size], size
	case '<':
		if said, size := angled(s, names); size > 0 {
			return said, size
		}
	case 'h', 's':
		if size := len(addressHere.FindString(s)); size > 0 {
			return s[:size], size
		}
	}
	return s[:1], 1
}

// codeSize is how many bytes the code that s begins with takes, up to as many
// backticks as it begins with; without them, the backticks alone.
func codeSize(s string) int {
	run := len(s) - len(strings.TrimLeft(s, "`"))
	if end := strings.Index(s[run:], s[:run]); end > 0 {
		return run + end + run
	}
	return run
}

var (
	mentionForm = regexp.MustCompile(`^<(@[!&]?|#)([0-9]{1,20})>`)
	emojiForm   = regexp.MustCompile(`^<a?(:\w{1,64}:)[0-9]{1,20}>`)
	momentForm  = regexp.MustCompile(`^<t:(-?[0-9]{1,12})(?::([tTdDfFR]))?>`)
	slashForm   = regexp.MustCompile(`^<(/[^:<>\n]{1,128}):[0-9]{1,20}>`)
	addressForm = regexp.MustCompile(`^<((?:https?|steam)://[^<>` + blanks + `]+)>`)
)

// angled reads what stands in angle brackets; size 0 when it is none of Discord's.
func angled(s string, names func(byte, string) string) (said string, size int) {
	if m := mentionForm.FindStringSubmatch(s); m != nil {
		return named(m[1], m[2], names), len(m[0])
	}
	if m := momentForm.FindStringSubmatch(s); m != nil {
		return momentOf(m[1], m[2]), len(m[0])
	}
	for _, form := range []*regexp.Regexp{emojiForm, slashForm, addressForm} {
		if m := form.FindStringSubmatch(s); m != nil {
			return m[1], len(m[0])
		}
	}
	return "", 0
}

// named is what a mention says.
func named(kind, id string, names func(byte, string) string) string {
	sign, of := kind[:1], kind[0]
	if kind == "@&" {
		of = '&'
	}
	if names != nil {
		if name := names(of, id); name != "" {
			return sign + name
		}
	}
	return sign + id
}

// momentOf is a timestamp in UTC, as much of it as is shown.
func momentOf(seconds, style string) string {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return seconds
	}
	at := time.Unix(n, 0).UTC()
	switch style {
	case "t", "T":
		return at.Format("15:04 UTC")
	case "d", "D":
		return at.Format(time.DateOnly)
	}
	return at.Format("2006-01-02 15:04 UTC")
}

// spoken says whether a person says something with the message: not a program, and
// no machinery such as joins and pins.
func spoken(m message) bool {
	person := !m.Author.Bot && !m.Author.System && m.Webhook == ""
	return person && (m.Type == typeDefault || m.Type == typeReply)
}

// words are what a message says, in Discord's markdown: its content, else its embeds,
// else the names of what is attached.
func words(m message) string {
	if strings.TrimSpace(m.Content) != "" {
		return m.Content
	}
	var said []string
	for _, e := range m.Embeds {
		for _, s := range []string{e.Title, e.Description} {
			if strings.TrimSpace(s) != "" {
				said = append(said, s)
			}
		}
	}
	if len(said) > 0 {
		return strings.Join(said, "\n")
	}
	for _, a := range m.Attachment {
		said = append(said, escape("["+a.Name+"]"))
	}
	return strings.Join(said, " ")
}
