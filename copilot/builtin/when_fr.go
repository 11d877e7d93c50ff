package builtin

import (
	"sync"

	"github.com/brouillon/brouillon/copilot/text"
)

const (
	monthsFR = `(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre)`
	daysFR   = `(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?)`
	numberFR = `(?:\d{1,2}|1er)`
	clockFR  = `(?:\d{1,2}\s?h(?:\s?\d\d)?|midi|minuit|\d{1,2}:\d\d)`
	dateFR   = `(?:(?:` + daysFR + `\s+)?` + numberFR + `(?:\s*(?:-|–|au|et|&)\s*` + numberFR + `)?\s+` + monthsFR + `(?:\s+20\d\d)?|` +
		`(?:ce|cet|cette)\s+(?:` + daysFR + `|week-end|mois|semaine|printemps|été|automne|hiver|soir|matin|après-midi|année)|` +
		daysFR + `(?:\s+(?:prochain|dernier|soir|matin|après-midi))?|` +
		`(?:la semaine|le mois|l['’]année)\s+(?:prochaine?|dernière|dernier)|` +
		`(?:demain|aujourd['’]hui|hier)(?:\s+(?:soir|matin|après-midi))?|` +
		`la fin (?:du mois|de la semaine|de l['’]année)|` +
		`\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:(?:début|fin|mi-)\s*)?` + monthsFR + `(?:\s+20\d\d)?)\b`
)

var calendarFR = sync.OnceValue(func() calendar {
	form := `(?i)(?:^|[^\pL\d])((?:(le|les|du|au|jusqu['’]au|jusqu['’]à|à partir du|à partir de|à compter du|dès le|dès|depuis le|depuis|` +
		`avant le|avant|après le|après|d['’]ici le|d['’]ici au|d['’]ici|en|entre le)\s+)?(` +
		dateFR + `)(?:\s+(?:au|et le)\s+` + dateFR + `)?(?:,?\s+(?:(?:de|entre)\s+` + clockFR + `\s*(?:-|–|à|et)\s*` + clockFR + `|(?:(?:à|dès|vers|avant|à partir de)\s+)?` + clockFR +
		`(?:\s*(?:-|–|à|et)\s*` + clockFR + `)?))?)`
	return calendar{
		form: text.Lazily(form),
		spans: []preposition{
			{"à partir", onward},
			{"à compter", onward},
			{"dès", onward},
			{"jusqu", upto},
			{"au", upto},
			{"avant", upto},
			{"d'ici", upto},
			{"d’ici", upto},
			{"depuis", behind},
			{"après", behind},
		},
		on: "le ",
	}
})
