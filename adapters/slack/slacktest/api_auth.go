package slacktest

// authTest answers who the token belongs to.
func (s *Slack) authTest(arguments) (any, error) {
	all := map[string]any{
		"ok": true, "url": "https://" + s.o.Domain + ".slack.com/", "team": s.o.Domain, "team_id": s.o.Team,
		"user": s.o.BotName, "user_id": s.o.BotUser, "bot_id": s.o.Bot, "app_id": s.o.App,
		"is_enterprise_install": s.o.EnterpriseInstall,
	}
	set(all, map[string]string{"enterprise_id": s.o.Enterprise})
	return all, nil
}
