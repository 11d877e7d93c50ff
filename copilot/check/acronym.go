package check

// acronymMost is how many letters an acronym has at most to be looked for among the words of the sources.
const acronymMost = 6

// initials returns what two to six words in a row of the texts abbreviate to, small words counted or not: "year over
// year" for YoY, "Organisation mondiale de la santé" for OMS.
func initials(docs []*doc) map[string]bool {
	all := map[string]bool{}
	for _, d := range docs {
		for i := range d.tokens {
			if t := &d.tokens[i]; t.shape == wordShape && t.fold != "" {
				d.abbreviate(i, true, all)
				d.abbreviate(i, false, all)
			}
		}
	}
	return all
}

// abbreviate notes the initials of the words from token i on; two of them must have a meaning.
func (d *doc) abbreviate(i int, skipSmall bool, all map[string]bool) {
	var letters []byte
	meant := 0
	for ; i < len(d.tokens) && len(letters) < acronymMost; i++ {
		t := &d.tokens[i]
		if t.shape == markShape && t.is("-", "'", "’") {
			continue
		}
		if t.shape != wordShape || t.fold == "" {
			return
		}
		if skipSmall && t.stop {
			if len(letters) == 0 {
				return
			}
			continue
		}
		letters = append(letters, t.fold[0])
		if t.content() {
			meant++
		}
		if len(letters) >= 2 && meant >= 2 {
			all[string(letters)] = true
		}
	}
}
