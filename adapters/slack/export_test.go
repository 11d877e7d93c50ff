package slack

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
)

// RestBy has the rests that Slack asks for taken another way than by the clock on the
// wall.
func (c *Chat) RestBy(rest func(context.Context, time.Duration) error) { c.api.rest = rest }

// Sealed is the value of a button as it would stand in a message, had we put it there:
// what somebody could send who has our key.
func (c *Chat) Sealed(workspace, channel, ts, actionID, value string) string {
	b, _ := readButton(actionID, value)
	b.seal = c.signet.Seal(b.claim(workspace, chat.Standing(channel, ts)))
	return b.value()
}

// Clicks is what comes of a click as it is delivered, whatever it says, the workspace
// too; asked is that it is sent with the form that the button opens.
func (d *Door) Clicks(ctx context.Context, user string, b chattest.Button, asked bool) any {
	at := copilot.Place{Platform: Platform, Workspace: b.Workspace, Channel: b.Channel}
	i := interaction{Type: "block_actions", installed: b.Workspace, Team: &entity{ID: b.Workspace}, Channel: entity{ID: b.Channel}}
	i.User.ID = user
	i.Container.TS = b.Message
	i.Actions = append(i.Actions, struct {
		ID      string `json:"action_id"`
		Value   string `json:"value"`
		Channel string `json:"selected_conversation"`
	}{ID: b.Name, Value: b.Said})
	if asked {
		i.Type = "view_submission"
		i.View = view{ID: rand.Text(), Callback: callbackAction, Metadata: form{Place: at, On: b.Message, Button: b.Name, Value: b.Said, Joins: []int{1}}.metadata()}
		i.View.State.Values = map[string]map[string]answer{
			"reason": {inputID: {Text: "forged"}}, "variant": {inputID: {Text: "1"}}, "text.1/0": {inputID: {Text: "forged"}}, "text": {inputID: {Text: "forged"}},
		}
	}
	if asked {
		return d.submitted(ctx, i)
	}
	return d.blockAction(ctx, i)
}

// VoiceOf is what a form that asks for the words and the banned words alone, as the
// version before opens it, leaves of a voice.
func VoiceOf(v copilot.Voice, words, banned string) copilot.Voice {
	said := map[string]string{inputVoice: words, inputBanned: banned}
	return voiceOf(v, func(name string) string { return said[name] }, func(name string) bool { _, ok := said[name]; return ok })
}

// CommonErrors are the errors that every method may answer with, which the contracts
// do not repeat for each: those at the foot of every method's page in Slack's
// documentation (docs.slack.dev/reference/methods).
var CommonErrors = []string{
	"access_denied", "accesslimited", "account_inactive", "deprecated_endpoint", "ekm_access_denied", "enterprise_is_restricted",
	"fatal_error", "internal_error", "invalid_arg_name", "invalid_arguments", "invalid_array_arg", "invalid_auth", "invalid_charset",
	"invalid_form_data", "invalid_post_type", "method_deprecated", "missing_post_type", "missing_scope", "no_permission",
	"not_allowed_token_type", "not_authed", "org_login_required", "ratelimited", "request_timeout", "service_unavailable",
	"team_access_not_granted", "team_added_to_org", "token_expired", "token_revoked", "two_factor_setup_required",
}

// PassingErrors are the documented errors that may be over soon.
var PassingErrors = []string{
	"external_channel_migrating", "fatal_error", "fetch_members_failed", "hash_conflict", "internal_error", "invalid_cursor",
	"list_record_comment_fetch_failed", "org_login_required", "rate_limited", "ratelimited", "request_timeout",
	"service_unavailable", "streaming_state_conflict", "team_added_to_org", "update_failed",
}

// Hear tells the store that Slack is heard, and asks it which channels keep, as is done
// every few seconds.
func (c *Chat) Hear(ctx context.Context) error {
	t, err := c.tenant(ctx)
	if err != nil {
		return err
	}
	return c.keeping.Hear(ctx, t)
}
