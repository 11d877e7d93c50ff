package network

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/emoji.txt
var emojiList string

const (
	joiner       = 0x200D // zero-width joiner
	textStyle    = 0xFE0E // variation selector: show as text
	emojiStyle   = 0xFE0F // variation selector: show as emoji
	keycap       = 0x20E3
	blackFlag    = 0x1F3F4
	tagBase      = 0xE0000 // plus an ASCII character: a tag
	tagEndMark   = 0xE007F
	regionalA    = 0x1F1E6
	regionalZ    = 0x1F1FF
	lightestSkin = 0x1F3FB
	darkestSkin  = 0x1F3FF
)

// emojiData is data/emoji.txt, whose head explains it.
type emojiData struct {
	text, emoji, skin map[rune]bool
	flag, tags        map[string]bool
	zwj               map[string]bool // sequences without U+200D, U+FE0F and skin tones: whether they take tones
	longest           int             // runes of the longest of these
}

var emojis = sync.OnceValue(func() *emojiData {
	d := &emojiData{
		text: map[rune]bool{}, emoji: map[rune]bool{}, skin: map[rune]bool{},
		flag: map[string]bool{}, tags: map[string]bool{}, zwj: map[string]bool{},
	}
	for line := range strings.Lines(emojiList) {
		fields := strings.Fields(line)
		for _, f := range fields[1:] {
			d.add(fields[0], f)
		}
	}
	return d
})

func (d *emojiData) add(key, field string) {
	switch key {
	case "text":
		addRange(d.text, field)
	case "emoji":
		addRange(d.emoji, field)
	case "skin":
		addRange(d.skin, field)
	case "flag":
		d.flag[field] = true
	case "tags":
		d.tags[field] = true
	case "zwj", "toneless":
		parts := strings.Split(field, "+")
		sequence := make([]rune, len(parts))
		for i, p := range parts {
			sequence[i] = hex(p)
		}
		d.zwj[string(sequence)] = key == "zwj"
		d.longest = max(d.longest, len(sequence))
	}
}

// addRange adds "A-B" or "A", in hexadecimal, to set.
func addRange(set map[rune]bool, field string) {
	low, high, ok := strings.Cut(field, "-")
	if !ok {
		high = low
	}
	for c := hex(low); c <= hex(high); c++ {
		set[c] = true
	}
}

// hex reads a number of the embedded list, whose test proves it well formed.
func hex(s string) rune {
	n, _ := strconv.ParseInt(s, 16, 32)
	return rune(n)
}

// emojiEnd returns the end of the emoji at i, however many code points it
// joins, or i if there is none. Only sequences that Unicode recommends are one
// emoji, as X counts them; others are several.
func emojiEnd(r []rune, i int) int {
	c := r[i]
	switch {
	case c < 0x80:
		return keycapEnd(r, i)
	case c == '©' || c == '®': // text unless they ask to be emoji
		if at(r, i+1) == emojiStyle {
			return i + 2
		}
		return i
	case c < 0x2000:
		return i
	case regional(c):
		if regional(at(r, i+1)) && emojis().flag[string([]rune{'A' + c - regionalA, 'A' + r[i+1] - regionalA})] {
			return i + 2
		}
		return i + 1
	case c == blackFlag && at(r, i+1) > tagBase && at(r, i+1) < tagEndMark:
		return flagEnd(r, i)
	}
	return joinedEnd(r, i)
}

// firstPicture is where characters begin that show as pictures also where nobody
// asks for emoji: hearts, suns, ticks. Arrows and trademarks come before.
const firstPicture = 0x2600

// Emoji returns the emoji of text in order, as a reader sees them: a family or a
// flag is one, and signs such as ™ and ↔ are none unless they ask to be emoji.
func Emoji(text string) []Span {
	r := []rune(text)
	var all []Span
	for i := 0; i < len(r); {
		end := emojiEnd(r, i)
		if end > i && (r[i] >= firstPicture || end > i+1 || !emojis().text[r[i]]) {
			all = append(all, span(r, i, end))
		}
		i = max(end, i+1)
	}
	return all
}

func regional(c rune) bool { return regionalA <= c && c <= regionalZ }

// keycapEnd returns the end of an emoji such as "1️⃣" at i, or i.
func keycapEnd(r []rune, i int) int {
	if !asciiDigit(r[i]) && r[i] != '#' && r[i] != '*' {
		return i
	}
	end := i + 1
	if at(r, end) == emojiStyle {
		end++
	}
	if at(r, end) != keycap {
		return i
	}
	return end + 1
}

// flagEnd returns the end of a flag spelt with tags, such as Scotland's, at i.
func flagEnd(r []rune, i int) int {
	var name strings.Builder
	end := i + 1
	for at(r, end) > tagBase && at(r, end) < tagEndMark && name.Len() < 8 {
		name.WriteRune(r[end] - tagBase)
		end++
	}
	if at(r, end) == tagEndMark && emojis().tags[name.String()] {
		return end + 1
	}
	return i + 1
}

// joinedEnd returns the end of the longest known sequence of emoji joined by
// U+200D at i, or i.
func joinedEnd(r []rune, i int) int {
	end := elementEnd(r, i)
	if end == i {
		return i
	}
	best, toned := end, skinTone(r[end-1])
	sequence := utf8.AppendRune(make([]byte, 0, 32), r[i])
	for n := 1; n < emojis().longest && at(r, end) == joiner && end+1 < len(r); n++ {
		start := end + 1
		if end = elementEnd(r, start); end == start {
			break
		}
		sequence = utf8.AppendRune(sequence, r[start])
		takes, known := emojis().zwj[string(sequence)]
		switch {
		case known && (takes || !toned && !skinTone(r[end-1])):
			best = end
		case known && !toned:
			best = start + 1 // the tone is an emoji of its own
		}
		toned = toned || skinTone(r[end-1])
	}
	return best
}

func skinTone(r rune) bool { return lightestSkin <= r && r <= darkestSkin }

// elementEnd returns the end of one emoji with its skin tone or style at i, or i.
func elementEnd(r []rune, i int) int {
	d, next := emojis(), at(r, i+1)
	switch c := r[i]; {
	case !d.text[c] && !d.emoji[c]:
		return i
	case d.skin[c] && skinTone(next):
		return i + 2
	case d.text[c] && next == emojiStyle:
		return i + 2
	case d.text[c] && next == textStyle:
		return i
	}
	return i + 1
}
