package slacktest

import (
	"fmt"
	"strings"
)

// Command lets a user type a slash command, "/draft" and the text after it. The
// text arrives as with should_escape. A response with a message is shown to the
// user alone, as an ephemeral.
func (s *Slack) Command(user, channel, command, text string) Reply {
	s.t.Helper()
	s.mu.Lock()
	c, fault := s.stand(user, channel)
	if fault != "" {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: Command: %s", fault)
	}
	payload := s.commanded(user, c, command, text)
	s.mu.Unlock()
	r := s.deliver(slashCommands, payload)
	s.answered(r, user, c.ID)
	return r
}

// commanded is the payload of a slash command. The lock is held.
func (s *Slack) commanded(user string, c *channel, command, text string) map[string]any {
	payload := map[string]any{
		"token": verification, "team_id": s.o.Team, "team_domain": s.o.Domain, "channel_id": c.ID, "channel_name": c.shownName(),
		"user_id": user, "user_name": s.users[user].Name, "command": command, "text": s.wire(strings.TrimSpace(text), false),
		"api_app_id": s.o.App, "is_enterprise_install": fmt.Sprint(s.o.EnterpriseInstall),
		"response_url": s.hooked("commands", user, c.ID, nil), "trigger_id": s.triggered(user),
	}
	if s.o.Enterprise != "" {
		payload["enterprise_id"], payload["enterprise_name"] = s.o.Enterprise, s.o.Domain
	}
	return payload
}

// answered shows a message that came with the acknowledgement of a command.
func (s *Slack) answered(r Reply, user, channel string) {
	args := arguments{}
	switch {
	case !r.Acked() || len(strings.TrimSpace(string(r.Body))) == 0:
		return
	case r.JSON == nil:
		args["text"] = string(r.Body)
	default:
		var err error
		if args, err = readJSON(r.Body); err != nil || len(args) == 0 {
			return
		}
	}
	err := s.checkResponse(args)
	if err == nil {
		s.mu.Lock()
		err = s.carryOut(&hook{user: user, channel: channel}, args)
		s.mu.Unlock()
	}
	if err != nil {
		s.t.Errorf("slacktest: the response to a command: %v (%+v)", err, err)
	}
}
