package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"

	"github.com/brouillon/brouillon/copilot/text"
)

// drafting makes the variants of a post out of one brief.
type drafting struct {
	brief
	phrases
	tone     string
	audience string // as it stands after "for"; "" if it does not
	layout   layout
	material material
	refused  []string // hashtags that were asked for and cannot be had
}

// variant opens, orders and closes the brief's statements in the way of one
// angle: each angle is a way to begin, not another degree of chance.
func (d drafting) variant(angle string) post {
	var p post
	switch angle {
	case "story":
		d.story(&p)
	case "question":
		d.question(&p)
	case "benefit":
		d.benefit(&p)
	case "invitation":
		d.invitation(&p)
	default:
		d.fact(&p)
	}
	p.untitle()
	if d.layout.greets {
		p.blocks = slices.Insert(p.blocks, 0, block{pieces: []piece{{d.say(nil, "greeting"), rankClose}}})
	}
	return p
}

// fact says the news first, then figures, then the rest.
func (d drafting) fact(p *post) {
	p.title = d.title()
	points := d.points(everything)
	slices.SortStableFunc(points, func(a, b piece) int { return b.rank/10 - a.rank/10 })
	d.body(p, piece{d.spark(d.news()), rankLead}, points)
	p.lines(d.calls())
}

// story sets the scene first: with what the brief says has happened, or with
// words that announce a tale.
func (d drafting) story(p *post) {
	hook, lead := d.opening("story")
	p.title = d.title(hook)
	p.add(false, d.hooked(hook))
	scene, rest := d.points(func(s statement) bool { return d.scene(s) }), d.points(func(s statement) bool { return everything(s) && !d.scene(s) })
	if len(scene) > 0 && hook != "" {
		p.add(false, scene...)
	} else {
		rest = d.points(everything)
	}
	d.body(p, piece{lead, rankLead}, rest)
	p.lines(d.calls())
	p.add(false, d.closing("story"))
}

// hooked is a hook as a piece. One that alone says when does not go.
func (d drafting) hooked(hook string) piece {
	if d.dates(hook) {
		return piece{d.decorated(hook), rankLead}
	}
	return piece{d.decorated(hook), rankHook}
}

// scene says whether a statement can come before the news: it has happened, and
// leans on nothing said before.
func (d drafting) scene(s statement) bool {
	return s.whole && !s.call && !d.core.past && !d.brief.sober && happened.MatchString(s.words) && !leaning.MatchString(s.words)
}

// question asks what the news answers.
func (d drafting) question(p *post) {
	hook, lead := d.opening("question")
	p.title = d.title(hook)
	p.add(false, d.hooked(hook))
	points := d.points(everything)
	if most := 5; len(points) > most {
		points = append(points[:most], slices.DeleteFunc(points[most:], func(q piece) bool { return !missed(q.words) })...)
	}
	p.add(false, append([]piece{{lead, rankLead}}, points...)...)
	p.lines(d.calls())
}

// benefit lists what readers have to know, or says it before the news.
func (d drafting) benefit(p *post) {
	p.title = d.title()
	items, points := d.items(), d.points(everything)
	switch {
	case d.core.split && d.core.governed() && !carried[d.core.act] && !d.foreign:
		p.add(true, slices.Concat([]piece{{d.header(), rankHeader}}, d.card(), items)...)
	case len(items) > 1:
		p.add(false, piece{d.news(), rankLead})
		p.add(true, append([]piece{{d.header(), rankHeader}}, items...)...)
	case len(points) == 1 && foremost(points[0].words) && (d.core.whole || d.core.form() != "bare"):
		p.add(false, piece{d.address(), rankHook})
		p.add(false, points[0], piece{d.plainNews(), rankLead})
	default:
		p.add(false, piece{d.address(), rankHook})
		p.add(false, append([]piece{{d.plainNews(), rankLead}}, points...)...)
	}
	p.lines(d.calls())
	p.add(false, d.closing("benefit"))
}

// foremost says whether a statement can come before the news it belongs to.
func foremost(s string) bool {
	return !clause(s) && !field.MatchString(s) && len(strings.Fields(s)) > 2
}

// card is the core as a list: what, when, where.
func (d drafting) card() []piece {
	c := d.core
	if c.after != "" && !located.MatchString(c.after) {
		c.topic, c.after = c.topic+" "+c.after, ""
	}
	list := []piece{d.field("what", inline(c.topic)), d.field("when", strings.TrimPrefix(strings.TrimPrefix(c.when.words, "on "), "le "))}
	if c.after != "" {
		list = append(list, d.field("where", c.after))
	}
	return list
}

// located begins a place.
var located = text.Lazily(`(?i)^(?:at|in|on|à|au|aux|chez|dans|\d|\p{Lu})`)

func (d drafting) field(label, value string) piece {
	label = catalogue.Say(d.brief.lang, "builtin.label."+label, nil)
	words := catalogue.Say(d.brief.lang, "builtin.field", catalogue.Args{"Label": label, "Value": bare(value)})
	return piece{typeset(d.phrases.lang, words), rankLead}
}

// invitation says first what to do.
func (d drafting) invitation(p *post) {
	hook, calls, points := d.hook("invitation"), d.calls(), d.points(everything)
	p.title = d.title(hook)
	switch {
	case hook != "":
		p.add(false, piece{d.decorated(d.spark(hook)), rankLead})
		p.add(false, points...)
		p.lines(calls)
	case len(calls) > 0 && !pointing(calls[0].words):
		p.lines(calls)
		d.body(p, piece{d.plainNews(), rankLead}, points)
	default:
		d.body(p, piece{d.spark(d.plainNews()), rankLead}, points)
		p.lines(calls)
	}
	if len(calls) == 0 || d.tone != "neutral" || hook == "" && pointing(calls[0].words) {
		p.add(false, d.closing("invitation"))
	}
}

// pointing says whether a call only says where something is, and of what has to be
// said before: "Full report: https://…".
func pointing(call string) bool {
	links := text.URLs(call)
	return field.MatchString(call) || len(links) > 0 && !calling.MatchString(call) && !hasDigit(call[:links[0].Start])
}

// body adds the lead with what belongs to it; statements with labels, when
// there are several, make a list.
func (d drafting) body(p *post, lead piece, points []piece) {
	labelled := func(q piece) bool { return field.MatchString(q.words) }
	fields := slices.DeleteFunc(slices.Clone(points), func(q piece) bool { return !labelled(q) })
	if len(fields) < 2 {
		p.add(false, append([]piece{lead}, points...)...)
		return
	}
	p.add(false, append([]piece{lead}, slices.DeleteFunc(slices.Clone(points), labelled)...)...)
	for i := range fields {
		fields[i].words = bare(fields[i].words)
	}
	p.add(true, fields...)
}

// title is a first line for networks that have one: an opening, the news, or
// what it is about.
func (d drafting) title(openings ...string) string {
	c := d.core
	subject := capital(inline(c.topic))
	if c.titled {
		return d.layout.titleOf(typeset(d.phrases.lang, subject))
	}
	telling := func(s string) bool {
		return hasDigit(s) || strings.Contains(s, typeset(d.phrases.lang, inline(c.topic)))
	}
	candidates := append(slices.DeleteFunc(openings, func(s string) bool { return !telling(s) }), d.news())
	if c.split && c.when.date != "" {
		candidates = append(candidates, typeset(d.phrases.lang, subject+colon(d.brief.lang)+c.when.date))
	}
	subject = typeset(d.phrases.lang, subject)
	return d.layout.titleOf(append(candidates, subject, beforeComma(subject))...)
}
