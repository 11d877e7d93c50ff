package builtin

import "sync"

// Whom a post speaks to, as the object of a verb and after "à".
const (
	whomFR = `(?:(?:tous |toutes |l['’]ensemble de )?(?:nos|notre|les|la|le|l['’])\s*(?:chers\s+|chères\s+)?[\pL’'-]+|tout le monde)`
	toFR   = `(?:(?:à|aux|au)\s+(?:(?:tous |toutes )?(?:nos|notre|les|la|le|l['’])\s*|toute\s+la\s+)?[\pL’'-]+(?:\s+le\s+monde)?)`
)

const mediumFR = `(?:(?:une?|le|la|l['’]|des|deux|trois|\d)\s*)?` +
	`(?:(?:court|courte|petit|petite|bref|brève|nouveau|nouvelle|beau|belle|joli|jolie|chouette|super)\s+)*` +
	`(posts?|tweets?|publications?|messages?|annonces?|newsletters?|infolettres?|e-?mails?|mails?|courriels?|légendes?|articles?|` +
	`billets?|textes?|stor(?:y|ies)|communiqués?|fils?|threads?|contenus?|rappels?|invitations?|offre d['’]emploi|truc|` +
	`quelque chose|mot|remerciements?)` +
	`(?:\s+(?:très\s+)?(?:courte?s?|NET|de blog|chaleureu(?:x|se)|sympa|sobre|fun|percutante?|dynamique|professionnel(?:le)?|` +
	`formel(?:le)?|ludique|neutre|direct|enthousiaste|d['’]excuses?|de remerciements?|d['’]invitation|de rappel|d['’]annonce|` +
	`de recrutement|interne|de presse)(?:\s*,|\s+et)?)*`

var ordersFR = sync.OnceValue(func() orders {
	tail := `(?:\s+(?:pour|sur|à publier sur)\s+(?:notre\s+page\s+|notre\s+compte\s+|notre\s+|le\s+|la\s+page\s+)?NET)?` +
		`(?:\s+(?:pour|à destination de|à l['’]attention de|destinée?s?|adressée?s?)\s+(?:à\s+)?(?:nos|tous nos|toute la)\s+[\pL’'-]+)?`
	link := `(?:(?:\s+[\pL’'-]+){0,2}\s*:\s+|\s*(?:\s(?:sur|pour|au sujet (?:de|du|des|d['’])|à propos (?:de|du|des|d['’])|concernant|autour (?:de|du|des|d['’])|` +
		`à l['’]occasion (?:de|du|des|d['’])|afin de|afin d['’]|` +
		`qui|disant que|disant qu['’]|de|d['’])\s*|[:–—,-]\s*))`
	verb := `(?:r[ée]dige[rz]?|[ée]cri(?:s|re|vez)|fai(?:s|re|tes)|pr[ée]pare[rz]?|cr[ée]e[rz]?|propose[rz]?|compose[rz]?|` +
		`pond(?:s|re)|produi(?:s|re|sez)|publie[rz]?|poste[rz]?|g[ée]n[èée]re[rz]?|imagine[rz]?|mets|mettre|une?\s|envoie|envoyer)` +
		`(?:-(?:moi|nous))?\s*` + mediumFR
	return orders{
		polite: pattern(`(?:(?:bonjour|salut|hello|coucou|hey|yo)[ ,!]+)?(?:(?:urgent|asap|alors)[ ,:!]+)*(?:(?:stp|svp|s['’]il (?:te|vous) pla[iî]t)[, ]+)?` +
			`(?:est-ce que\s+)?(?:(?:peux-tu|pourrais-tu|tu peux|t['’ ]?peux|peux tu|tu pourrais|pouvez-vous|pourriez-vous|vous pouvez|vous pourriez|merci de|il faut|il faudrait|` +
			`j['’]aimerais|je voudrais|je veux|on voudrait|nous voudrions|on aimerait|j['’]ai besoin (?:de |d['’])|` +
			`on a besoin (?:de |d['’])|besoin (?:de |d['’])|aide-moi à|aidez-nous à|aide-nous à|objectif\s*:|but\s*:)\s*(?:m['’]|me |nous )?)?` +
			`(?:(?:stp|svp|s['’]il (?:te|vous) pla[iî]t)[, ]+)?`),
		naming: pattern(verb + tail + `\s+`),
		asks: pattern(verb + tail + link + `|` +
			`(?:NET\s*[:–—,-]\s+)?(?:un\s+)?(?:petit\s+)?(posts?|tweets?|publication|légende|newsletter|infolettre|annonce|story|message|article de blog|billet de blog|article|billet|communiqué)` +
			`(?:\s+(?:NET|court))*(?:\s+(?:pour|sur)\s+NET\s*[:,–—-]\s*|\s+(?:pour|sur|dans)\s+(?:le|la|notre)\s+(?:serveur|canal|groupe|page|communauté|site|salon)\s*:\s*|\s+(?:sur|pour|pr)\s+|\s*:\s*)|` +
			`(?:une?\s+|notre\s+)?(?:courte\s+|petite\s+)?(?:réponse|mise au point|déclaration)(?:\s+(?:publique|officielle|courte))*(?:\s+` + toFR + `(?:\s+[\pL’'-]+)?)?[\s\x{00A0}]*:\s+`),
		kinds: map[string]act{
			"rappel": reminding, "invit": inviting, "remerci": thanking, "offre d": recruiting,
			"annonce": announcing,
		},
		verbs: verbsFR(),
	}
})

func verbsFR() []order {
	list := []struct {
		act  act
		form string
		keep bool
	}{
		{act: announcing, form: `(?:annon(?:ce|cer|cez|çons|cent|çant)|d[ée]voile[rz]?|r[ée]v[èée]le[rz]?)\s+(?:` + toFR + `\s+)?(?:que\s+|qu['’])`},
		{act: announcing, form: `(?:l['’])?annonce\s+(?:de\s+|du\s+|des\s+|d['’])`},
		{act: announcing, form: `(?:annon(?:ce|cer|cez|çons|cent|çant)|d[ée]voile[rz]?|r[ée]v[èée]le[rz]?)\s+(?:(?:` + toFR + `|(?:sur|dans)\s+(?:le|la|notre)\s*[\pL]+)\s+(?::\s+)?)?`},
		{act: reminding, form: `rappel(?:le|er|ez|lez|ons|ant)\s+(?:` + toFR + `\s+)?(?:que\s+|qu['’])`},
		{act: reminding, form: `rappel(?:le|er|ez|lez|ons|ant)\s+(?:` + toFR + `\s+)?(?:de\s+|d['’])`},
		{act: reminding, form: `rappel(?:le|er|ez|lez|ons|ant)\s+(?:` + toFR + `\s+)?`},
		{act: inviting, form: `(?:demand(?:e|er|ez)|propos(?:e|er|ez)|encourag(?:e|er|ez)|di(?:s|re|tes))\s+(?:` + toFR + `|` + whomFR + `)\s+(?:de\s+|d['’]|à\s+)`},
		{act: reminding, form: `(?:un\s+)?(?:petit\s+|dernier\s+|bref\s+)?rappel\s*(?:que\s|qu['’]|de\s|du\s|d['’]|:)\s*`},
		{act: inviting, form: `(?:invit(?:e|er|ez|ons|ant)|convie[rz]?)\s+(?:` + whomFR + `\s+)?(?:à\s+venir\s+)?`},
		{act: telling, form: `(?:di(?:s|re|tes|sant)|inform(?:e|er|ez)|pr[ée]vien(?:s|t)|pr[ée]veni[rz]|expliqu(?:e|er|ez)|signal(?:e|er|ez)|` +
			`pr[ée]cis(?:e|er|ez)|indiqu(?:e|er|ez)|fai(?:s|re|tes)\s+savoir|partag(?:e|er|ez)|mentionn(?:e|er|ez))\s+` +
			`(?:(?:` + toFR + `|` + whomFR + `)\s+)?(?:que\s+|qu['’])`},
		{act: announcing, form: `(?:inform(?:e|er|ez)|pr[ée]vien(?:s|t)|pr[ée]veni[rz])\s+(?:` + whomFR + `\s+)?(?:de\s+|d['’]|du\s+|des\s+)`},
		{act: explaining, form: `(?:expliqu(?:e|er|ez)|montr(?:e|er|ez)|dire)\s+(?:` + toFR + `\s+)?(?:comment|pourquoi|quand|où)\b`, keep: true},
		{act: thanking, form: `(?:remerci(?:e|er|ez|ons|ant)|dire\s+merci\s+à|dis\s+merci\s+à)\s+`},
		{act: praising, form: `f[ée]licit(?:e|er|ez|ons|ant)\s+`},
		{act: celebrating, form: `(?:c[ée]l[èée]br(?:e|er|ez|ons|ant)|f[êe]t(?:e|er|ez|ons|ant))\s+`},
		{act: welcoming, form: `souhait(?:e|er|ez|ons|ant)\s+la\s+bienvenue\s+`},
		{act: recruiting, form: `(?:recrut(?:e|er|ez)|embauch(?:e|er|ez))\s+`},
		{act: apologising, form: `(?:(?:s['’]|nous\s+)excuser|présent(?:e|er|ez)\s+(?:nos|des|ses)\s+excuses|faire\s+(?:nos|des)\s+excuses)\s+` +
			`(?:` + toFR + `\s+)?`},
		{act: wishing, form: `souhait(?:e|er|ez|ant)\s+`},
		{act: promoting, form: `(?:promouvoir|promeus|(?:fais|faire|faites)\s+(?:la\s+)?(?:promo(?:tion)?|pub(?:licité)?)\s+(?:de|d['’]|du|des)|` +
			`met(?:s|tre|tez|tons)?\s+en\s+(?:avant|valeur)|valoris(?:e|er|ez)|teas(?:e|er))\s*`},
		{act: presenting, form: `pr[ée]sent(?:e|er|ez|ons|ant)\s+(?:` + toFR + `\s+)?`},
		{act: discussing, form: `(?:parl(?:e|er|ez|ant)|communiqu(?:e|er|ez))\s+(?:de\s+|d['’]|sur\s+|du\s+|des\s+)`},
		{act: discussing, form: `(?:partag(?:e|er|ez)|racont(?:e|er|ez)|d[ée]cri(?:s|re|vez)|[ée]voqu(?:e|er|ez))\s+`},
		{act: askingAround, form: `demand(?:e|er|ez)\s+` + toFR + `\s+`},
	}
	verbs := make([]order, len(list))
	for i, v := range list {
		verbs[i] = order{v.act, pattern(v.form), v.keep, false}
	}
	return verbs
}
