package builtin

import "github.com/brouillon/brouillon/copilot/text"

var (
	// sober matches what no emoji or exclamation mark should stand beside.
	sober = text.Lazily(`(?i)\b(?:(?:water|power|gas) cut|emergenc\w+|outage|incident|downtime|breach|clos(?:ure|ing down|ed)|shut(?:ting)? down|delay(?:s|ed)?|cancel(?:led|lation|ed|s)?|` +
		`postpon(?:e|ed|ing|ement)|recall(?:ed|s)?|sorry|apolog\w+|died|death|passed away|mourn\w*|condolences?|funeral|strike|layoffs?|redundanc\w+|` +
		`bankruptcy|accident|injur\w+|war|fire|flood|victims?|harassment|bug|(?:is|are|been|est|sont) down|disrupt(?:ed|ions?)|vulnerabilit\w+|maintenance|refund(?:s|ed)?|price (?:increase|rise)s?|(?:increase|rise) in prices?|statement|complaints?|` +
		`panne|incident|coupures?|urgences?|fermeture|fermée?s?|fermera|fermeront|retards?|annul\pL+|report\w* (?:du|de|des|d)|reportée?s?|rappel de produits?|désolée?s?|excuses?|` +
		`décès|décédée?|deuil|condoléances|obsèques|disparition|grève|licenciements?|faillite|accident|blessée?s?|guerre|incendie|inondations?|victimes?|` +
		`harcèlement|faille|maintenance|rembours\pL+|(?:hausse|augmentation)s? des? (?:prix|tarifs|loyers)|plaintes?|indisponib\w*|perturb\pL+|interruptions?)` + wordEnd)
	// happened matches what is over.
	happened = text.Lazily(`(?i)\b(?:was|were|has been|have been|yesterday|last (?:week|month|year|night|\w+day)|raised|collected|passed|reached|won|just|` +
		`after|thanks to|finish(?:ed|ing)|completed|hier|(?:a|ont|avons)\s+\pL+(?:é|is|it|ert|u)e?s?|dernière?|a été|ont été|a dépassé|avons|a reçu|a remporté|après|grâce à|vient de|venons de)` + wordEnd)
)
