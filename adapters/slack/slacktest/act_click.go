package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
)

// Click lets a user press a button of a message, or of an ephemeral they were
// shown. Of a select it picks an option: the value says which. The test ends when
// nothing with that action_id is there to press.
func (s *Slack) Click(user, channel, ts, actionID string, value ...string) Reply {
	s.t.Helper()
	s.mu.Lock()
	payload, fault := s.pressed(user, channel, ts, actionID, value)
	s.mu.Unlock()
	if fault != "" {
		s.t.Fatalf("slacktest: Click: %s", fault)
	}
	return s.deliver(interactive, payload)
}

// pressed is the payload of a press on what a user sees of a message, or why there
// is nothing to press. The lock is held.
func (s *Slack) pressed(user, channel, ts, actionID string, value []string) (payload map[string]any, fault string) {
	c, fault := s.stand(user, channel)
	if fault != "" {
		return nil, fault
	}
	m, fault := s.shown(user, c, ts)
	if fault != "" {
		return nil, fault
	}
	action, fault := press(decoded(m.Blocks), actionID, value)
	if fault != "" {
		return nil, fault
	}
	return s.clicked(user, c, m, action), ""
}

// ForgeClick sends the click of a button that is not there, with any value: what
// somebody sends who holds the signing secret, or clicks what was taken back.
func (s *Slack) ForgeClick(user, channel, ts, actionID, value string) Reply {
	s.t.Helper()
	s.mu.Lock()
	c, fault := s.stand(user, channel)
	if fault != "" {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: ForgeClick: %s", fault)
	}
	m := c.byTS[ts]
	if m == nil {
		m = &Message{Channel: channel, TS: ts, User: s.o.BotUser, Bot: s.o.Bot, App: s.o.App, Team: s.o.Team}
	}
	payload := s.clicked(user, c, m, block{
		"type": "button", "action_id": actionID, "block_id": "forged", "value": value,
		"text": block{"type": "plain_text", "text": "Forged", "emoji": true},
	})
	s.mu.Unlock()
	return s.deliver(interactive, payload)
}

// shown finds a message that a user sees. The lock is held.
func (s *Slack) shown(user string, c *channel, ts string) (*Message, string) {
	if m := c.byTS[ts]; m != nil {
		if !s.sees(user, c) {
			return nil, user + " does not see " + c.ID
		}
		return m, ""
	}
	at := slices.IndexFunc(s.whispers, func(m *Message) bool { return m.TS == ts && m.To == user && m.Channel == c.ID })
	if at < 0 {
		return nil, "no message " + ts + " in " + c.ID + " that " + user + " sees"
	}
	return s.whispers[at], ""
}

func decoded(raw json.RawMessage) []block {
	var blocks []block
	_ = json.Unmarshal(raw, &blocks) // what is kept is JSON
	return blocks
}

// press finds what has an action_id and makes the action of using it.
func press(blocks []block, actionID string, value []string) (block, string) {
	for _, b := range blocks {
		for _, e := range elements(b) {
			if str(e, "action_id") != actionID {
				continue
			}
			action := block{"type": str(e, "type"), "action_id": actionID, "block_id": str(b, "block_id")}
			if str(e, "type") == "button" {
				for _, name := range []string{"text", "value", "style", "url", "confirm"} {
					if e[name] != nil {
						action[name] = e[name]
					}
				}
				return action, ""
			}
			return pick(action, e, value)
		}
	}
	return nil, "nothing with the action_id " + actionID + " is there"
}

// pick makes the action of choosing something.
func pick(action, e block, value []string) (block, string) {
	if len(value) == 0 {
		return nil, "what to pick of the " + str(e, "type") + "?"
	}
	if str(e, "type") == "overflow" {
		action["selected_option"] = choice(e, "selected_option", value[0])
	} else {
		maps.Copy(action, stateOf(e, value[0], true))
	}
	if o, there := action["selected_option"]; there && o == nil {
		return nil, value[0] + " is no option of " + str(e, "action_id")
	}
	return action, ""
}

// clicked is the payload block_actions of a message. The lock is held.
func (s *Slack) clicked(user string, c *channel, m *Message, action block) map[string]any {
	action["action_ts"] = s.actionTS()
	all := s.interaction("block_actions", user)
	container := map[string]any{
		"type": "message", "message_ts": m.TS, "channel_id": c.ID, "is_ephemeral": m.To != "",
	}
	set(container, map[string]string{"thread_ts": m.ThreadTS})
	maps.Copy(all, map[string]any{
		"container": container, "channel": s.channelPart(c), "trigger_id": s.triggered(user),
		"response_url": s.hooked("actions", user, c.ID, m), "actions": []block{action},
		"state": map[string]any{"values": valuesIn(decoded(m.Blocks), nil)},
	})
	if m.To == "" { // of an ephemeral the payload does not hold the message
		all["message"] = m.shape()
		if m.Metadata != nil {
			all["message"].(map[string]any)["metadata"] = m.Metadata
		}
	}
	return all
}

// ClickView lets a user press a button, or with a value pick an option, in their
// open modal or, when none is open, in their Home tab.
func (s *Slack) ClickView(user, actionID string, value ...string) Reply {
	s.t.Helper()
	s.mu.Lock()
	v := s.topView(user, "")
	if v == nil {
		v = s.homes[user]
	}
	fault := "no view is open for " + user
	var action block
	if v != nil {
		action, fault = press(blocksOf(v.body), actionID, value)
	}
	if fault != "" {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: ClickView: %s", fault)
	}
	if len(value) > 0 {
		v.fill(map[string]string{str(action, "block_id") + "." + actionID: value[0]})
	}
	action["action_ts"] = s.actionTS()
	payload := s.interaction("block_actions", user)
	maps.Copy(payload, map[string]any{
		"container": map[string]any{"type": "view", "view_id": v.id}, "trigger_id": s.triggered(user),
		"view": s.shapeOf(v, v.given), "actions": []block{action},
	})
	s.mu.Unlock()
	return s.deliver(interactive, payload)
}
