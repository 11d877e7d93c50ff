package slack

import (
	"encoding/json"
)

// envelope is what an event comes in.
type envelope struct {
	Type       string     `json:"type"`
	Challenge  string     `json:"challenge"`
	Team       string     `json:"team_id"`
	Enterprise string     `json:"enterprise_id"`
	Auth       []struct { // the first is ours
		Team       string  `json:"team_id"`
		Enterprise string  `json:"enterprise_id"`
		Grid       boolean `json:"is_enterprise_install"`
	} `json:"authorizations"`
	Event event `json:"event"`

	attempt int // 0 for the first delivery
}

// lastAttempt is the last time that Slack delivers an event.
const lastAttempt = 3

// last says whether Slack does not deliver it again.
func (e envelope) last() bool { return e.attempt >= lastAttempt }

// event is something that happened in the workspace.
type event struct {
	Type     string          `json:"type"`
	SubType  string          `json:"subtype"`
	User     json.RawMessage `json:"user"` // an id, or of some events an object
	UserName string          `json:"username"`
	Bot      string          `json:"bot_id"`
	Hidden   bool            `json:"hidden"`
	Channel  json.RawMessage `json:"channel"`
	TS       string          `json:"ts"`
	Thread   string          `json:"thread_ts"`
	Text     string          `json:"text"`
	Tab      string          `json:"tab"`
	Deleted  string          `json:"deleted_ts"`
	Message  *message        `json:"message"` // as it is, and as it was before
	Previous *message        `json:"previous_message"`
}

// id is an id that stands alone or in an object, "" for anything else.
func id(raw json.RawMessage) string {
	var s string
	var e entity
	switch {
	case json.Unmarshal(raw, &s) == nil:
		return s
	case json.Unmarshal(raw, &e) == nil:
		return e.ID
	}
	return ""
}
