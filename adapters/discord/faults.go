package discord

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// meaning is what one of Discord's error codes means for a person.
type meaning struct {
	kind copilot.FaultKind
	key  string // of the catalogue
}

// fault says it, with the code for whoever looks it up; the cause is for logs.
func (m meaning) fault(cause error) error {
	code := cmp.Or(codeOf(cause), statusOf(cause), http.StatusUnauthorized)
	return copilot.NewFault(m.kind, m.key, map[string]any{"Code": code}, cause)
}

var (
	noAccess     = meaning{copilot.FaultForbidden, "discord.fault.access"}
	noPermission = meaning{copilot.FaultForbidden, "discord.fault.permissions"}
	noChannel    = meaning{copilot.FaultAbsent, "discord.fault.channel"}
	noServer     = meaning{copilot.FaultForbidden, "discord.fault.server"}
	noMessage    = meaning{copilot.FaultAbsent, "discord.fault.message"}
	noPerson     = meaning{copilot.FaultAbsent, "discord.fault.person"}
	notOurs      = meaning{copilot.FaultForbidden, "discord.fault.not_ours"}
	noDirect     = meaning{copilot.FaultForbidden, "discord.fault.direct"}
	wrongPlace   = meaning{copilot.FaultForbidden, "discord.fault.place"}
	threadShut   = meaning{copilot.FaultForbidden, "discord.fault.thread_closed"}
	blocked      = meaning{copilot.FaultForbidden, "discord.fault.blocked"}
	tooLong      = meaning{copilot.FaultForbidden, "discord.fault.too_long"}
	tooLate      = meaning{copilot.FaultInput, "discord.fault.expired"}
	tooManyNew   = meaning{copilot.FaultForbidden, "discord.fault.commands"}
	signedOut    = meaning{copilot.FaultForbidden, "discord.fault.token"}
	notAllowed   = meaning{copilot.FaultForbidden, "discord.fault.refused_call"}
)

// Codes that something else than a sentence follows from.
const (
	codeUnknownMessage     = discordgo.ErrCodeUnknownMessage
	codeUnknownInteraction = discordgo.ErrCodeUnknownInteraction
	codeUnknownWebhook     = discordgo.ErrCodeUnknownWebhook
	codeAcknowledged       = discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged
	codeNotOurs            = discordgo.ErrCodeCannotEditFromAnotherUser
	codeWebhookToken       = discordgo.ErrCodeInvalidWebhookTokenProvided
	codeArchived           = discordgo.ErrCodePerformedOperationOnArchivedThread
	codeFollowUps          = 40094 // as many answers as an interaction may have
)

// meanings are the codes that trying again does not cure, of those that Discord
// documents for calls such as ours. What may pass is not here, and what
// Discord only says of calls that are not ours.
var meanings = map[int]meaning{
	discordgo.ErrCodeMissingAccess:                   noAccess,
	discordgo.ErrCodeChannelVerificationLevelTooHigh: noAccess, discordgo.ErrCodeThisServerIsNotAvailableInYourLocation: noAccess,
	discordgo.ErrCodeMissingPermissions: noPermission, discordgo.ErrCodeCannotReplyWithoutPermissionToReadMessageHistory: noPermission,
	60003:                                         noPermission, // the server asks moderators for a second factor
	discordgo.ErrCodeUnknownChannel:               noChannel,
	discordgo.ErrCodeUnknownGuild:                 noServer,
	discordgo.ErrCodeInvalidGuild:                 noServer,
	discordgo.ErrCodeUnknownMessage:               noMessage,
	discordgo.ErrCodeUnknownMember:                noPerson,
	discordgo.ErrCodeUnknownUser:                  noPerson,
	discordgo.ErrCodeUserIsBannedFromThisGuild:    noPerson,
	codeNotOurs:                                   notOurs,
	discordgo.ErrCodeCannotSendMessagesToThisUser: noDirect, discordgo.ErrCodeInvalidRecipients: noDirect,
	discordgo.ErrCodeCannotExecuteActionOnDMChannel: wrongPlace, discordgo.ErrCodeCannotSendMessagesInVoiceChannel: wrongPlace,
	discordgo.ErrCodeCannotExecuteActionOnSystemMessage: wrongPlace, discordgo.ErrCodeCannotExecuteActionOnThisChannelType: wrongPlace,
	40058: wrongPlace, 40067: wrongPlace, // a forum, which has posts and no messages
	codeArchived: threadShut, discordgo.ErrCodeThreadIsLocked: threadShut,
	discordgo.ErrCodeExplicitContentCannotBeSentToTheDesiredRecipients: blocked,
	200000: blocked, 200001: blocked, 240000: blocked, // by AutoMod, and by the filter of links
	discordgo.ErrCodeInvalidFormBody: tooLong, discordgo.ErrCodeRequestEntityTooLarge: tooLong,
	codeUnknownInteraction: tooLate, codeUnknownWebhook: tooLate, codeWebhookToken: tooLate, codeFollowUps: tooLate,
	30032: tooManyNew, 30034: tooManyNew, // commands in all, and new ones in a day
	discordgo.ErrCodeInvalidAuthenticationToken: signedOut, discordgo.ErrCodeUnauthorized: signedOut,
	discordgo.ErrCodeUnknownApplication: signedOut, discordgo.ErrCodeYouAreNotAuthorizedToPerformThisActionOnThisApplication: signedOut,
	discordgo.ErrCodeBotsCannotUseEndpoint: notAllowed, discordgo.ErrCodeMissingRequiredOAuth2Scope: notAllowed,
	discordgo.ErrCodeCannotSendEmptyMessage: notAllowed, discordgo.ErrCodeTheRequestBodyContainsInvalidJSON: notAllowed,
	discordgo.ErrCodeInvalidAPIVersionProvided: notAllowed, 40333: notAllowed,
}

// passing are the codes of what may be over soon: haste, and what Discord cannot do at
// present.
var passing = []int{
	20016, 20022, 20028, 20029, 30040, 30042, 30046, 40003, 40004, 40006, 40043, 40062, 110001, 130000, 530006,
}

// platformName is how people call the platform.
const platformName = "Discord"

// fault turns an error of a call into what a person is told; one that may pass is
// trouble, for the queue to try again. A code that this adapter does not know says
// that the call is wrong: it would be tomorrow.
func fault(err error) error {
	refused, ok := errors.AsType[*refusal](err)
	if _, said := errors.AsType[*copilot.Fault](err); err == nil || said {
		return err
	}
	if !ok {
		return chat.Trouble(platformName, "", err)
	}
	known, ok := meanings[refused.code]
	switch {
	case refused.status == http.StatusUnauthorized && refused.of.token:
		return tooLate.fault(err)
	case ok:
		return known.fault(err)
	case refused.status == http.StatusUnauthorized:
		return signedOut.fault(err)
	case refused.status == http.StatusForbidden:
		return noPermission.fault(err)
	case refused.code != 0 && refused.status < http.StatusInternalServerError && !slices.Contains(passing, refused.code):
		return notAllowed.fault(err)
	}
	return chat.Trouble(platformName, strconv.Itoa(cmp.Or(refused.code, refused.status)), err)
}

// errUnknownInteraction says that Discord does not wait for an answer (any more).
var errUnknownInteraction = errors.New("discord: the interaction is not known any more")

// codeOf is Discord's error code, 0 when there is none.
func codeOf(err error) int {
	if e, ok := errors.AsType[*refusal](err); ok {
		return e.code
	}
	return 0
}

// statusOf is the status of an answer that is an error, 0 when there is none.
func statusOf(err error) int {
	if e, ok := errors.AsType[*refusal](err); ok {
		return e.status
	}
	return 0
}

// gone says whether an edit failed because the message is not there any more, or
// cannot be edited.
func gone(err error) bool {
	return slices.Contains([]int{codeUnknownMessage, codeNotOurs, codeArchived}, codeOf(err))
}

// closed says whether a place takes no message at all.
func closed(err error) bool {
	m, ok := meanings[codeOf(err)]
	places := []meaning{noAccess, noPermission, noChannel, noServer, noDirect, wrongPlace, threadShut}
	return ok && slices.Contains(places, m) || !ok && statusOf(err) == http.StatusForbidden
}

// expired says whether an answer failed because the interaction's token is good for
// nothing any more: the bot's own has to do.
func expired(err error) bool {
	e, _ := errors.AsType[*refusal](err)
	return errors.Is(err, errUnknownInteraction) || meanings[codeOf(err)] == tooLate ||
		e != nil && e.of.token && e.status == http.StatusUnauthorized
}
