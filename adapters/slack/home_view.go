package slack

import (
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// entry is a draft of the queue.
type entry struct {
	draft   copilot.Draft
	card    copilot.Card
	channel string // its name
	link    string // to the message that shows it, "" for none
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
		section(escape(h.say("slack.home.how", catalogue.Args{"Commands": strings.Join(chat.Commands("/"+h.prefix), ", ")}))),
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

// entry is one draft: label, what and where, how it begins, and a link to it.
func (h homeView) entry(e entry) []slackgo.Block {
	r := renderer{card: e.card, label: chat.LabelOf(e.card), lang: h.lang}
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
			excerpt = strings.Join(chat.Texts(b.Items), " ")
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
