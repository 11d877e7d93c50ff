package slack

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// RestBy has the rests that Slack asks for taken another way than by the clock on the
// wall.
func (c *Chat) RestBy(rest func(context.Context, time.Duration) error) { c.api.rest = rest }

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
