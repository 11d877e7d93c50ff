package slacktest

import "maps"

// Shortcut lets a user choose a message shortcut of the app on a message: the
// payload message_action.
func (s *Slack) Shortcut(user, channel, ts, callbackID string) Reply {
	s.t.Helper()
	s.mu.Lock()
	c, fault := s.stand(user, channel)
	var m *Message
	if fault == "" {
		m, fault = s.shown(user, c, ts)
	}
	if fault != "" {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: Shortcut: %s", fault)
	}
	payload := s.interaction("message_action", user)
	maps.Copy(payload, map[string]any{
		"callback_id": callbackID, "action_ts": s.actionTS(), "trigger_id": s.triggered(user), "message_ts": m.TS,
		"response_url": s.hooked("app", user, c.ID, nil), "channel": s.channelPart(c), "message": m.shape(),
	})
	s.mu.Unlock()
	return s.deliver(interactive, payload)
}

// GlobalShortcut lets a user choose a global shortcut of the app: no channel, no
// message, no response_url.
func (s *Slack) GlobalShortcut(user, callbackID string) Reply {
	s.t.Helper()
	s.mu.Lock()
	if s.users[user] == nil {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: GlobalShortcut: no user %s", user)
	}
	payload := s.interaction("shortcut", user)
	maps.Copy(payload, map[string]any{"callback_id": callbackID, "action_ts": s.actionTS(), "trigger_id": s.triggered(user)})
	s.mu.Unlock()
	return s.deliver(interactive, payload)
}

// OpenHome lets a user open the app's Home tab: the event app_home_opened.
func (s *Slack) OpenHome(user string) Reply {
	s.t.Helper()
	s.mu.Lock()
	if s.users[user] == nil {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: OpenHome: no user %s", user)
	}
	inner := map[string]any{
		"type": "app_home_opened", "user": user, "channel": s.dm(user).ID, "tab": "home", "event_ts": s.actionTS(),
	}
	if v := s.homes[user]; v != nil {
		inner["view"] = s.shapeOf(v, v.given)
	}
	e := s.event(nil, user, inner)
	s.mu.Unlock()
	return s.deliver(eventsAPI, e)
}
