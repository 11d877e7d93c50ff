package discord

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
)

// Inputs of the settings of a channel.
const (
	inputApprovers = "approvers"
	inputSelf      = "self_sign_off"
	inputNeeded    = "signatures"
	inputWait      = "wait_days"
	inputLanguage  = "language"
	inputNetworks  = "networks"
	inputAudience  = "audience"
	inputVoice     = "voice"
	inputBanned    = "banned"
)

// maxApprovers is how many people and roles one menu can choose.
const maxApprovers = 25

// fieldsOf are the fields of a profile that the form of a part shows, but for samples,
// which it adds to.
func fieldsOf(part string) []string {
	switch part {
	case copilot.SubApprovers:
		return []string{inputApprovers, inputSelf, inputNeeded, inputWait}
	case copilot.SubVoice:
		return []string{inputAudiences, inputTraits, inputLiked, "emoji", "address", "inclusive"}
	default:
		return []string{inputLanguage, inputNetworks, inputAudience, inputVoice, inputBanned}
	}
}

// openPart opens the form of a part of a channel's settings, for whoever may manage the
// server.
func (d *Door) openPart(ctx context.Context, s scene, part string) reply {
	if err := s.manages(); err != nil {
		return whispered(d.sentence(ctx, s.person, err))
	}
	var profile copilot.Profile
	err := d.Promptly(ctx, func(ctx context.Context) (err error) {
		profile, err = d.core.Profile(ctx, s.at)
		return err
	}, told)
	if err != nil {
		return whispered(d.sentence(ctx, s.person, slow(err)))
	}
	var inputs []component
	switch part {
	case copilot.SubApprovers:
		inputs = approverInputs(s.person.Locale, profile)
	case copilot.SubVoice:
		inputs = voiceInputs(s.person.Locale, profile)
	default:
		inputs = settingsInputs(s.person.Locale, profile)
	}
	title := chat.Short(catalogue.Say(s.person.Locale, "chat.settings", nil)+" #"+s.channelName(), maxFormTitle)
	id := strings.Join([]string{formOfSettings, part, copilot.FormOf(profile, fieldsOf(part)...).Seen}, "|")
	return reply{Type: replyModal, Data: modal{id, title, inputs}}
}

// retryAll has everything tried again that was given up in the server.
func (d *Door) retryAll(ctx context.Context, s scene) reply {
	var done string
	err := d.Promptly(ctx, func(ctx context.Context) (err error) {
		done, err = chat.Retried(ctx, d.core, s.person.Locale, s.at.Tenant())
		return err
	}, told)
	if err != nil {
		return whispered(d.sentence(ctx, s.person, slow(err)))
	}
	return whispered(done)
}

// channelName is the name of the channel, as far as the interaction tells.
func (s scene) channelName() string {
	if s.Channel == nil {
		return s.at.Channel
	}
	return s.Channel.Name
}

// manages refuses whoever may not manage the server at this moment.
func (s scene) manages() error {
	if s.Member.Permissions.has(manageServer) {
		return nil
	}
	return copilot.NewFault(copilot.FaultForbidden, "discord.fault.admin", nil, nil)
}

// approverInputs ask who may sign off.
func approverInputs(lang string, p copilot.Profile) []component {
	no, none := false, 0
	who := component{Type: componentMentionable, CustomID: inputApprovers, Required: &no, Min: &none, Max: maxApprovers}
	for _, a := range p.Approvers[:min(len(p.Approvers), maxApprovers)] {
		kind := "user"
		if a.Role {
			kind = "role"
		}
		who.Defaults = append(who.Defaults, selectDefault{a.ID, kind})
	}
	self := "no"
	if p.SelfSignOff {
		self = "yes"
	}
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	inputs := []component{
		label(say("discord.settings.approvers"), say("discord.settings.approvers.hint"), who),
		label(say("chat.settings.signatures"), say("chat.settings.signatures.hint"),
			requiredSelect(inputNeeded, copilot.SignaturesChoices(), fmt.Sprint(max(1, p.Signatures)))),
		label(say("chat.settings.self"), "", requiredSelect(inputSelf, []copilot.Choice{
			{Value: "no", Label: say("discord.settings.self.no")}, {Value: "yes", Label: say("chat.settings.self.yes")},
		}, self)),
		label(say("chat.settings.wait"), say("chat.settings.wait.hint"), textInput(inputWait, fmt.Sprint(p.WaitDays), false, false)),
	}
	if len(p.Steps) > 0 {
		steps := catalogue.Say(lang, "chat.settings.steps", catalogue.Args{"Steps": p.SayAuthority(lang)})
		inputs = append([]component{{Type: componentTextDisplay, Content: escape(chat.Short(steps, maxSteps))}}, inputs...)
	}
	return inputs
}

// maxSteps is how much of the steps of a sign-off a form shows.
const maxSteps = 1_500

// settingsInputs ask what else a channel tells the copilot about itself.
func settingsInputs(lang string, p copilot.Profile) []component {
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	var languages, networks []copilot.Choice
	for _, l := range []string{catalogue.English, catalogue.French} {
		languages = append(languages, copilot.Choice{Value: l, Label: say("language." + l)})
	}
	for _, n := range network.All() {
		networks = append(networks, copilot.Choice{Value: n.ID, Label: n.Name})
	}
	usual := ""
	if len(p.Networks) > 0 {
		usual = p.Networks[0]
	}
	audience, audienceFits := chat.Shown(p.Audience, maxInput)
	words, wordsFit := chat.Shown(p.Words, maxInput)
	banned, bannedFits := chat.ShownList(p.Banned, maxInput)
	return []component{
		label(say("discord.settings.language"), say("discord.settings.language.hint"), selectInput(inputLanguage, languages, p.Language)),
		label(say("chat.settings.network"), "", selectInput(inputNetworks, networks, usual)),
		label(say("chat.settings.audience"), hint(lang, audienceFits, ""), textInput(inputAudience, audience, false, false)),
		label(say("chat.settings.voice"), hint(lang, wordsFit, ""), textInput(inputVoice, words, true, false)),
		label(say("discord.settings.banned"), hint(lang, bannedFits, say("discord.settings.banned.hint")), textInput(inputBanned, banned, false, false)),
	}
}

// hint is what stands below an input: its own words, or that it has no room for what
// is kept.
func hint(lang string, whole bool, words string) string {
	if whole {
		return words
	}
	return catalogue.Say(lang, "chat.settings.noroom", nil)
}

// saveSettings keeps what was sent, and shows the open cards anew.
func (d *Door) saveSettings(ctx context.Context, s scene, part, seen string) reply {
	return d.outcome(ctx, s, func(ctx context.Context) (string, error) {
		k, err := d.core.Change(ctx, s.at, copilot.Form{Fields: fieldsOf(part), Seen: seen}, func(k *copilot.Known) (err error) {
			k.Profile, err = s.filled(k.Profile, part)
			return err
		})
		if err != nil {
			return "", err
		}
		d.Redraw(func(ctx context.Context) error { return d.core.Redraw(quietly(ctx), s.at) })
		return saved(s.person.Locale, part, k.Profile), nil
	}, whispered)
}

// saved says what a channel's settings are now, of the part that was sent.
func saved(lang, part string, p copilot.Profile) string {
	if part == copilot.SubApprovers {
		return chat.Saved(lang, p)
	}
	return catalogue.Say(lang, "discord.saved", nil)
}

// filled is a profile with what was sent of one part of it.
func (s scene) filled(p copilot.Profile, part string) (copilot.Profile, error) {
	answers := s.Data.answers()
	given := func(name string) string { return strings.TrimSpace(strings.Join(answers[name], "")) }
	switch part {
	case copilot.SubApprovers:
		var err error
		p.SelfSignOff = given(inputSelf) == "yes"
		if said, asked := answers[inputNeeded]; asked { // a form of the version before does not
			if p.Signatures, err = copilot.ReadSignatures(strings.Join(said, "")); err != nil {
				return p, err
			}
		}
		if said, asked := answers[inputWait]; asked {
			if p.WaitDays, err = copilot.ReadWaitDays(strings.Join(said, "")); err != nil {
				return p, err
			}
		}
		p.Approvers, err = s.chosen(answers[inputApprovers], p.Approvers)
		return p, err
	case copilot.SubVoice:
		return voiced(p, given, answers[inputManners])
	}
	p.Language, p.Audience = given(inputLanguage), chat.Replaced(p.Audience, given(inputAudience), maxInput)
	p.Words = chat.Replaced(p.Words, given(inputVoice), maxInput)
	p.Banned = chat.ReplacedList(p.Banned, given(inputBanned), maxInput)
	p.Networks = chat.Usual(p.Networks, given(inputNetworks))
	return p, nil
}

// chosen are the approvers that were picked: people who may sign off at all, and
// roles but the one that everybody has. What the menu could not offer stays.
func (s scene) chosen(ids []string, before []copilot.Approver) ([]copilot.Approver, error) {
	all := slices.Clone(before[min(len(before), maxApprovers):])
	for _, id := range ids {
		r, role := s.Data.Resolved.Roles[id]
		u, known := s.Data.Resolved.Users[id]
		m := s.Data.Resolved.Members[id]
		name := cmp.Or(m.Nick, u.name())
		switch {
		case role && id == s.Guild:
			return nil, copilot.NewFault(copilot.FaultInput, "discord.fault.everyone", nil, nil)
		case role:
			all = append(all, copilot.Approver{Role: true, ID: id, Name: "@" + r.Name})
		case !known || u.Bot || u.System:
			return nil, copilot.NewFault(copilot.FaultInput, "discord.fault.cannot_approve", catalogue.Args{"Name": name}, nil)
		default:
			all = append(all, copilot.Approver{ID: id, Name: name})
		}
	}
	return all, nil
}
