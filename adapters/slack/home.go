package slack

import (
	"cmp"
	"context"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
)

// The Home shows what waits for a signature in the channels its reader is in.
const (
	maxWaiting    = 12  // drafts: a Home has at most 100 blocks
	maxExcerpt    = 300 // runes of each
	chooseChannel = "home.channel"
)

// openHome shows somebody's Home.
func (d *Door) openHome(ctx context.Context, e event, at copilot.Place) error {
	if e.Tab != "home" {
		return nil
	}
	return d.showHome(ctx, copilot.Person{Platform: Platform, ID: id(e.User)}, at.Workspace)
}

func (d *Door) showHome(ctx context.Context, p copilot.Person, workspace string) error {
	m, err := d.chat.people.find(ctx, p.ID, authorityAge)
	if err != nil {
		return err
	}
	own, err := d.chat.installation(ctx)
	if err != nil {
		return err
	}
	here := copilot.Place{Platform: Platform, Workspace: workspace}
	resident := m.authority(own) == nil && d.core.Admit(ctx, here, p) == nil
	h := homeView{lang: cmp.Or(m.locale, d.Locale), admin: m.admin && resident, prefix: d.prefix}
	if resident {
		if h.waiting, h.more, err = d.waiting(ctx, p, copilot.Tenant{Platform: Platform, Workspace: workspace}, h.lang); err != nil {
			return err
		}
	}
	return d.chat.api.patiently(ctx, func() error {
		_, err := d.chat.api.PublishViewContext(ctx, slackgo.PublishViewContextRequest{UserID: p.ID, View: h.request()})
		return err
	})
}

// waiting are the drafts that wait in the channels the person is in, and how many
// more there are.
func (d *Door) waiting(ctx context.Context, p copilot.Person, t copilot.Tenant, lang string) (all []entry, more int, err error) {
	names := map[string]string{}
	err = d.chat.rooms.each(ctx, t.Workspace, p.ID, func(c slackgo.Channel) bool {
		names[c.ID] = c.Name
		return true
	})
	if err != nil {
		return nil, 0, err
	}
	base, err := d.chat.home(ctx)
	if err != nil {
		return nil, 0, err
	}
	open, err := d.core.Drafts(ctx, copilot.Filter{Tenant: t, States: []copilot.State{copilot.Pending}, Limit: 200, For: p})
	if err != nil {
		return nil, 0, err
	}
	for _, draft := range open {
		name, in := names[draft.Place.Channel]
		switch {
		case !in || draft.Private:
			continue
		case len(all) == maxWaiting:
			more++
			continue
		}
		card, err := d.core.Card(ctx, draft.Ref(), 0, lang)
		if err != nil {
			continue // withdrawn and forgotten meanwhile
		}
		e := entry{draft: draft, card: card, channel: name}
		if message, err := d.core.Shown(ctx, draft); err == nil {
			if p, err := readPost(message); err == nil {
				e.link = permalinkTo(base, p.channel, p.ts[0], draft.Place.Thread)
			}
		}
		all = append(all, e)
	}
	return all, more, nil
}

// homeAction does what was chosen on the Home.
func (d *Door) homeAction(ctx context.Context, i interaction) reply {
	if i.Actions[0].ID != chooseChannel || i.Actions[0].Channel == "" {
		return nil // a link
	}
	at := copilot.Place{Platform: Platform, Workspace: i.workspace(), Channel: i.Actions[0].Channel}
	err := d.core.Admit(ctx, at, i.person())
	if err == nil {
		err = d.openSettings(ctx, i.Trigger, i.person(), at, copilot.Setting{}, "")
	}
	if err != nil {
		return d.tell(ctx, i.person(), at, d.sentence(ctx, i.person(), err))
	}
	return nil
}
