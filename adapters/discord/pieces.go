package discord

import "github.com/brouillon/brouillon/adapters/chat"

// titled is the title of an embed, in which markup counts too.
func titled(s string) string {
	for limit := maxTitle; ; limit -= limit/4 + 1 {
		if shown := escape(chat.Short(chat.OneLine(s), limit)); chat.Width(shown) <= maxTitle {
			return shown
		}
	}
}

// shown are as many units as a text needs once it is shown so.
func shown(s string, so func(string) string) []unit {
	var all []unit
	for _, piece := range split(s, maxUnit, func(piece string, _ int) string { return so(piece) }) {
		all = append(all, unit{text: so(piece)})
	}
	return all
}

// split cuts s into pieces that joined are s again, each of at most limit UTF-16
// units once it is shown; at is where a piece begins, in runes.
func split(s string, limit int, shown func(piece string, at int) string) []string {
	var all []string
	for at := 0; s != ""; {
		piece := first(s, limit, func(piece string) int { return chat.Width(shown(piece, at)) })
		all = append(all, piece)
		at += len([]rune(piece))
		s = s[len(piece):]
	}
	return all
}

// first is the first piece of s that has at most limit units once it is shown. What is
// too long is cut again to what the limit is of its size.
func first(s string, limit int, shown func(piece string) int) string {
	for raw := limit; ; {
		piece := chat.Split(s[:min(len(s), 4*limit+longestCharacter)], raw)[0]
		size := shown(piece)
		if size <= limit || raw <= 2 {
			return piece
		}
		raw = max(2, min(raw-1, chat.Width(piece)*limit/size))
	}
}

// longestCharacter is how many bytes what a person sees as one character may take for
// a cut to spare it.
const longestCharacter = 256
