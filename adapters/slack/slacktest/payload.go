package slacktest

import (
	"fmt"
	"maps"
)

// verification is the token in payloads that signatures replaced long ago.
const verification = "verification-token-of-the-fake"

// partner says whether somebody is of another company. The lock is held.
func (s *Slack) partner(user string) bool {
	u := s.users[user]
	return u != nil && u.Team != s.o.Team && (s.o.Enterprise == "" || u.Stranger)
}

// userPart, teamPart and channelPart are how payloads name who, whose and where.
// The lock is held for all three.
func (s *Slack) userPart(id string) map[string]any {
	u := s.users[id]
	return map[string]any{"id": id, "username": u.Name, "name": u.Name, "team_id": u.Team}
}

// teamPart is the team of the person who acts: in a channel that is shared with
// another company, of its people that company's.
func (s *Slack) teamPart(user string) map[string]any {
	if s.partner(user) {
		return map[string]any{"id": s.users[user].Team, "domain": "partner"}
	}
	all := map[string]any{"id": s.o.Team, "domain": s.o.Domain}
	if s.o.Enterprise != "" {
		all["enterprise_id"], all["enterprise_name"] = s.o.Enterprise, s.o.Domain
	}
	return all
}

func (s *Slack) channelPart(c *channel) map[string]any {
	return map[string]any{"id": c.ID, "name": c.shownName()}
}

// shownName is the name of a channel as payloads have it: of private ones it is
// not told.
func (c *channel) shownName() string {
	switch {
	case c.with != "":
		return "directmessage"
	case c.Private:
		return "privategroup"
	default:
		return c.Name
	}
}

// interaction is what all interactive payloads have. The lock is held.
func (s *Slack) interaction(kind, user string) map[string]any {
	all := map[string]any{
		"type": kind, "user": s.userPart(user), "team": s.teamPart(user), "api_app_id": s.o.App, "token": verification,
		"enterprise": nil, "is_enterprise_install": s.o.EnterpriseInstall,
	}
	if s.o.Enterprise != "" && !s.partner(user) {
		all["enterprise"] = map[string]string{"id": s.o.Enterprise, "name": s.o.Domain}
	}
	return all
}

// actionTS is when something was done: a ts that is no message's.
func (s *Slack) actionTS() string { return s.stamp() }

// event wraps what somebody did for delivery: outside stands their team, as the
// context and the authorization our installation. The lock is held.
func (s *Slack) event(c *channel, by string, inner map[string]any) map[string]any {
	id := "Ev0" + s.instance + fmt.Sprintf("%06d", s.next())
	all := map[string]any{
		"token": verification, "team_id": s.o.Team, "context_team_id": s.o.Team, "context_enterprise_id": nil,
		"api_app_id": s.o.App, "type": "event_callback", "event": inner, "event_id": id, "event_time": s.o.Now().Unix(),
		"is_ext_shared_channel": c != nil && c.ExtShared, "event_context": "4-" + lower(token(20)),
		"authorizations": []map[string]any{{
			"enterprise_id": nil, "team_id": s.o.Team, "user_id": s.o.BotUser, "is_bot": true,
			"is_enterprise_install": s.o.EnterpriseInstall,
		}},
	}
	if s.o.Enterprise != "" {
		all["enterprise_id"], all["context_enterprise_id"] = s.o.Enterprise, s.o.Enterprise
		all["authorizations"].([]map[string]any)[0]["enterprise_id"] = s.o.Enterprise
	}
	if s.partner(by) {
		all["team_id"] = s.users[by].Team
		delete(all, "enterprise_id")
	}
	return all
}

// messageEvent is a message as an event has it. The lock is held.
func (s *Slack) messageEvent(c *channel, m *Message) map[string]any {
	all := m.shape()
	maps.Copy(all, map[string]any{"channel": c.ID, "channel_type": c.kind(), "event_ts": m.TS})
	shared(c, m, all)
	return all
}

// mentionEvent is a message that names the bot, as the event app_mention has it.
func (s *Slack) mentionEvent(c *channel, m *Message) map[string]any {
	all := m.shape()
	maps.Copy(all, map[string]any{"type": "app_mention", "channel": c.ID, "event_ts": m.TS})
	delete(all, "parent_user_id")
	shared(c, m, all)
	return all
}

// shared adds whose people wrote a message, where several organisations are.
func shared(c *channel, m *Message, event map[string]any) {
	if c.ExtShared {
		event["user_team"], event["source_team"] = m.Team, m.Team
	}
}
