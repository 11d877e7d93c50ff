package main

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// hidden is what stands for a secret.
const hidden = "***"

// secretShapes are what secrets look like that the bot, or what it talks to, could have in
// an error. Secrets of ours are in a copilot.Secret, which does not print: this is for what
// others put into words. The first group, if there is one, stays.
var secretShapes = []*text.Pattern{
	text.Lazily(`\b(?:xox[a-z]|xapp|xwfp)-[A-Za-z0-9-]{6,}`),                                                          // Slack
	text.Lazily(`\b[MNO][A-Za-z0-9_-]{17,27}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{9,}`),                                  // Discord
	text.Lazily(`\b(?:(?:sk|pk|rk)[-_]|gsk_|hf_|gh[pousr]_|github_pat_|glpat-|AKIA|AIza)[A-Za-z0-9_-]{8,}`),           // models, forges, clouds
	text.Lazily(`\bey[A-Za-z0-9_-]{8,}\.ey[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*`),                                         // tokens of OpenID Connect
	text.Lazily(`(?i)\bbearer\s+[A-Za-z0-9._~+/=-]{8,}|\bBasic\s+[A-Za-z0-9+/=]{16,}|\bBot\s+[\w-]+\.[\w-]+\.[\w-]+`), // what Authorization carries
	text.Lazily(`(?i)([a-z][a-z0-9+.-]*://[^\s/@:]*:)[^\s"<>]+@`),                                                     // a password in an address, with @ and / in it
	text.Lazily(`(?i)([a-z][a-z0-9+.-]*://)[^\s/@:?#"<>]+@`),                                                          // a token there
	text.Lazily(`(?i)((?:api[_-]?key|token|secret|password|passwd)(?:\s*=\s*["']?|["']\s*:\s*["']))[^\s"'&,;}]{6,}`),  // one that is named
	text.Lazily(`(?i)(\b(?:x-)?api[_-]?key\s*:\s*)[^\s"'&,;}]{6,}`),                                                   // of a header
	text.Lazily(`(?i)(\b(?:token|secret|password|passwd)\s*:\s*)[^\s"'&,;}]*\d[^\s"'&,;}]*`),                          // which is no word of a sentence
	text.Lazily(`(?i)(hooks\.slack\.com/)[\w/-]+`),                                                                    // an address that is one
	text.Lazily(`(?i)(/webhooks/\d+/)[\w-]{20,}`),
	text.Lazily(`(/figures/)[\w-]{40,}`), // a link to plots
	text.Lazily(`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`),
}

// redacted is what was said, without what has the shape of a secret.
func redacted(said string) string {
	for _, shape := range secretShapes {
		said = shape.ReplaceAllStringFunc(said, func(found string) string {
			groups := shape.FindStringSubmatch(found)
			rest := ""
			if strings.HasSuffix(found, "@") {
				rest = "@"
			}
			if len(groups) > 1 {
				return groups[1] + hidden + rest
			}
			return hidden + rest
		})
	}
	return said
}
