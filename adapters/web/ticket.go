package web

import (
	"encoding/base64"
	"errors"
	"net/url"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// ticketLasts is for how long a link to plots opens them.
const ticketLasts = time.Hour

// ticket is what a link to plots says: of what, to whom, and until when. It gives nobody a
// right; whether they have it is looked at whenever it is opened.
type ticket struct {
	Platform  string `json:"p"`
	Workspace string `json:"w"`
	Channel   string `json:"c"`
	Person    string `json:"u"`
	Locale    string `json:"l"`
	Whole     bool   `json:"a,omitempty"` // those of all channels together, too
	Days      int    `json:"d"`
	Until     int64  `json:"t"` // in seconds since 1970
}

func (t ticket) place() copilot.Place {
	return copilot.Place{Platform: t.Platform, Workspace: t.Workspace, Channel: t.Channel}
}

func (t ticket) person() copilot.Person {
	return copilot.Person{Platform: t.Platform, ID: t.Person, Locale: t.Locale}
}

// reader names whom a ticket is for, wherever they look.
func (t ticket) reader() string { return "reader " + t.Platform + " " + t.Person }

// ticketPurpose is what tickets are sealed to.
const ticketPurpose = "ticket"

// Link is where somebody sees the figures of a place drawn over so many days, for
// ticketLasts, if they still may then, as far as the chat has said; with whole those of all channels, too. It is theirs
// alone: whoever is told it sees the same. "" where there is none.
func (p *Plots) Link(at copilot.Place, by copilot.Person, whole bool, days int) string {
	sealed, err := p.seal.close(ticket{
		at.Platform, at.Workspace, at.Channel, by.ID, catalogue.Base(by.Locale), whole, days, p.now().Add(ticketLasts).Unix(),
	}, ticketPurpose)
	if err != nil {
		p.log.Error("plots: no link is made", "error", err)
		return ""
	}
	return p.public.Scheme + "://" + p.public.Host + p.path(base64.RawURLEncoding.EncodeToString(sealed))
}

// path is where a ticket is shown.
func (p *Plots) path(said string) string { return p.root + "/" + url.PathEscape(said) }

// errOver is of a ticket whose time is over.
var errOver = errors.New("the ticket is over")

// read opens a ticket: errUnsealed for what is none of ours, and errOver.
func (p *Plots) read(said string) (ticket, error) {
	var t ticket
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(said)
	if err != nil {
		return t, errUnsealed
	}
	if err := p.seal.open(sealed, ticketPurpose, &t); err != nil {
		return t, err
	}
	if !p.now().Before(time.Unix(t.Until, 0)) {
		return t, errOver
	}
	return t, nil
}
