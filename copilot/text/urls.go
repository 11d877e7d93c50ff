package text

import "regexp"

var link = regexp.MustCompile(`(?i)\b(?:https?://[^\s<>]+|(?:[\pL\pN-]+\.)+\pL{2,}(?:/[^\s<>]*)?)`)

// URLs returns the links of s as a chat client would make them clickable.
func URLs(s string) []Span { return matches(link, s) }
