package check

import (
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot/text"
)

// sign is one thing a reader sees in a line that may imitate the copilot's frame: a word, or a mark that frames words.
type sign struct {
	word    string // folded, look-alikes replaced; "" for a mark
	mark    rune   // '✓' for any check mark, '@', '[' for brackets, '·' for the rest; 0 for a word
	capital bool   // starts with a capital
	upper   bool   // all capitals, two letters or more
}

// skeleton reduces a piece of text to what a reader takes it for: look-alike letters become Latin ones, spaced-out
// letters words, and what nobody sees is left out. A hyphen or apostrophe inside a word only parts it.
func skeleton(s string) []sign {
	var out []sign
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, newSign(string(word)))
		}
		word = word[:0]
	}
	for _, r := range s {
		r = latin(r)
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word = append(word, r)
		case unicode.IsSpace(r), r == '\'', r == '’', r == '_', len(word) > 0 && unicode.Is(unicode.Pd, r):
			flush()
		case unicode.Is(unicode.Mn, r):
			word = append(word, r)
		case !invisible(r):
			flush()
			out = append(out, sign{mark: markOf(r)})
		}
	}
	flush()
	return closeUp(out)
}

func newSign(word string) sign {
	first, upper := []rune(word)[0], strings.ToUpper(word)
	return sign{word: text.Fold(word), capital: unicode.IsUpper(first), upper: upper == word && strings.ToLower(word) != word && len(word) > 1}
}

// markOf sorts marks into the few that matter.
func markOf(r rune) rune {
	switch r {
	case '✅', '✓', '✔', '☑', '🗹', '👍', '🟢', '🔏', '🖊':
		return '✓'
	case '@', '＠':
		return '@'
	case '[', '【', ']', '】':
		return '['
	}
	return '·'
}

// closeUp joins letters that were spaced out ("A P P R O V E D").
func closeUp(signs []sign) []sign {
	out := signs[:0]
	for i := 0; i < len(signs); {
		k := i
		for k < len(signs) && len(signs[k].word) == 1 {
			k++
		}
		if k-i < 4 {
			out = append(out, signs[i])
			i++
			continue
		}
		var b strings.Builder
		for _, s := range signs[i:k] {
			b.WriteString(s.word)
		}
		out = append(out, sign{word: b.String(), capital: signs[i].capital, upper: signs[i].capital})
		i = k
	}
	return out
}

// spell writes signs as words with one space between, marks as themselves or left out.
func spell(signs []sign, marks bool) string {
	var b strings.Builder
	for _, s := range signs {
		if s.mark != 0 && !marks {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if s.mark != 0 {
			b.WriteRune(s.mark)
		}
		b.WriteString(s.word)
	}
	return b.String()
}

// latin returns the letter that r passes for: a look-alike of another script, a mathematical, full-width or circled one.
func latin(r rune) rune {
	if r < 0x80 {
		return r
	}
	if plain, ok := lookAlike[r]; ok {
		return plain
	}
	switch {
	case r >= 0x1D400 && r <= 0x1D6A3: // mathematical alphabets: 26 capitals, then 26 small letters, again and again
		n := (r - 0x1D400) % 52
		if n < 26 {
			return 'A' + n
		}
		return 'a' + n - 26
	case r >= 0xFF01 && r <= 0xFF5E: // full width
		return r - 0xFF01 + '!'
	case r >= 0x24B6 && r <= 0x24CF:
		return 'A' + r - 0x24B6
	case r >= 0x24D0 && r <= 0x24E9:
		return 'a' + r - 0x24D0
	case r >= 0x1F130 && r <= 0x1F189: // squared and negative capitals, in blocks of 32
		return 'A' + min((r-0x1F130)%32, 25)
	}
	return r
}

// lookAlike are the Cyrillic, Greek and other letters that pass for Latin ones, and digits that pass for letters.
var lookAlike = pairs("аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdɡgһhӏlԝwАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅS" +
	"αaβbεeιiκkνvοoρpτtυuχxΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXıiǀlƖlᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwʏyᴢzꜰfꜱs")

func pairs(s string) map[rune]rune {
	m, r := map[rune]rune{}, []rune(s)
	for i := 0; i+1 < len(r); i += 2 {
		m[r[i]] = r[i+1]
	}
	return m
}
