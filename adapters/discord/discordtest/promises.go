package discordtest

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

var (
	// code is what stands between backticks: nothing in there is live.
	code = regexp.MustCompile("(?s)```.*?```|``.+?``|`[^`]+`")
	// live is a mention that somebody would see as one.
	live = regexp.MustCompile(`(?:^|[^\\])(@everyone|@here|<@[!&]?\d+>)`)
	// unfurled is a link that Discord would show a preview of.
	unfurled = regexp.MustCompile(`(?:^|[^<\\])(https?://\S+)`)
)

// promises are what the product holds to with every message and edit, though
// Discord would allow otherwise: sent is what came, o what the message becomes. The
// lock is held.
func (d *Discord) promises(what string, sent, o object) {
	if !d.unchecked(CheckAllowedMentions) {
		d.allowed(what, sent)
	}
	bare := code.ReplaceAllString(str(o, "content"), "")
	if found := live.FindStringSubmatch(bare); found != nil && !d.unchecked(CheckMentions) {
		d.blameLocked("%s: a live mention, not escaped: %q", what, found[1])
	}
	if found := unfurled.FindStringSubmatch(bare); found != nil && num(o, "flags")&flagSuppress == 0 && !d.unchecked(CheckLinks) {
		d.blameLocked("%s: a link that would unfurl, not in <…>: %q", what, found[1])
	}
	if !d.unchecked(CheckLabel) {
		d.labelled(what, o)
	}
}

// allowed wants allowed_mentions that allow none.
func (d *Discord) allowed(what string, o object) {
	m, ok := o["allowed_mentions"].(object)
	parse, isList := m["parse"].([]any)
	switch {
	case !ok:
		d.blameLocked("%s: no allowed_mentions: somebody could be pinged", what)
	case !isList || len(parse) > 0:
		d.blameLocked("%s: allowed_mentions.parse is %v, not []", what, m["parse"])
	case len(list(m, "users")) > 0 || len(list(m, "roles")) > 0 || truth(m, "replied_user"):
		d.blameLocked("%s: allowed_mentions lets some be pinged: %v", what, m)
	}
}

// The label in both languages, pending and signed.
var labels = []string{"DRAFT · ", "BROUILLON · "}

// labelledLine tells whether a text begins with the label, after a sign and marks.
func labelledLine(s string) bool {
	for _, label := range labels {
		if strings.HasPrefix(strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }), label) {
			return true
		}
	}
	return false
}

// labelled wants the label first, in the content, and last, in the footer of the
// last embed, on every message with embeds that can be decided on, and both or
// none on the others.
func (d *Discord) labelled(what string, o object) {
	embeds := objects(list(o, "embeds"))
	if len(embeds) == 0 {
		return
	}
	decides := false
	platformtest.Walk(list(o, "components"), func(c object) {
		id := str(c, "custom_id")
		decides = decides || strings.HasPrefix(id, "act.") && !strings.HasPrefix(id, "act.retry")
	})
	first := labelledLine(str(o, "content"))
	last := labelledLine(str(asObject(embeds[len(embeds)-1]["footer"]), "text"))
	if first != last || decides && !first {
		d.blameLocked("%s: a draft without its label: in the content %v, in the last footer %v: %.120q", what, first, last, str(o, "content"))
	}
}
