package slack

import (
	"context"
	"errors"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// refusal is what one of Slack's error codes means for a person.
type refusal struct {
	kind copilot.FaultKind
	key  string // of the catalogue
}

var (
	notInvited = refusal{copilot.FaultForbidden, "slack.fault.not_invited"}
	archived   = refusal{copilot.FaultForbidden, "slack.fault.archived"}
	restricted = refusal{copilot.FaultForbidden, "slack.fault.restricted"}
	signedOut  = refusal{copilot.FaultForbidden, "slack.fault.token"}
	noScope    = refusal{copilot.FaultForbidden, "slack.fault.scope"}
	tooLong    = refusal{copilot.FaultForbidden, "slack.fault.too_long"}
	threadGone = refusal{copilot.FaultAbsent, "slack.fault.thread"}
	tooLate    = refusal{copilot.FaultInput, "slack.fault.trigger"}
	noPerson   = refusal{copilot.FaultAbsent, "slack.fault.person"}
)

// refusals are the codes that trying again does not cure, from the error lists of
// the methods this adapter calls. What is not here is tried again, and fails
// visibly in the end.
var refusals = map[string]refusal{
	"not_in_channel": notInvited, "channel_not_found": notInvited, "channel_is_limited_access": notInvited,
	"user_not_in_channel": notInvited, "method_not_supported_for_channel_type": notInvited,
	"is_archived": archived, "is_inactive": archived,
	"restricted_action": restricted, "restricted_action_read_only_channel": restricted,
	"restricted_action_thread_only_channel": restricted, "restricted_action_non_threadable_channel": restricted,
	"restricted_action_thread_locked": restricted, "posting_to_channel_denied": restricted,
	"app_access_restricted": restricted, "ekm_access_denied": restricted, "external_channel_migrating": restricted,
	"messages_tab_disabled": restricted, "message_limit_exceeded": restricted, "send_on_behalf_not_allowed": restricted,
	"slack_connect_canvas_sharing_blocked": restricted, "slack_connect_file_link_sharing_blocked": restricted,
	"slack_connect_lists_sharing_blocked": restricted, "slack_connect_blocked_file_type": restricted,
	"slack_connect_clip_sharing_blocked": restricted, "slack_connect_file_upload_sharing_blocked": restricted,
	"invalid_auth": signedOut, "not_authed": signedOut, "token_revoked": signedOut, "token_expired": signedOut,
	"account_inactive": signedOut, "team_access_not_granted": signedOut, "org_login_required": signedOut,
	"team_not_found": signedOut, "access_denied": signedOut,
	"missing_scope": noScope, "no_permission": noScope, "not_allowed_token_type": noScope,
	"msg_too_long": tooLong, "msg_blocks_too_long": tooLong, "msg_blocks_too_many": tooLong, "view_too_large": tooLong,
	"thread_not_found": threadGone, "cannot_reply_to_message": threadGone,
	"expired_trigger_id": tooLate, "exchanged_trigger_id": tooLate, "invalid_trigger_id": tooLate,
	"user_not_found": noPerson, "user_not_visible": noPerson,
}

// fault turns an error of the Web API into what a person is told; an error that
// may pass stays as it is, for the queue to try again.
func fault(err error) error {
	code := codeOf(err)
	if r, ok := refusals[code]; ok {
		return copilot.NewFault(r.kind, r.key, map[string]any{"Code": code}, err)
	}
	return err
}

// codeOf is Slack's error code, "" when the error is none of Slack's.
func codeOf(err error) string {
	if e, ok := errors.AsType[slackgo.SlackErrorResponse](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*slackgo.SlackErrorResponse](err); ok {
		return e.Err
	}
	return ""
}

// longestRest bounds how long Slack may make one call wait: longer than it asks
// for in practice, shorter than a person waits.
const longestRest = 2 * time.Minute

// patiently makes a call and, when Slack says that there were too many, makes it
// again after the rest it asks for (Retry-After): nothing is dropped.
func patiently(ctx context.Context, call func() error) error {
	for {
		err := call()
		busy, ok := errors.AsType[*slackgo.RateLimitedError](err)
		switch {
		case err == nil:
			return nil
		case !ok || busy.RetryAfter > longestRest:
			return fault(err)
		}
		if err := chat.Rest(ctx, max(busy.RetryAfter, minRest)); err != nil {
			return err
		}
	}
}

// minRest is the least pause after a refusal for haste.
const minRest = 50 * time.Millisecond

// gone says whether an edit failed because the message is not there any more, or
// cannot be edited: it has to be made anew.
func gone(err error) bool {
	return strings.Contains(" message_not_found cant_update_message edit_window_closed ", " "+codeOf(err)+" ") && codeOf(err) != ""
}
