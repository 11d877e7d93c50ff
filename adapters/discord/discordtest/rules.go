package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// rules are those that no schema holds, and the lengths again, so that they hold
// where the contract is not there.
type rules struct{ broken []fault }

// fault is a rule that is broken, and where.
type fault struct {
	path []string
	said string
}

func (r *rules) add(path []string, format string, args ...any) {
	r.broken = append(r.broken, fault{slices.Clone(path), fmt.Sprintf(format, args...)})
}

// err is the answer to the first rule that is broken.
func (r *rules) err() error {
	if len(r.broken) == 0 {
		return nil
	}
	return invalid(r.broken[0].path, "%s", r.broken[0].said)
}

// most complains about more than there may be.
func (r *rules) most(path []string, what string, n, most int) {
	if n > most {
		r.add(path, "%s: %d, at most %d", what, n, most)
	}
}

// length holds a text to a length. Characters outside the basic plane count
// twice: the stricter of the two ways to count.
func (r *rules) length(path []string, o object, name string, least, most int) {
	if n := units(str(o, name)); n < least || n > most {
		r.add(append(slices.Clone(path), name), "%s: Must be between %d and %d in length: %d", name, least, most, n)
	}
}

// units counts a text in UTF-16.
func units(text string) int { return len(utf16.Encode([]rune(text))) }

// The limits of messages, in characters.
const (
	mostContent = 2000
	mostEmbeds  = 6000 // of all texts of all embeds
	mostRows    = 5
	mostButtons = 5
)

// message checks the parts of a message that are there.
func (r *rules) message(o object, flags int) {
	v2 := flags&flagComponents != 0
	r.length(nil, o, "content", 0, mostContent)
	r.embeds(objects(list(o, "embeds")))
	if v2 && (str(o, "content") != "" || len(list(o, "embeds")) > 0) {
		r.add([]string{"content"}, "content and embeds do not go with the flag IS_COMPONENTS_V2")
	}
	if !v2 {
		r.rows([]string{"components"}, objects(list(o, "components")))
	}
	r.customIDs(list(o, "components"))
}

func (r *rules) embeds(all []object) {
	r.most([]string{"embeds"}, "embeds", len(all), 10)
	total := 0
	for i, e := range all {
		at := []string{"embeds", fmt.Sprint(i)}
		footer, author := asObject(e["footer"]), asObject(e["author"])
		r.length(at, e, "title", 0, 256)
		r.length(at, e, "description", 0, 4096)
		r.length(append(at, "footer"), footer, "text", 0, 2048)
		r.length(append(at, "author"), author, "name", 0, 256)
		fields := objects(list(e, "fields"))
		r.most(at, "fields", len(fields), 25)
		total += units(str(e, "title")) + units(str(e, "description")) + units(str(footer, "text")) + units(str(author, "name"))
		for j, f := range fields {
			r.length(append(at, "fields", fmt.Sprint(j)), f, "name", 1, 256)
			r.length(append(at, "fields", fmt.Sprint(j)), f, "value", 1, 1024)
			total += units(str(f, "name")) + units(str(f, "value"))
		}
		if len(e) == 0 {
			r.add(at, "an embed without anything")
		}
	}
	r.most([]string{"embeds"}, "Embed size exceeds maximum size of 6000 characters", total, mostEmbeds)
}

func decodeList(text string) ([]any, error) {
	var all []any
	if err := json.NewDecoder(strings.NewReader(text)).Decode(&all); err != nil {
		return nil, fmt.Errorf("decoding a list: %w", err)
	}
	return all, nil
}
