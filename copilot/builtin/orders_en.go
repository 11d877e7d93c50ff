package builtin

import "sync"

// whom is the addressee of an order, which the post itself speaks to.
const whomEN = `(?:people|everyone|everybody|them|users|customers|clients|members|followers|subscribers|readers|students|` +
	`volunteers|staff|fans|all|the (?:[\w’'-]+ ){0,1}?(?:community|team|press|public|world|neighbou?rs|parents|audience|server|group|channel|list|guild)|` +
	`(?:our|all our|all|my) (?:[\w’'-]+ ){0,2}?[\w’'-]+)`

const mediumEN = `(?:(?:an?|the|some|one|two|three|another|\d)\s+)?` +
	`(?:(?:very\s+)?(?:short|quick|small|little|nice|fun|funny|friendly|warm|formal|playful|enthusiastic|catchy|punchy|engaging|` +
	`social media|social|new|brief|long|simple|company|internal|corporate|public|cheerful|light|professional|direct|neutral)` +
	`\s*,?\s+(?:and\s+)?)*(?:NET\s+)?` +
	`(posts?|tweets?|updates?|messages?|announcements?|newsletters?|e-?mails?|captions?|threads?|articles?|blog posts?|blogs?|` +
	`copy|text|note|story|stories|piece|content|(?:something|smth|smthg|sth)(?: (?:really |very |super )?(?:nice|short|quick|fun|funny|cool|sweet|good|small|catchy|warm|friendly|simple|special|kind))*|teaser|reminder|invitation|invite|thank[- ]you(?: (?:post|note|message))?|` +
	`press release|(?:press )?statement|job ad|ad|apology)`

var ordersEN = sync.OnceValue(func() orders {
	tail := `(?:\s+(?:for|on)\s+(?:our\s+|the\s+)?NET(?:\s+(?:page|account|channel|feed))?)?` +
		`(?:\s+(?:for|to|aimed at)\s+` + whomEN + `)?`
	link := `(?:(?:\s+[\w’'-]+){0,2}\s*:\s+|\s*(?:\s(?:about|on|regarding|concerning|around|for|saying|telling|to)\s+|[:–—,-]\s*|\s(?:that|which)\s+))`
	verb := `(?:write|draft|create|make|prepare|compose|craft|do|produce|put together|generate|give me|send out|send|` +
		`post|publish|share|tweet|need|an?\s)\s*(?:me |us )?` + mediumEN
	return orders{
		polite: pattern(`(?:(?:hi|hello|hey|hiya|yo)(?: (?:all|there|team))?[,! ]+)?(?:(?:so|ok|okay|quick one|urgent|asap)[,:! ]+)*(?:(?:please|pls|plz|kindly)[, ]+)?` +
			`(?:(?:can|could|would|will|cd|cld) (?:you|u|ya) (?:please |pls |plz |just |maybe )?|i(?:['’]d| would) like (?:you )?to |i (?:want|need) (?:you )?to |` +
			`i(?:['’]d| would) like |i need |i want |we (?:need|want|have) (?:you )?to |we need |we want |we(?:['’]d| would) like (?:you )?to |help (?:me|us) (?:to )?)?(?:(?:please|pls|plz) )?`),
		naming: pattern(verb + tail + `\s+`),
		asks: pattern(verb + tail + link + `|` +
			`(?:a\s+)?(?:short\s+|quick\s+)?(?:NET\s+)?(posts?|tweets?|captions?|newsletters?|blog posts?|announcements?)` +
			`(?:\s+(?:for|on)\s+(?:our\s+)?NET\s*[:,–—-]\s*|\s+(?:about|to)\s+|\s*:\s*|\s+for\s+)|` +
			`(?:an?\s+|our\s+)?(?:short\s+|quick\s+|public\s+|official\s+)*(?:reply|response|answer|statement)(?:\s+(?:to|for)\s+(?:the\s+|our\s+|all\s+)*[\w’'-]+(?:\s+[\w’'-]+)?)?\s*:\s+`),
		kinds: map[string]act{
			"reminder": reminding, "invit": inviting, "thank": thanking, "job ad": recruiting,
			"apology": apologising, "announcement": announcing, "teaser": promoting,
		},
		verbs: verbsEN(),
	}
})

func verbsEN() []order {
	list := []struct {
		act  act
		form string
		keep bool
		det  bool
	}{
		{act: announcing, form: `(?:announc(?:e|es|ing)|unveil|reveal|publici[sz]e)\s+(?:to ` + whomEN + `\s+)?(?:that\s+|the news (?:that|of|about)\s+)?`},
		{act: announcing, form: `(?:share|spread)\s+the news\s+(?:that|of|about)\s+`},
		{act: reminding, form: `remind(?:ing)?\s+` + whomEN + `\s+(?:that|of|about|to)\s+`},
		{act: inviting, form: `invit(?:e|ing)\s+` + whomEN + `\s+(?:to|for)\s+`},
		{act: inviting, form: `invit(?:e|ing)\s+(?:to|for)\s+`},
		{act: inviting, form: `(?:ask|encourag(?:e|ing)|urg(?:e|ing))\s+` + whomEN + `\s+to\s+`},
		{act: reminding, form: `(?:an?\s+)?(?:quick\s+|friendly\s+|gentle\s+|little\s+|small\s+|last\s+)?reminder\s*(?:that\s|about\s|of\s|:)\s*`},
		{act: telling, form: `(?:tell|inform|let)\s+` + whomEN + `\s+(?:know\s+)?(?:that|about|of)\s+`},
		{act: telling, form: `(?:tell|inform|let)\s+` + whomEN + `\s+(?:know\s+)?`},
		{act: telling, form: `(?:say|state|mention|communicate|explain|share|note|stress|emphasi[sz]e)\s+that\s+`},
		{act: telling, form: `the fact that\s+`},
		{act: explaining, form: `(?:explain|describe|show|share|about)\s+(?:to ` + whomEN + `\s+)?(?:how|why|what|when|where)\b`, keep: true},
		{act: thanking, form: `(?:thank|thanking)\s+(?:you\s+to\s+)`},
		{act: thanking, form: `thank(?:ing)?\s+`},
		{act: praising, form: `congratulat(?:e|ing)\s+`},
		{act: celebrating, form: `celebrat(?:e|ing)\s+`},
		{act: welcoming, form: `welcom(?:e|ing)\s+`},
		{act: recruiting, form: `(?:recruit|hire|hiring|recruiting)\s+`},
		{act: apologising, form: `apologi[sz](?:e|ing)\s+(?:to ` + whomEN + `\s+)?`},
		{act: wishing, form: `wish(?:ing)?\s+`},
		{act: promoting, form: `(?:promot(?:e|ing)|advertis(?:e|ing))\s+`},
		{act: promoting, form: `(?:highlight(?:ing)?|showcas(?:e|ing)|spotlight(?:ing)?|push|tease|featur(?:e|ing))\s+`, det: true},
		{act: presenting, form: `introduc(?:e|ing)\s+`},
		{act: presenting, form: `present(?:ing)?\s+`, det: true},
		{act: discussing, form: `(?:talk|speak|communicate)\s+about\s+`},
		{act: discussing, form: `(?:share|describe|explain|cover|discuss)\s+`, det: true},
		{act: askingAround, form: `ask\s+` + whomEN + `\s+`},
	}
	verbs := make([]order, len(list))
	for i, v := range list {
		verbs[i] = order{v.act, pattern(v.form), v.keep, v.det}
	}
	return verbs
}
