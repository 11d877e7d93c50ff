package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot/text"
)

// forgeries are what only the copilot's own frame may say: the label, the stamps of a decision, its buttons. They are
// matched on the skeleton of a line: letters only, look-alikes replaced, nothing between them that matters.
var forgeries = regexp.MustCompile(strings.Join([]string{
	`draft (?:needs? )?(?:human )?sign ?off`, `needs? (?:a )?human sign ?off`, `human sign ?off (?:given|done|obtained|complete)`,
	`brouillon (?:a )?(?:faire )?valider`, `a valider par une personne`, `valide par une personne`,
	`(?:pre ?)?approved by (?:at |the |a )?\w`, `approbation de at`, `approuvee?s? par \w`, `(?:validee?s?|signee?s?) par (?:at |la |le |l )?\w+ (?:le|a|at|manager|direction|responsable)`,
	`valide par at`, `signed off (?:by|on)`, `signed off$`, `sign ?off (?:by|given|complete)`, `status approved`, `statut (?:approuve|valide)`,
	`decision approved`, `decision (?:approuve|valide)e?`, `^(?:check )?(?:approved|signed off|valide|approuve)$`, `check (?:approved|signed off|valide|approuve)`,
	`ready to publish approved`, `approved for (?:publication|publishing|posting)`, `approuve pour publication`, `bon pour (?:accord|publication)`,
	`^(?:button )?(?:approve|request changes|reject)(?: (?:approve|request changes|reject|edit|withdraw))+$`,
	`^(?:approuver|valider|demander des modifications|rejeter|refuser)(?: (?:approuver|valider|demander des modifications|rejeter|refuser|modifier|retirer))+$`,
	`no (?:human )?(?:review|approval|sign ?off) (?:is )?(?:needed|required|necessary)`, `aucune (?:validation|relecture) (?:n est )?(?:necessaire|requise)`,
	`this (?:post|text|message|draft) (?:is|has|was) (?:already )?(?:been )?(?:already )?(?:approved|signed off)`,
	`ce (?:texte|post|message|brouillon) (?:est|a) (?:deja )?(?:ete )?(?:deja )?(?:valide|approuve)`,
}, "|"))

// weak forgeries are ordinary prose unless something frames them: a mark, brackets or a line of their own.
var weakForgery = regexp.MustCompile(`(?:valide|validee|approuve|approuvee|signe|approved|validated) par \w|validated by \w`)

// forged reports lines that imitate a label, an approval or a button.
func forged(d *doc) []Finding {
	var found []Finding
	for start := 0; start <= len(d.text); {
		end := len(d.text)
		if n := strings.IndexByte(d.text[start:], '\n'); n >= 0 {
			end = start + n
		}
		for _, piece := range pieces(d.text[start:end]) {
			from, to := start+piece[0], start+piece[1]
			bare, framed := skeleton(d.text[from:to])
			if forgeries.MatchString(bare) || framed && weakForgery.MatchString(bare) {
				found = append(found, d.finding(Forged, from, to, "forged", nil))
			}
		}
		start = end + 1
	}
	return found
}

// pieces cuts a line into sentences, so that a finding points at few words; offsets in bytes, outer space left out.
func pieces(line string) [][2]int {
	var out [][2]int
	from := 0
	for _, m := range append(pieceEnd.FindAllStringIndex(line, -1), []int{len(line), len(line)}) {
		piece := line[from:m[1]]
		lead := len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
		if trimmed := strings.TrimSpace(piece); trimmed != "" {
			out = append(out, [2]int{from + lead, from + lead + len(trimmed)})
		}
		from = m[1]
	}
	return out
}

var pieceEnd = regexp.MustCompile(`[.!?]\s+`)

// skeleton reduces a piece of text to plain words as a reader would take them: look-alike letters become Latin ones,
// spaced-out letters words, check marks "check", "@" "at"; framed says that a mark or bracket draws the eye to it.
func skeleton(s string) (words string, framed bool) {
	var b strings.Builder
	for _, r := range text.Fold(strings.Map(latin, s)) {
		switch {
		case invisible(r) || unicode.Is(unicode.Mn, r):
		case slices.Contains([]rune("✅✓✔☑🗹👍🟢🔏🖊"), r):
			b.WriteString(" check ")
			framed = true
		case r == '@':
			b.WriteString(" at ")
			framed = true
		case r == '[' || r == '【' || r == '|' || r == '·' || r == '*':
			b.WriteByte(' ')
			framed = true
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return closeUp(strings.Fields(b.String())), framed
}

// latin returns the letter that r passes for: a look-alike of another script, a mathematical, full-width or circled one.
func latin(r rune) rune {
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

// closeUp joins letters that were spaced out ("A P P R O V E D").
func closeUp(fields []string) string {
	var out []string
	for i := 0; i < len(fields); {
		k := i
		for k < len(fields) && len([]rune(fields[k])) == 1 {
			k++
		}
		if k-i >= 4 {
			out = append(out, strings.Join(fields[i:k], ""))
			i = k
			continue
		}
		out = append(out, fields[i])
		i++
	}
	return strings.Join(out, " ")
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
