package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
)

// Message is one message as it is kept: of a person, of the bot, or an ephemeral.
type Message struct {
	Channel     string
	TS          string // "1710000000.000100"
	ThreadTS    string // ts of the thread's root; the root has its own once it has replies
	User        string // who wrote it: a person, or the bot's user
	ParentUser  string // of a reply: who wrote the root
	Bot, App    string // set when an app wrote it
	Team        string
	Subtype     string
	ClientMsgID string
	Text        string
	Blocks      json.RawMessage // an array; nil for none
	Metadata    json.RawMessage // {"event_type", "event_payload"}; nil for none
	EditedBy    string          // empty: never edited
	EditedTS    string
	ReplyCount  int
	ReplyUsers  []string
	LatestReply string
	To          string // of an ephemeral: who alone sees it

	broadcast     bool
	encoded, meta []byte // made when first asked for
}

func (m *Message) isReply() bool { return m.ThreadTS != "" && m.ThreadTS != m.TS }

// stale forgets the encoded forms after a change.
func (m *Message) stale() { m.encoded, m.meta = nil, nil }

// shape is the message as JSON has it in answers and payloads.
func (m *Message) shape() map[string]any {
	all := map[string]any{"type": "message", "user": m.User, "text": m.Text, "ts": m.TS, "team": m.Team}
	set(all, map[string]string{
		"subtype": m.Subtype, "client_msg_id": m.ClientMsgID, "bot_id": m.Bot, "app_id": m.App,
		"thread_ts": m.ThreadTS, "parent_user_id": m.ParentUser,
	})
	if m.Blocks != nil {
		all["blocks"] = m.Blocks
	}
	if m.Bot != "" {
		all["bot_profile"] = map[string]any{
			"id": m.Bot, "app_id": m.App, "name": m.User, "deleted": false, "updated": 1700000000, "team_id": m.Team,
			"icons": map[string]string{"image_36": "", "image_48": "", "image_72": ""},
		}
	}
	if m.EditedTS != "" {
		all["edited"] = map[string]string{"user": m.EditedBy, "ts": m.EditedTS}
	}
	if m.ReplyCount > 0 {
		maps.Copy(all, map[string]any{
			"reply_count": m.ReplyCount, "reply_users_count": len(m.ReplyUsers), "latest_reply": m.LatestReply,
			"reply_users": m.ReplyUsers, "is_locked": false, "subscribed": false,
		})
	}
	return all
}

// encode is the message as an answer has it; metadata is there only when asked for.
func (m *Message) encode(metadata bool) []byte {
	if m.Metadata == nil || !metadata {
		if m.encoded == nil {
			m.encoded = encode(m.shape())
		}
		return m.encoded
	}
	if m.meta == nil {
		all := m.shape()
		all["metadata"] = m.Metadata
		m.meta = encode(all)
	}
	return m.meta
}

// copied is the message for somebody who may keep it.
func (m *Message) copied() Message {
	c := *m
	c.ReplyUsers = slices.Clone(m.ReplyUsers)
	c.stale()
	return c
}

// set copies the values that are not empty.
func set(to map[string]any, from map[string]string) {
	for k, v := range from {
		if v != "" {
			to[k] = v
		}
	}
}

// encode writes JSON of what this package made, which always can be.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("slacktest: encoding an answer: " + err.Error())
	}
	return b
}
