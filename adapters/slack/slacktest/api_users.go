package slacktest

import "slices"

func (s *Slack) userInfo(args arguments) (any, error) {
	u := s.users[args["user"]]
	if u == nil {
		return nil, refuse("user_not_found")
	}
	all := map[string]any{
		"id": u.ID, "team_id": u.Team, "name": u.Name, "real_name": u.RealName, "deleted": u.Deleted, "color": "9f69e7",
		"tz": "Europe/Paris", "tz_label": "Central European Time", "tz_offset": 3600, "updated": 1700000000,
		"is_admin": u.Admin || u.Owner, "is_owner": u.Owner, "is_primary_owner": false, "is_bot": u.Bot, "is_app_user": false,
		"is_restricted": u.Restricted || u.UltraRestricted, "is_ultra_restricted": u.UltraRestricted,
		"is_stranger": u.Stranger, "is_email_confirmed": true, "who_can_share_contact_card": "EVERYONE",
		"profile": map[string]any{
			"real_name": u.RealName, "real_name_normalized": u.RealName, "display_name": u.DisplayName,
			"display_name_normalized": u.DisplayName, "team": u.Team, "title": "", "phone": "", "skype": "",
			"status_text": "", "status_emoji": "", "status_expiration": 0, "avatar_hash": "",
			"image_24": "https://secure.gravatar.com/avatar/0.png", "image_72": "https://secure.gravatar.com/avatar/0.png",
		},
	}
	if args.is("include_locale") {
		all["locale"] = u.Locale
	}
	if s.o.Enterprise != "" && !u.Stranger {
		all["enterprise_user"] = map[string]any{
			"id": u.ID, "enterprise_id": s.o.Enterprise, "enterprise_name": s.o.Domain, "is_admin": u.Admin,
			"is_owner": u.Owner, "is_primary_owner": false, "teams": []string{u.Team},
		}
	}
	return map[string]any{"ok": true, "user": all}, nil
}

func (s *Slack) groupList(args arguments) (any, error) {
	if s.o.EnterpriseInstall && args["team_id"] == "" {
		return nil, wrong("missing_argument", "an app of the whole organisation has to say team_id")
	}
	all := []map[string]any{}
	for _, g := range s.groups {
		if g.Disabled && !args.is("include_disabled") {
			continue
		}
		one := map[string]any{
			"id": g.ID, "team_id": s.o.Team, "is_usergroup": true, "is_subteam": true, "name": g.Handle, "handle": g.Handle,
			"description": "", "is_external": false, "date_create": 1700000000, "date_update": 1700000000,
			"date_delete": 0, "auto_type": nil, "created_by": "U0FOUNDER1", "updated_by": "U0FOUNDER1", "deleted_by": nil,
			"prefs": map[string]any{"channels": []string{}, "groups": []string{}}, "auto_provision": false,
			"enterprise_subteam_id": "", "channel_count": 0,
		}
		if g.Disabled {
			one["date_delete"] = 1700000001
		}
		if args.is("include_users") {
			one["users"] = append([]string{}, g.Users...)
		}
		if args.is("include_count") {
			one["user_count"] = len(g.Users)
		}
		all = append(all, one)
	}
	return map[string]any{"ok": true, "usergroups": all}, nil
}

func (s *Slack) groupUsers(args arguments) (any, error) {
	at := slices.IndexFunc(s.groups, func(g Group) bool { return g.ID == args["usergroup"] })
	if at < 0 || s.groups[at].Disabled && !args.is("include_disabled") {
		return nil, refuse("no_such_subteam")
	}
	return map[string]any{"ok": true, "users": append([]string{}, s.groups[at].Users...)}, nil
}
