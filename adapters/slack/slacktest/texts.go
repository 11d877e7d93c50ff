package slacktest

import (
	"regexp"
	"unicode/utf8"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// live matches the beginning of a mention; <!date^…> mentions nobody.
var live = regexp.MustCompile(`<(?:[@#]|!(?:[^d]|d[^a]|da[^t]|dat[^e]|date[^^]|$))[^>]*>?`)

// mention is the first live mention in mrkdwn, "" when there is none.
func mention(text string) string { return live.FindString(text) }

// mentionsIn are the live mentions in blocks: in mrkdwn and Markdown, and the
// elements of rich text that call many people.
func mentionsIn(blocks []block) []string {
	var all []string
	for _, b := range blocks {
		platformtest.Walk(b, func(o block) {
			switch str(o, "type") {
			case "mrkdwn", "markdown":
				all = append(all, mention(str(o, "text")))
			case "broadcast":
				all = append(all, "<!"+str(o, "range")+">")
			case "usergroup":
				all = append(all, "<!subteam^"+str(o, "usergroup_id")+">")
			}
		})
	}
	return all
}

// characters counts all texts of blocks.
func characters(blocks []block) int {
	n := 0
	for _, b := range blocks {
		platformtest.Walk(b, func(o block) { n += utf8.RuneCountInString(str(o, "text")) })
	}
	return n
}
