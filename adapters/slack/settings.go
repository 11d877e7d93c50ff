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
	inputNeeded   = "signatures"
	inputWait     = "wait_days"
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

	inputAudiences = "audiences"
	inputSample    = "sample"
	inputDropped   = "dropped" // samples
	inputKeep      = "keep"
	inputRetain    = "retain"
)

// fields are those of a profile that the form shows, but for samples: the inputs have
// their names.
func (f form) fields() []string {
	who := []string{inputPeople, inputSelf, inputNeeded, inputWait}
	voice := []string{inputAudience, inputAudiences, inputVoice, inputTraits, inputLiked, inputBanned, inputEmoji, inputAddress, inputForms}
	switch f.Only {
	case copilot.SubApprovers:
		return who
	case copilot.SubVoice:
		return voice
	default:
		return append(append(who, inputLanguage, inputNetworks, inputKeep, inputRetain), voice...)
	}
}

// openSettings opens a channel's settings, or the part that is asked for, for
// administrators of the workspace. Whoever is mentioned in what was typed is chosen
// already.
func (d *Door) openSettings(ctx context.Context, trigger string, p copilot.Person, at copilot.Place, asked copilot.Setting, typed string) error {
	lang, _ := d.glance(p)
	id, opened, err := d.chat.openView(ctx, trigger, notice(lang, catalogue.Say(lang, "chat.wait", nil)))
	if err != nil || !opened {
		return err
	}
	d.afterwards(ctx, p, at, func(ctx context.Context) error {
		v, err := d.view(ctx, p, at, asked, typed)
		if err != nil {
			v = notice(d.language(ctx, p), d.sentence(ctx, p, err))
		}
		return d.chat.updateView(ctx, id, v)
	})
	return nil
}

// view is the form that is asked for; of the voice, what it says for whoever may not
// change it.
func (d *Door) view(ctx context.Context, p copilot.Person, at copilot.Place, asked copilot.Setting, typed string) (slackgo.ModalViewRequest, error) {
	lang, err := d.language(ctx, p), d.admin(ctx, p)
	switch {
	case err != nil && asked.Sub == copilot.SubVoice:
		return d.voiceNotice(ctx, p, at, asked)
	case err != nil:
		return slackgo.ModalViewRequest{}, err
	case asked.Sub == copilot.SubFacts:
		return factForm(lang, at), nil
	case asked.Sub == copilot.SubImport:
		return importForm(lang, at), nil
	}
	f := form{Place: at}
	if asked.Sub == copilot.SubApprovers || asked.Sub == copilot.SubVoice {
		f.Only = asked.Sub
	}
	return d.settingsView(ctx, p, f, typed)
}

func (d *Door) settingsView(ctx context.Context, p copilot.Person, f form, typed string) (slackgo.ModalViewRequest, error) {
	var none slackgo.ModalViewRequest
	at := f.Place
	profile, err := d.core.Profile(ctx, at)
	if err != nil {
		return none, err
	}
	f.Seen = copilot.FormOf(profile, f.fields()...).Seen
	groups, err := d.chat.groups.all(ctx, at.Workspace, p.ID)
	if err != nil {
		return none, err
	}
	users, mentioned := mentions(typed)
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
	return m.administers(own)
}

// saveSettings keeps what was sent, if who sent it still administers, and shows
// the open cards anew.
func (d *Door) saveSettings(ctx context.Context, p copilot.Person, f form, v view) error {
	if err := d.admin(ctx, p); err != nil {
		return err
	}
	k, err := d.core.Change(ctx, f.Place, copilot.Form{Fields: f.fields(), Seen: f.Seen}, func(k *copilot.Known) error {
		return d.fill(ctx, p, f, v, &k.Profile)
	})
	if err != nil {
		return err
	}
	d.tell(ctx, p, f.Place, chat.Saved(d.language(ctx, p), k.Profile))
	d.Redraw(func(ctx context.Context) error { return d.core.Redraw(ctx, f.Place) })
	return nil
}

// fill puts what was sent into a profile.
func (d *Door) fill(ctx context.Context, by copilot.Person, f form, v view, p *copilot.Profile) (err error) {
	said := func(name string) string { return strings.TrimSpace(v.State.Values[name][inputID].said()) }
	asked := func(name string) bool { _, ok := v.State.Values[name]; return ok }
	if f.Only != copilot.SubVoice {
		if p.Approvers, err = d.chosen(ctx, by, f.Place, v, p.Approvers); err != nil {
			return err
		}
		p.SelfSignOff = len(v.State.Values[inputSelf][inputID].Options) > 0
		if asked(inputNeeded) {
			if p.Signatures, err = copilot.ReadSignatures(said(inputNeeded)); err != nil {
				return err
			}
		}
		if asked(inputWait) {
			if p.WaitDays, err = copilot.ReadWaitDays(said(inputWait)); err != nil {
				return err
			}
		}
	}
	if f.Only == "" {
		p.Language, p.Networks = said(inputLanguage), chat.Usual(p.Networks, said(inputNetworks))
		if kept, ok := v.State.Values[inputKeep]; ok { // a form that the version before opened asks for less
			p.Keep = len(kept[inputID].Options) > 0
		}
		if asked(inputRetain) {
			if p.Retain, err = copilot.ReadRetain(said(inputRetain)); err != nil {
				return err
			}
		}
	}
	if f.Only == copilot.SubApprovers {
		return nil
	}
	p.Audience, p.Voice = chat.Replaced(p.Audience, said(inputAudience), maxInput), voiceOf(p.Voice, said, asked)
	if asked(inputAudiences) {
		p.Audiences, err = chat.ReplacedAudiences(p.Audiences, said(inputAudiences), maxInput)
	}
	var dropped []string
	for _, o := range v.State.Values[inputDropped][inputID].Options {
		dropped = append(dropped, o.Value)
	}
	p.Samples = chat.Sampled(p.Samples, said(inputSample), dropped)
	return err
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
