package builtin

import (
	"cmp"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// form is how a core can be built into a sentence: part of catalogue keys.
func (c core) form() string {
	switch {
	case c.whole:
		return "whole"
	case c.act == inviting && !governed(c.words) && infinitive(c.words):
		return "do"
	case c.act == reminding && !governed(c.words) && infinitive(c.words):
		return "do"
	case !governed(c.words) && !carried[c.act]:
		return "bare"
	case !c.split || c.when.span == behind:
		return "plain"
	default:
		return map[span]string{point: "dated", onward: "onward", upto: "upto"}[c.when.span]
	}
}

// carried are the acts whose phrase carries any words the brief gave them.
var carried = map[act]bool{inviting: true, thanking: true, praising: true, welcoming: true, apologising: true, wishing: true,
	celebrating: true, askingAround: true}

// news is the sentence that says it.
func (d drafting) news() string {
	c := d.core
	if d.foreign || c.act == explaining {
		return d.finish(c.sentence())
	}
	form := c.form()
	if form == "whole" && c.act != reminding {
		return d.finish(c.sentence())
	}
	args := d.args()
	if form == "bare" {
		return d.finish(cmp.Or(d.say(args, "news."+string(c.act)+".bare"), c.sentence()))
	}
	said := d.say(args, "news."+string(c.act)+"."+form, "news."+string(c.act)+".plain", "news."+form)
	if said == "" {
		return d.finish(c.sentence())
	}
	return d.finish(said)
}

// plainNews is the news as the brief has it where that is a sentence, else as
// news does.
func (d drafting) plainNews() string {
	if d.core.whole {
		return d.finish(d.core.sentence())
	}
	return d.news()
}

func (d drafting) args() catalogue.Args {
	args := d.core.args(d.brief.lang)
	args["Sentence"] = d.core.sentence()
	if d.brief.lang == catalogue.French {
		return args
	}
	switch d.core.act {
	case welcoming:
		args["To"] = args["Words"]
	case inviting:
		args["To"] = "for " + inline(d.core.words)
	}
	return args
}

// hook opens a variant; "" if the angle has none for such a brief.
func (d drafting) hook(angle string) string {
	if d.foreign {
		return d.say(nil, "hook."+angle+".foreign")
	}
	c, form := d.core, d.core.form()
	key := "hook." + angle
	switch {
	case d.brief.sober:
		return d.say(d.args(), key+".sober")
	case d.tone == "direct" && angle == "story", angle == "invitation" && !inviteTo[c.act] && form != "dated":
		return ""
	}
	manner := key + "." + d.tone
	if c.past {
		manner = key + ".past"
	}
	return d.say(d.args(), key+"."+string(c.act)+"."+form, key+"."+string(c.act), manner, key+"."+form, key)
}

// inviteTo are the acts that one can be invited to whatever their form.
var inviteTo = map[act]bool{announcing: true, presenting: true, promoting: true, discussing: true, inviting: true, thanking: true,
	praising: true, celebrating: true, welcoming: true, recruiting: true, explaining: true, askingAround: true}

// header stands above a list.
func (d drafting) header() string {
	if d.audience != "" && !d.foreign {
		return d.say(catalogue.Args{"Audience": d.audience}, "header.audience")
	}
	return d.say(nil, "header")
}

// plainHeader opens a benefit without a list.
func (d drafting) plainHeader() string {
	if d.audience != "" && !d.foreign {
		return d.say(catalogue.Args{"Audience": d.audience}, "lead.audience")
	}
	return ""
}

// closing is how a tone takes leave.
func (d drafting) closing(angle string) piece {
	if d.brief.sober && d.tone != "formal" && d.tone != "warm" {
		return piece{}
	}
	key := "close." + d.tone
	event := key + ".none"
	if d.core.when.span == point && !d.core.past && !d.core.whole && !d.brief.sober {
		event = key + ".event"
	}
	if d.brief.sober {
		key += ".sober"
	}
	return piece{d.say(nil, key+"."+angle, event, key), rankClose}
}

// spark gives an enthusiastic lead its exclamation mark.
func (d drafting) spark(s string) string {
	if d.tone != "enthusiastic" || d.brief.sober || !strings.HasSuffix(s, ".") {
		return s
	}
	return typeset(d.phrases.lang, strings.TrimSuffix(s, ".")+"!")
}

// signs are emoji that say nothing a brief has not said.
var signs = map[act]string{thanking: "🙏", praising: "👏", celebrating: "🎉", welcoming: "👋", recruiting: "🔎", inviting: "📅",
	reminding: "⏰", explaining: "💡", askingAround: "💬"}

// decorated adds one emoji, where tone, brief and channel allow it.
func (d drafting) decorated(s string) string {
	if s == "" || !d.emoji || d.brief.sober || d.layout.titled || d.tone != "playful" && d.tone != "enthusiastic" {
		return s
	}
	sign, ok := signs[d.core.act]
	if !ok {
		sign = "✨"
		if d.core.when.span == point && !d.core.past {
			sign = "📅"
		}
	}
	return s + " " + sign
}

// finish sets a sentence.
func (d drafting) finish(s string) string { return typeset(d.phrases.lang, finished(s)) }
