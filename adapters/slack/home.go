package slack

import (
	"cmp"
	"context"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// The Home shows what waits for a signature in the channels its reader is in.
const (
	maxWaiting    = 12  // drafts: a Home has at most 100 blocks
	maxExcerpt    = 300 // runes of each
	chooseChannel = "home.channel"
)

// entry is a draft of the queue.
type entry struct {
	draft   copilot.Draft
	card    copilot.Card
	channel string // its name
	link    string // to the message that shows it, "" for none
}

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
	h := homeView{lang: cmp.Or(m.locale, d.locale), admin: m.admin && m.authority(workspace) == nil, prefix: d.prefix}
	if m.authority(workspace) == nil {
		if h.waiting, h.more, err = d.waiting(ctx, p, copilot.Tenant{Platform: Platform, Workspace: workspace}, h.lang); err != nil {
			return err
		}
	}
	return patiently(ctx, func() error {
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
	if err := d.openSettings(ctx, i.Trigger, i.person(), at, ""); err != nil {
		return d.tell(ctx, i.person(), at, d.sentence(ctx, i.person(), err))
	}
	return nil
}

// homeView lays the Home out.
type homeView struct {
	lang    string
	admin   bool
	prefix  string
	waiting []entry
	more    int
}

func (h homeView) say(key string, args catalogue.Args) string {
	return catalogue.Say(h.lang, key, args)
}

func (h homeView) request() slackgo.HomeTabViewRequest {
	blocks := []slackgo.Block{
		slackgo.NewHeaderBlock(plainText(h.say("slack.home.title", nil), maxHeader)),
		section(escape(h.say("slack.home.how", catalogue.Args{"Commands": commands("/" + h.prefix)}))),
	}
	if len(h.waiting) == 0 {
		blocks = append(blocks, section(escape(h.say("slack.home.nothing", nil))))
	}
	for _, e := range h.waiting {
		blocks = append(blocks, h.entry(e)...)
	}
	if h.more > 0 {
		blocks = append(blocks, contextBlock(h.say("slack.home.more", catalogue.Args{"Count": h.more})))
	}
	if h.admin {
		choose := slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeConversations, plainText(h.say("slack.home.choose", nil), 150), chooseChannel)
		choose.Filter = &slackgo.SelectBlockElementFilter{Include: []string{"public", "private"}, ExcludeBotUsers: true}
		blocks = append(blocks, slackgo.NewDividerBlock(),
			slackgo.NewSectionBlock(verbatim("*"+escape(h.say("slack.home.settings", nil))+"*"), nil, slackgo.NewAccessory(choose)))
	}
	return slackgo.HomeTabViewRequest{Type: slackgo.VTHomeTab, Blocks: slackgo.Blocks{BlockSet: blocks}}
}

// commands lists what can be asked, as it is typed.
func commands(prefix string) string {
	var all []string
	for _, c := range copilot.Table() {
		if !c.Settings {
			all = append(all, prefix+c.Name)
		}
	}
	return strings.Join(all, ", ")
}

// entry is one draft: label, what and where, how it begins, and a link to it.
func (h homeView) entry(e entry) []slackgo.Block {
	r := renderer{card: e.card, label: labelOf(e.card), lang: h.lang}
	heading := ""
	excerpt := ""
	for _, b := range e.card.Blocks() {
		switch {
		case b.Kind == copilot.BlockHeading:
			heading = b.Text
		case excerpt != "":
		case b.Kind == copilot.BlockText:
			excerpt = b.Text
		case b.Kind == copilot.BlockPoints || b.Kind == copilot.BlockHashtags:
			excerpt = strings.Join(texts(b.Items), " ")
		}
	}
	said := "*" + escape(heading) + "*  #" + escape(e.channel)
	blocks := append([]slackgo.Block{slackgo.NewDividerBlock()}, r.labelUnit().blocks...)
	head := section(said)
	if e.link != "" {
		open := slackgo.NewButtonBlockElement("home.open."+e.draft.ID, "", plainText(h.say("slack.home.open", nil), maxButton))
		open.URL = e.link
		head.Accessory = slackgo.NewAccessory(open)
	}
	blocks = append(blocks, head, quote(text.Cut(excerpt, maxExcerpt), 0, nil))
	return append(blocks, contextBlock(metaOf(e.card)))
}

func metaOf(c copilot.Card) string {
	for _, b := range c.Blocks() {
		if b.Kind == copilot.BlockMeta {
			return b.Text
		}
	}
	return "…"
}
