package builtin

import (
	"sync"

	"github.com/brouillon/brouillon/copilot/text"
)

const (
	monthsEN = `(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)`
	daysEN   = `(?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)`
	numberEN = `\d{1,2}(?:st|nd|rd|th)?`
	clockEN  = `(?:\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?)|\d{1,2}[:.]\d\d|noon|midnight)`
	dateEN   = `(?:(?:` + daysEN + `,?\s+)?(?:the\s+)?` + numberEN + `(?:\s*(?:-|–|to|and|&)\s*` + numberEN + `)?(?:\s+of)?\s+` + monthsEN + `\b(?:,?\s+20\d\d)?|` +
		`(?:` + daysEN + `,?\s+)?` + monthsEN + `\s+` + numberEN + `(?:\s*(?:-|–|to|and|&)\s*` + numberEN + `)?\b(?:,?\s+20\d\d)?|` +
		`(?:this|next|last|every|each)\s+(?:` + daysEN + `|` + monthsEN + `|week(?:end)?|month|year|spring|summer|autumn|fall|winter|morning|afternoon|evening)\b|` +
		daysEN + `\b(?:\s+(?:morning|afternoon|evening|night))?|` +
		`(?:today|tonight|tomorrow|yesterday)\b(?:\s+(?:morning|afternoon|evening|night))?|` +
		`20\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|` +
		`the end of (?:the (?:week|month|year)|` + monthsEN + `)|` + monthsEN + `(?:\s+20\d\d)?\b)`
)

var calendarEN = sync.OnceValue(func() calendar {
	form := `(?i)(?:^|[^\pL\d])((?:(on|from|starting(?:\s+(?:on|from))?|as of|until|till|through|up to|by|before|after|since|in|between)\s+)?(` +
		dateEN + `)(?:\s+(?:to|until|and|-|–)\s+` + dateEN + `)?(?:,?\s+(?:(?:at|from|before|between)\s+)?` + clockEN +
		`(?:\s*(?:-|–|to|until|and)\s*` + clockEN + `)?)?)`
	return calendar{
		form: text.Lazily(form),
		spans: []preposition{
			{"from", onward},
			{"starting", onward},
			{"as of", onward},
			{"until", upto},
			{"till", upto},
			{"through", upto},
			{"up to", upto},
			{"by", upto},
			{"before", upto},
			{"after", behind},
			{"since", behind},
		},
		on: "on ",
	}
})
