package slacktest

import "strings"

// method is an entry of the Web API: its arguments, as the contract lists them,
// and what it does.
type method struct {
	json     bool // whether a JSON body is understood
	app      bool // wants the app-level token
	required string
	optional string
	// check looks at the arguments alone, given the method's name; nil for nothing to look at.
	check func(*Slack, string, arguments) error
	// do answers: any value for JSON, or []byte that is JSON. The lock is held.
	do func(*Slack, arguments) (any, error)
}

// methods is the whole Web API this fake knows.
var methods = map[string]method{
	"auth.test":             {json: true, do: (*Slack).authTest},
	"apps.connections.open": {json: true, app: true, do: (*Slack).openConnection},
	"chat.postMessage": {
		json: true, required: "channel",
		optional: "as_user attachments blocks current_draft_last_updated_ts icon_emoji icon_url link_names markdown_text metadata mrkdwn parse reply_broadcast text thread_ts unfurl_links unfurl_media username",
		check:    (*Slack).checkPost, do: (*Slack).postMessage,
	},
	"chat.update": {
		json: true, required: "ts channel",
		optional: "as_user attachments unfurled_attachments blocks markdown_text metadata link_names parse text reply_broadcast file_ids",
		check:    (*Slack).checkUpdate, do: (*Slack).updateMessage,
	},
	"chat.postEphemeral": {
		json: true, required: "user channel",
		optional: "as_user attachments blocks icon_emoji icon_url link_names markdown_text metadata parse text thread_ts username",
		check:    (*Slack).checkMessage, do: (*Slack).postEphemeral,
	},
	"chat.delete":       {json: true, required: "ts channel", optional: "as_user", do: (*Slack).deleteMessage},
	"chat.getPermalink": {required: "channel message_ts", do: (*Slack).permalinkOf},
	"conversations.history": {
		json: true, required: "channel", optional: "cursor include_all_metadata inclusive latest limit oldest",
		do: (*Slack).history,
	},
	"conversations.replies": {
		required: "channel ts", optional: "cursor include_all_metadata inclusive latest limit oldest",
		do: (*Slack).replies,
	},
	"conversations.info":    {required: "channel", optional: "include_locale include_num_members", do: (*Slack).channelInfo},
	"conversations.members": {required: "channel", optional: "cursor limit", do: (*Slack).members},
	"users.conversations": {
		optional: "cursor exclude_archived exclude_muted limit team_id types user", do: (*Slack).userConversations,
	},
	"users.info":            {required: "user", optional: "include_locale", do: (*Slack).userInfo},
	"usergroups.list":       {optional: "include_count include_disabled include_users team_id", do: (*Slack).groupList},
	"usergroups.users.list": {required: "usergroup", optional: "include_disabled team_id", do: (*Slack).groupUsers},
	"views.open": {
		json: true, required: "view", optional: "trigger_id interactivity_pointer",
		check: (*Slack).checkModal, do: (*Slack).openView,
	},
	"views.update": {
		json: true, required: "view", optional: "view_id external_id hash",
		check: (*Slack).checkModal, do: (*Slack).updateView,
	},
	"views.publish": {
		json: true, required: "user_id view", optional: "hash interactivity_pointer",
		check: (*Slack).checkHome, do: (*Slack).publishView,
	},
}

// The arguments that are not text, whatever the method.
var (
	booleans = []string{
		"as_user", "link_names", "mrkdwn", "reply_broadcast", "unfurl_links", "unfurl_media", "include_all_metadata", "inclusive",
		"include_locale", "include_num_members", "exclude_archived", "exclude_muted", "include_count", "include_disabled", "include_users",
	}
	numbers = []string{"limit"}
)

func (m method) requires() []string { return strings.Fields(m.required) }

func (m method) knows() []string { return strings.Fields(m.required + " " + m.optional + " token") }
