package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// drafting makes the variants of a post out of one brief.
type drafting struct {
	brief
	phrases
	tone     string
	audience string // as it stands after "for"; "" if it does not
	layout   layout
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
	if d.layout.greets {
		p.blocks = slices.Insert(p.blocks, 0, block{pieces: []piece{{d.say(nil, "greeting"), rankClose}}})
	}
	return p
}

// fact says the news first, then figures, then the rest.
func (d drafting) fact(p *post) {
	news := d.news()
	p.title = d.layout.titleOf(news)
	points := d.points(func(s statement) bool { return !s.call })
	slices.SortStableFunc(points, func(a, b piece) int { return b.rank/10 - a.rank/10 })
	d.body(p, piece{d.spark(news), rankLead}, points)
	p.add(false, d.calls()...)
}

// story sets the scene first: what the brief says without figures, or else
// words that announce a tale.
func (d drafting) story(p *post) {
	scene := d.points(func(s statement) bool { return !s.call && s.whole && !hasDigit(s.words) })
	rest := d.points(func(s statement) bool { return !s.call && !(s.whole && !hasDigit(s.words)) })
	hook := d.hook("story")
	p.title = d.layout.titleOf(hook, d.plainNews())
	p.add(false, piece{d.decorated(hook), rankHook})
	if d.core.past || len(scene) == 0 {
		d.body(p, piece{d.plainNews(), rankLead}, append(scene, rest...))
	} else {
		p.add(false, scene...)
		d.body(p, piece{d.plainNews(), rankLead}, rest)
	}
	p.add(false, append(d.calls(), d.closing("story"))...)
}

// question asks what the news answers.
func (d drafting) question(p *post) {
	hook := d.hook("question")
	p.title = d.layout.titleOf(hook, d.plainNews())
	p.add(false, piece{d.decorated(hook), rankHook})
	points := d.points(func(s statement) bool { return !s.call })
	p.add(false, piece{d.plainNews(), rankLead})
	if most := 3; len(points) > most {
		points = points[:most]
	}
	p.add(false, points...)
	p.add(false, d.calls()...)
}

// benefit lists what readers have to know.
func (d drafting) benefit(p *post) {
	items := d.items()
	header := d.header()
	switch {
	case len(items) > 1:
		p.title = d.layout.titleOf(d.plainNews())
		p.add(false, piece{d.plainNews(), rankLead})
		p.add(true, append([]piece{{header, rankHeader}}, items...)...)
	case d.core.split && governed(d.core.topic):
		p.title = d.layout.titleOf(d.plainNews())
		p.add(true, append([]piece{{header, rankHeader}}, append(d.card(), items...)...)...)
	default:
		p.title = d.layout.titleOf(d.plainNews())
		p.add(false, append([]piece{{d.plainHeader(), rankHook}}, piece{d.plainNews(), rankLead})...)
		p.add(false, d.points(func(s statement) bool { return !s.call })...)
	}
	p.add(false, append(d.calls(), d.closing("benefit"))...)
}

// card is the core as a list: what, when.
func (d drafting) card() []piece {
	field := func(label, value string) piece {
		return piece{typeset(d.phrases.lang, catalogue.Say(d.brief.lang, "builtin.field", catalogue.Args{
			"Label": catalogue.Say(d.brief.lang, "builtin.label."+label, nil), "Value": value})), rankLead}
	}
	list := []piece{field("what", bare(inline(d.core.topic))), field("when", undated(d.core.when.words))}
	if d.core.after != "" {
		list = append(list, field("where", d.core.after))
	}
	return list
}

// undated is a time as it stands after a colon.
func undated(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "on "), "le ") }

// invitation says first what to do.
func (d drafting) invitation(p *post) {
	hook, calls := d.hook("invitation"), d.calls()
	points := d.points(func(s statement) bool { return !s.call })
	p.title = d.layout.titleOf(d.plainNews())
	switch {
	case hook != "":
		p.title = d.layout.titleOf(hook, d.plainNews())
		p.add(false, piece{d.decorated(d.spark(hook)), rankLead})
		p.add(false, points...)
		p.add(false, calls...)
	case len(calls) > 0:
		p.add(false, calls...)
		d.body(p, piece{d.plainNews(), rankLead}, points)
	default:
		d.body(p, piece{d.spark(d.plainNews()), rankLead}, points)
	}
	p.add(false, d.closing("invitation"))
}

// body adds the lead with what belongs to it; statements with labels, when
// there are several, make a list.
func (d drafting) body(p *post, lead piece, points []piece) {
	fields := slices.DeleteFunc(slices.Clone(points), func(q piece) bool { return !field.MatchString(q.words) })
	if len(fields) < 2 {
		p.add(false, append([]piece{lead}, points...)...)
		return
	}
	p.add(false, append([]piece{lead}, slices.DeleteFunc(slices.Clone(points), func(q piece) bool { return field.MatchString(q.words) })...)...)
	for i := range fields {
		fields[i].words = bare(fields[i].words)
	}
	p.add(true, fields...)
}
