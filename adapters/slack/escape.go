package slack

import "strings"

// Slack's own rule: these three and nothing else. What is escaped so can be no
// mention, no link and no markup of any other kind.
var (
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// escape makes s inert text of a message.
func escape(s string) string { return escaper.Replace(s) }

// unescape is the reverse, in one pass: "&amp;lt;" is "&lt;", not "<".
func unescape(s string) string { return unescaper.Replace(s) }
