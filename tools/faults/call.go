package faults

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// call is what a replica wants of a platform.
type call struct {
	kind   string // "slack chat.update"
	serial int
	stage  stage // of what it shows
}

// stage is how far a command is, by the words that people read.
type stage string

const (
	showsNothing  stage = ""
	showsProgress stage = "progress"
	showsAnswer   stage = "answer"
	showsFailure  stage = "failure"
)

// What people read, of the English catalogue.
var (
	passing = []string{"Got it. Working on it", "Being written", "it will be tried again in a moment", "Reading part"}
	failing = []string{"No draft this time"}
)

// stageOf reads what a message shows.
func stageOf(text string) stage {
	contains := func(words []string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case contains(failing):
		return showsFailure
	case contains(passing):
		return showsProgress
	case strings.Contains(text, answers):
		return showsAnswer
	}
	return showsNothing
}

// ids and tokens are what differs between two calls of a kind.
var (
	ids    = regexp.MustCompile(`\b\d{15,}\b`)
	tokens = regexp.MustCompile(`(/(?:webhooks|interactions)/[^/]+/)([\w.-]{30,})`)
)

// callOf reads a call: its path without what differs between two of a kind, the
// serial it is about, and what it shows.
func (e *egress) callOf(r *http.Request, body []byte) call {
	c := call{kind: strings.Trim(r.URL.Path, "/"), serial: serialIn(body)}
	if e.slackish(r) {
		c.kind = "slack " + path.Base(r.URL.Path)
		if form, err := url.ParseQuery(string(body)); err == nil && form.Has("token") {
			body = []byte(form.Get("text") + form.Get("blocks"))
		}
	} else {
		if found := tokens.FindStringSubmatch(r.URL.Path); found != nil && c.serial == 0 {
			c.serial = e.house.discord.serialOf(found[2])
		}
		short := ids.ReplaceAllString(tokens.ReplaceAllString(r.URL.Path, "$1*"), "*")
		c.kind = "discord " + r.Method + strings.TrimPrefix(short, "/discord/api/v10")
	}
	if r.Method != http.MethodGet {
		c.stage = stageOf(string(body))
	}
	return c
}

func (e *egress) slackish(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/slack/") }
