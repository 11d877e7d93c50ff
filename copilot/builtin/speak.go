package builtin

import (
	"cmp"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"

	"github.com/brouillon/brouillon/copilot/text"
)

// form is how a core can be built into a sentence: part of catalogue keys.
func (c core) form() string {
	switch {
	case c.whole:
		return "whole"
	case (c.act == inviting || c.act == reminding) && !c.governed() && infinitive(c.words):
		return "do"
	case carried[c.act]:
		return "carried"
	case !c.governed(), c.act == marking:
		return "bare"
	case !c.split || c.when.span == behind:
		return "plain"
	default:
		return map[span]string{point: "dated", onward: "onward", upto: "upto"}[c.when.span]
	}
}

// governed says whether the core can stand after a preposition. A capital says
// nothing of that at the beginning of a brief, only after an order.
func (c core) governed() bool { return determined(c.words) || c.ordered && governed(c.words) }

// carried are the acts whose phrase carries any words the brief gave them.
var carried = map[act]bool{
	thanking: true, praising: true, welcoming: true, apologising: true, wishing: true,
	celebrating: true, askingAround: true,
}

// news is the sentence that says it.
func (d drafting) news() string {
	c := d.core
	form := c.form()
	if d.foreign || c.titled || c.act == explaining || form == "whole" && c.act != reminding {
		return d.finish(c.sentence())
	}
	act := "news." + string(c.act) + "."
	said := ""
	if form == "bare" || form == "do" || form == "whole" {
		said = d.say(d.args(), act+form)
	} else {
		said = d.say(d.args(), act+form, act+"plain", "news."+form)
	}
	return d.finish(cmp.Or(said, c.sentence()))
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

// opening is how an angle begins, and the news after it. An opening that tells
// the news already takes its place.
func (d drafting) opening(angle string) (hook, lead string) {
	hook, lead = d.hook(angle), d.plainNews()
	if hook == "" || d.foreign {
		return hook, lead
	}
	c := d.core
	tells := strings.Contains(hook, typeset(d.phrases.lang, inline(c.words))) && !c.whole
	switch {
	case tells && len(d.brief.points) > 0:
		return "", hook
	case tells:
		return d.say(nil, "hook."+angle+".bare"), lead
	case d.dates(hook) && c.governed():
		about := capital(inline(c.topic))
		if c.after != "" {
			about += ", " + c.after
		}
		return hook, d.finish(about)
	default:
		return hook, lead
	}
}

// dates says whether a hook has said already when it is.
func (d drafting) dates(hook string) bool {
	when := strings.TrimPrefix(typeset(d.phrases.lang, d.core.when.words), "on ")
	return d.core.split && strings.Contains(hook, when)
}

// hook opens a variant; "" if the angle has none for such a brief.
func (d drafting) hook(angle string) string {
	if d.foreign {
		return d.say(nil, "hook."+angle+".foreign")
	}
	c, form, key := d.core, d.core.form(), "hook."+angle
	switch {
	case d.brief.sober:
		return d.say(nil, key+".sober")
	case d.tone == "direct" && angle == "story":
		return ""
	case angle == "invitation" && (form == "whole" || form == "bare" || uninviting[c.act] && form != "dated"):
		return ""
	}
	manner := key + "." + d.tone
	if c.past {
		manner = key + ".past"
	} else if form == "bare" && c.when.span == point && hasDigit(c.when.date) {
		form = "dated"
	}
	return d.say(d.args(), key+"."+string(c.act)+"."+form, key+"."+string(c.act), manner, key+"."+form, key)
}

// uninviting are the acts that nobody is invited to.
var uninviting = map[act]bool{telling: true, reminding: true, wishing: true, apologising: true, marking: true}

// address speaks to an audience where there is no list to set under its name.
func (d drafting) address() string {
	if d.foreign || carried[d.core.act] || d.brief.sober {
		return ""
	}
	if d.audience != "" {
		return d.say(catalogue.Args{"Audience": d.audience}, "address.audience")
	}
	return d.say(nil, "address")
}

// header stands above a list.
func (d drafting) header() string {
	if d.audience != "" && !d.foreign && !carried[d.core.act] {
		return d.say(catalogue.Args{"Audience": d.audience}, "header.audience")
	}
	return d.say(nil, "header")
}

// closing is how a tone takes leave.
func (d drafting) closing(angle string) piece {
	key := "close." + d.tone
	switch {
	case d.brief.sober:
		return piece{d.say(nil, key+".sober"), rankClose}
	case d.core.when.span == point && !d.brief.over && !d.core.whole:
		return piece{d.say(nil, key+"."+angle, key+".event", key), rankClose}
	default:
		return piece{d.say(nil, key+"."+angle, key), rankClose}
	}
}

// spark gives an enthusiastic lead its exclamation mark.
func (d drafting) spark(s string) string {
	if d.tone != "enthusiastic" || d.brief.sober || !strings.HasSuffix(s, ".") || strings.HasSuffix(s, "..") {
		return s
	}
	return typeset(d.phrases.lang, strings.TrimSuffix(s, ".")+"!")
}

// signs are emoji that say nothing a brief has not said.
var signs = map[act]string{
	thanking: "🙏", praising: "👏", celebrating: "🎉", welcoming: "👋", recruiting: "🔎", inviting: "📅",
	reminding: "⏰", explaining: "💡", askingAround: "💬",
}

// decorated adds one emoji, where tone, brief and channel allow it.
func (d drafting) decorated(s string) string {
	if s == "" || !d.emoji || d.brief.sober || d.layout.titled || d.tone != "playful" && d.tone != "enthusiastic" {
		return s
	}
	sign, ok := signs[d.core.act]
	if !ok {
		sign = "✨"
		if d.core.split && d.core.when.span == point && !d.brief.over {
			sign = "📅"
		}
	}
	return s + " " + sign
}

// finish sets a sentence.
func (d drafting) finish(s string) string { return typeset(d.phrases.lang, finished(s)) }

// leaning matches what needs something said before it.
var leaning = text.Lazily(`(?i)^(?:he|she|it|they|this|these|that|those|his|her|its|their|together|also|then|but|and|so|which|there|` +
	`il|elle|ils|elles|ce|c['’]|cela|ça|cette|ces|son|sa|ses|leur|leurs|ensemble|aussi|puis|mais|et|donc|celui|celle|lui|y|en)(?:\s|$|['’])`)
