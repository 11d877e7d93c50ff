package writers

import "unicode/utf8"

// again is the piece that takes back all pieces before it.
const again = "\f"

// pieces passes pieces on and knows whether a reader has any before them.
type pieces struct {
	pass  func(string)
	shown bool
	runes int // passed on in all, taken back or not
}

func follow(pass func(string)) *pieces {
	if pass == nil {
		pass = func(string) {}
	}
	return &pieces{pass: pass}
}

func (p *pieces) say(s string) {
	if s != again {
		p.runes += utf8.RuneCountInString(s)
	}
	p.shown = s != again && (p.shown || s != "")
	p.pass(s)
}

// takeBack clears what is shown, if anything is.
func (p *pieces) takeBack() {
	if p.shown {
		p.say(again)
	}
}
