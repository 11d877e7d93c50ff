package faults

import (
	"bytes"
	"net/http"
	"net/url"
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

// What people read, of the English catalogue; brief is what the model writes.
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
	case strings.Contains(text, brief):
		return showsAnswer
	}
	return showsNothing
}

// callOf reads a call to Slack.
func callOf(r *http.Request, body []byte) call {
	method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	c := call{kind: "slack " + method, serial: serialIn(body)}
	if !bytes.HasPrefix(body, []byte("{")) {
		if form, err := url.ParseQuery(string(body)); err == nil {
			body = []byte(form.Get("text") + form.Get("blocks"))
		}
	}
	if strings.HasPrefix(method, "chat.") {
		c.stage = stageOf(string(body))
	}
	return c
}
