package slack

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

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
	misused    = refusal{copilot.FaultForbidden, "slack.fault.refused_call"}
)

// refusals are the codes that trying again does not cure, from the error lists of
// the methods this adapter calls and of all methods. What is not here is tried
// again, and fails visibly in the end.
var refusals = map[string]refusal{
	"not_in_channel": notInvited, "channel_not_found": notInvited, "channel_is_limited_access": notInvited,
	"user_not_in_channel": notInvited, "method_not_supported_for_channel_type": notInvited,
	"is_archived": archived, "is_inactive": archived,
	"restricted_action": restricted, "restricted_action_read_only_channel": restricted,
	"restricted_action_thread_only_channel": restricted, "restricted_action_non_threadable_channel": restricted,
	"restricted_action_thread_locked": restricted, "posting_to_channel_denied": restricted,
	"app_access_restricted": restricted, "ekm_access_denied": restricted,
	"messages_tab_disabled": restricted, "message_limit_exceeded": restricted, "send_on_behalf_not_allowed": restricted,
	"slack_connect_canvas_sharing_blocked": restricted, "slack_connect_file_link_sharing_blocked": restricted,
	"slack_connect_lists_sharing_blocked": restricted, "slack_connect_blocked_file_type": restricted,
	"slack_connect_clip_sharing_blocked": restricted, "slack_connect_file_upload_sharing_blocked": restricted,
	"enterprise_is_restricted": restricted,
	"invalid_auth":             signedOut, "not_authed": signedOut, "token_revoked": signedOut, "token_expired": signedOut,
	"account_inactive": signedOut, "team_access_not_granted": signedOut, "two_factor_setup_required": signedOut,
	"team_not_found": signedOut, "access_denied": signedOut,
	"missing_scope": noScope, "no_permission": noScope, "not_allowed_token_type": noScope, "not_enabled": noScope,
	"msg_too_long": tooLong, "msg_blocks_too_long": tooLong, "msg_blocks_too_many": tooLong, "view_too_large": tooLong,
	"thread_not_found": threadGone, "cannot_reply_to_message": threadGone,
	"expired_trigger_id": tooLate, "exchanged_trigger_id": tooLate, "invalid_trigger_id": tooLate,
	"user_not_found": noPerson, "user_not_visible": noPerson, "users_not_found": noPerson,
}

// misuses are the codes by which Slack says that the call is wrong: it would be
// tomorrow.
var misuses = []string{
	"accesslimited", "as_user_not_supported", "attachment_payload_limit_exceeded", "block_mismatch", "blocked_file_type",
	"cant_broadcast_message", "deprecated_endpoint", "draft_already_deleted", "draft_already_sent", "draft_has_conflict",
	"draft_not_found", "duplicate_channel_not_found", "duplicate_external_id", "duplicate_message_not_found", "file_deleted",
	"file_is_deleted", "file_not_found", "file_share_limit_reached", "invalid_arg_name", "invalid_arguments", "invalid_array_arg",
	"invalid_attachments", "invalid_blocks", "invalid_blocks_format", "invalid_charset", "invalid_form_data", "invalid_limit",
	"invalid_metadata_filter_keys", "invalid_metadata_format", "invalid_metadata_schema", "invalid_post_type", "invalid_team",
	"invalid_ts_latest", "invalid_ts_oldest", "invalid_types", "markdown_text_conflict", "max_file_sharing_exceeded",
	"metadata_must_be_sent_from_app", "metadata_too_large", "method_deprecated", "missing_argument", "missing_file_data",
	"missing_post_type", "missing_profile_id", "no_dual_broadcast_content_update", "no_text", "not_implemented",
	"too_many_attachments", "too_many_contact_cards", "too_many_users", "unable_to_share_files", "unknown_method",
}

// fault turns an error of the Web API into what a person is told; one that may pass
// is trouble, for the queue to try again.
func fault(err error) error {
	code := codeOf(err)
	r, ok := refusals[code]
	if !ok && slices.Contains(misuses, code) {
		r, ok = misused, true
	}
	switch {
	case ok:
		return copilot.NewFault(r.kind, r.key, map[string]any{"Code": code}, err)
	case err == nil, isFault(err):
		return err
	}
	return chat.Trouble(platformName, cmp.Or(code, statusOf(err)), err)
}

// platformName is how people call the platform.
const platformName = "Slack"

// isFault says whether somebody has found words for an error before.
func isFault(err error) bool {
	_, ok := errors.AsType[*copilot.Fault](err)
	return ok
}

// statusOf is the HTTP status of an answer that is none of the Web API's, "" when
// there is none.
func statusOf(err error) string {
	if e, ok := errors.AsType[slackgo.StatusCodeError](err); ok {
		return strconv.Itoa(e.Code)
	}
	return ""
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

// gone says whether an edit failed because the message is not there any more, or
// cannot be edited: it has to be made anew.
func gone(err error) bool {
	return strings.Contains(" message_not_found cant_update_message edit_window_closed ", " "+codeOf(err)+" ") && codeOf(err) != ""
}
