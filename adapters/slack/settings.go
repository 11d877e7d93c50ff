package slack

import (
	"context"
	"slices"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
)

// Inputs of the settings of a channel.
const (
	inputPeople   = "approvers"
	inputGroups   = "groups"
	inputSelf     = "self_sign_off"
	inputLanguage = "language"
	inputNetworks = "networks"
	inputAudience = "audience"
	inputVoice    = "voice"
	inputTraits   = "traits"
	inputLiked    = "preferred"
	inputBanned   = "banned"
	inputEmoji    = "emoji"
	inputAddress  = "address"
	inputForms    = "inclusive"
)

// onlyApprovers is what to type after the command for that part alone.
const onlyApprovers = "approvers"

// openSettings opens a channel's settings, for administrators of the workspace.
// Whoever is mentioned after "approvers" is chosen already.
func (d *Door) openSettings(ctx context.Context, trigger string, p copilot.Person, at copilot.Place, typed string) error {
	lang, _ := d.glance(p)
	id, opened, err := d.chat.openView(ctx, trigger, notice(lang, catalogue.Say(lang, "chat.wait", nil)))
	if err != nil || !opened {
		return err
	}
	d.afterwards(ctx, p, at, func(ctx context.Context) error {
		v, err := d.settingsView(ctx, p, at, typed)
		if err != nil {
			v = notice(d.language(ctx, p), d.sentence(ctx, p, err))
		}
		return d.chat.updateView(ctx, id, v)
	})
	return nil
}

func (d *Door) settingsView(ctx context.Context, p copilot.Person, at copilot.Place, typed string) (slackgo.ModalViewRequest, error) {
	var none slackgo.ModalViewRequest
	if err := d.admin(ctx, p); err != nil {
		return none, err
	}
	profile, err := d.core.Profile(ctx, at)
	if err != nil {
		return none, err
	}
	groups, err := d.chat.groups.all(ctx, at.Workspace, p.ID)
	if err != nil {
		return none, err
	}
	users, mentioned := mentions(typed)
	f := form{Place: at}
	if word, _, _ := strings.Cut(typed, " "); strings.EqualFold(word, onlyApprovers) {
		f.Only = onlyApprovers
	}
	chosen := func(roles bool, also []string) []string {
		ids := slices.Clone(also)
		for _, a := range profile.Approvers {
			if a.Role == roles && !slices.Contains(ids, a.ID) {
				ids = append(ids, a.ID)
			}
		}
		return ids
	}
	s := settingsForm{lang: d.language(ctx, p), profile: profile, groups: groups, people: chosen(false, users), roles: chosen(true, mentioned)}
	s.channel = d.chat.channelName(ctx, at.Channel)
	return s.view(f), nil
}

// retryAll has everything tried again that was given up in the workspace, for its
// administrators.
func (d *Door) retryAll(ctx context.Context, p copilot.Person, at copilot.Place) reply {
	err := d.admin(ctx, p)
	if err == nil {
		var done string
		if done, err = chat.Retried(ctx, d.core, d.language(ctx, p), at.Tenant()); err == nil {
			return whispered(done)
		}
	}
	return whispered(d.sentence(ctx, p, err))
}

// admin refuses whoever does not administer the workspace.
func (d *Door) admin(ctx context.Context, p copilot.Person) error {
	m, err := d.chat.people.find(ctx, p.ID, authorityAge)
	if err != nil {
		return err
	}
	own, err := d.chat.installation(ctx)
	if err != nil {
		return err
	}
	if err := m.authority(own); err != nil {
		return err
	}
	if !m.admin {
		return copilot.NewFault(copilot.FaultForbidden, "slack.fault.admin", nil, nil)
	}
	return nil
}

// saveSettings keeps what was sent, if who sent it still administers, and shows
// the open cards anew.
func (d *Door) saveSettings(ctx context.Context, p copilot.Person, f form, v view) error {
	if err := d.admin(ctx, p); err != nil {
		return err
	}
	profile, err := d.core.Profile(ctx, f.Place)
	if err != nil {
		return err
	}
	if profile.Approvers, err = d.chosen(ctx, p, f.Place, v, profile.Approvers); err != nil {
		return err
	}
	said := func(name string) string { return strings.TrimSpace(v.State.Values[name][inputID].said()) }
	profile.SelfSignOff = len(v.State.Values[inputSelf][inputID].Options) > 0
	if f.Only == "" {
		profile.Language, profile.Audience = said(inputLanguage), chat.Replaced(profile.Audience, said(inputAudience), maxInput)
		profile.Voice = voiceOf(profile.Voice, said, func(name string) bool { _, ok := v.State.Values[name]; return ok })
		profile.Networks = chat.Usual(profile.Networks, said(inputNetworks))
	}
	if err := d.core.SetProfile(ctx, f.Place, profile); err != nil {
		return err
	}
	lang := d.language(ctx, p)
	d.tell(ctx, p, f.Place, chat.Saved(lang, profile))
	d.Redraw(func(ctx context.Context) error { return d.core.Redraw(ctx, f.Place) })
	return nil
}

// voiceOf is how a brand speaks after the form said so; samples are not in it, and a
// form that the version before opened asks for less.
func voiceOf(v copilot.Voice, said func(name string) string, asked func(name string) bool) copilot.Voice {
	v.Words = chat.Replaced(v.Words, said(inputVoice), maxInput)
	v.Banned = chat.ReplacedList(v.Banned, said(inputBanned), maxInput)
	if !asked(inputEmoji) {
		return v
	}
	v.Traits = chat.ReplacedList(v.Traits, said(inputTraits), maxInput)
	v.Preferred = chat.ReplacedList(v.Preferred, said(inputLiked), maxInput)
	v.Emoji, v.Address = check.Emoji(said(inputEmoji)), check.Address(said(inputAddress))
	v.Inclusive = check.Inclusive(said(inputForms))
	return v
}

// chosen are the approvers that were picked: people who may sign off at all, and
// groups; a group that the form could not offer stays what it was.
func (d *Door) chosen(ctx context.Context, by copilot.Person, at copilot.Place, v view, before []copilot.Approver) ([]copilot.Approver, error) {
	own, err := d.chat.installation(ctx)
	if err != nil {
		return nil, err
	}
	var all []copilot.Approver
	for _, id := range v.State.Values[inputPeople][inputID].Users {
		m, err := d.chat.people.find(ctx, id, authorityAge)
		if err != nil {
			return nil, err
		}
		if m.authority(own) != nil {
			return nil, copilot.NewFault(copilot.FaultInput, "slack.fault.cannot_approve", catalogue.Args{"Name": m.name, "Option": inputPeople}, nil)
		}
		all = append(all, copilot.Approver{ID: id, Name: m.name})
	}
	groups, err := d.chat.groups.all(ctx, at.Workspace, by.ID)
	if err != nil {
		return nil, err
	}
	offered := groups[:min(len(groups), maxOptions)]
	for _, a := range before {
		if a.Role && !slices.ContainsFunc(offered, func(g group) bool { return g.id == a.ID }) {
			all = append(all, a)
		}
	}
	for _, o := range v.State.Values[inputGroups][inputID].Options {
		for _, g := range offered {
			if g.id == o.Value {
				all = append(all, copilot.Approver{Role: true, ID: g.id, Name: g.name})
			}
		}
	}
	return all, nil
}
