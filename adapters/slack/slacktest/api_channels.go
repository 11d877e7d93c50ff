package slacktest

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

func (s *Slack) channelInfo(args arguments) (any, error) {
	c, err := s.reach(args["channel"])
	if err != nil {
		return nil, err
	}
	all := s.describe(c)
	all["is_member"] = c.BotIn
	all["is_read_only"] = c.ReadOnly
	if args.is("include_num_members") {
		all["num_members"] = len(c.Members)
	}
	if args.is("include_locale") {
		all["locale"] = "en-US"
	}
	return map[string]any{"ok": true, "channel": all}, nil
}

// describe is a channel as answers have it.
func (s *Slack) describe(c *channel) map[string]any {
	about := map[string]any{"value": "", "creator": "", "last_set": 0}
	if c.with != "" {
		return map[string]any{
			"id": c.ID, "user": c.with, "is_im": true, "is_channel": false, "is_group": false, "is_mpim": false,
			"is_private": true, "is_archived": false, "is_ext_shared": false, "is_org_shared": false, "is_shared": false,
			"is_user_deleted": false, "created": 1700000000, "updated": 1700000000000, "priority": 0, "context_team_id": s.o.Team,
		}
	}
	return map[string]any{
		"id": c.ID, "name": c.Name, "name_normalized": c.Name, "is_channel": !c.Private, "is_group": c.Private,
		"is_im": false, "is_mpim": false, "is_private": c.Private, "is_archived": c.Archived, "is_general": false,
		"is_shared": c.ExtShared, "is_ext_shared": c.ExtShared, "is_org_shared": false, "is_pending_ext_shared": false,
		"created": 1700000000, "updated": 1700000000000, "creator": "U0FOUNDER1", "unlinked": 0,
		"topic": about, "purpose": about, "previous_names": []string{}, "pending_shared": []string{},
		"pending_connected_team_ids": []string{}, "shared_team_ids": []string{s.o.Team},
		"context_team_id": s.o.Team, "conversation_host_id": s.o.Team,
	}
}

func (s *Slack) members(args arguments) (any, error) {
	c, err := s.reach(args["channel"])
	if err != nil {
		return nil, err
	}
	shown, next, err := slice(c.Members, args, 100, 1000)
	if err != nil {
		return nil, err
	}
	return map[string]any{"ok": true, "members": shown, "response_metadata": map[string]string{"next_cursor": next}}, nil
}

// conversationTypes are what the argument types may name.
var conversationTypes = []string{"public_channel", "private_channel", "mpim", "im"}

// userConversations answers where a user is a member, and of private channels
// only those the bot is in as well.
func (s *Slack) userConversations(args arguments) (any, error) {
	user, types := args["user"], strings.Split(args["types"], ",")
	switch {
	case s.o.EnterpriseInstall && args["team_id"] == "":
		return nil, wrong("missing_argument", "an app of the whole organisation has to say team_id")
	case args["types"] == "":
		types = conversationTypes[:1]
	case slices.ContainsFunc(types, func(t string) bool { return !slices.Contains(conversationTypes, strings.TrimSpace(t)) }):
		return nil, wrong("invalid_types", "types are %q", args["types"])
	}
	if user == "" {
		user = s.o.BotUser
	}
	if s.users[user] == nil {
		return nil, refuse("user_not_found")
	}
	var all []map[string]any
	for _, id := range s.order {
		c := s.channels[id]
		kind := map[string]string{"im": "im", "group": "private_channel", "channel": "public_channel"}[c.kind()]
		if asked(types, kind) && c.has(user) && (!c.Private || c.BotIn) && !(c.Archived && args.is("exclude_archived")) {
			all = append(all, s.describe(c))
		}
	}
	shown, next, err := slice(all, args, 100, 999)
	if err != nil {
		return nil, err
	}
	return map[string]any{"ok": true, "channels": shown, "response_metadata": map[string]string{"next_cursor": next}}, nil
}

func asked(types []string, kind string) bool {
	return slices.ContainsFunc(types, func(t string) bool { return strings.TrimSpace(t) == kind })
}

// slice cuts the asked page out of a list, and gives the cursor of the next one.
func slice[T any](all []T, args arguments, limit, most int) (shown []T, next string, err error) {
	limit = args.number("limit", limit)
	if limit < 1 || limit > most {
		return nil, "", wrong("invalid_limit", "limit %d, between 1 and %d", limit, most)
	}
	const head = "at:"
	from := 0
	if c := args["cursor"]; c != "" {
		raw, err := base64.StdEncoding.DecodeString(c)
		at, ok := strings.CutPrefix(string(raw), head)
		if from, _ = strconv.Atoi(at); err != nil || !ok || from < 0 || from > len(all) {
			return nil, "", refuse("invalid_cursor")
		}
	}
	to := min(len(all), from+limit)
	if to < len(all) {
		next = base64.StdEncoding.EncodeToString([]byte(head + strconv.Itoa(to)))
	}
	return append([]T{}, all[from:to]...), next, nil
}
