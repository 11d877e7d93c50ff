package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// channelPage is a channel, with one of its threads or what it says about itself
// beside it.
type channelPage struct {
	page
	Channel  channel
	Items    []item
	Earlier  int // how many to load to see older ones; 0: all are here
	Thread   *threadView
	Profile  copilot.Profile
	Composer composer

	Authority string // who signs off, where the names alone do not say it
	Facts     []copilot.Fact
	MoreFacts int // that are not among them
}

// threadView is an open thread.
type threadView struct {
	Root     item
	Items    []item
	Composer composer
}

// composer is the box to write in.
type composer struct {
	Viewer   viewer
	Key      string // for element ids
	Action   string
	Request  string // names the form, so that sending it twice is one request
	Text     string // kept after a refusal
	Sentence string // why it was refused
	Label    string
}

// firstLoad is how many messages of a channel a page loads, replies included.
const firstLoad = 2_000

// showChannel shows a channel, or one of its threads beside it.
func (s *Server) showChannel(w http.ResponseWriter, r *http.Request) {
	s.conversation(w, r, s.viewerOf(r), http.StatusOK, "", "")
}

// conversation renders the page; text and sentence come back to the composer
// that was refused.
func (s *Server) conversation(w http.ResponseWriter, r *http.Request, v viewer, status int, text, sentence string) {
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	p := channelPage{page: s.pageFor(r, v, "channel", c.ID, "#"+c.Name), Channel: c}
	if err := s.fill(r.Context(), &p, r.PathValue("thread"), atLeast(r.FormValue("last"), firstLoad)); err != nil {
		s.fail(w, r, v, err)
		return
	}
	refused := &p.Composer
	if p.Thread != nil {
		refused = &p.Thread.Composer
	}
	refused.Text, refused.Sentence = text, sentence
	s.render(w, r, status, v.Lang, "channel", p)
}

// fill loads the channel into the page.
func (s *Server) fill(ctx context.Context, p *channelPage, thread string, last int) error {
	all, err := s.chat.messages(ctx, p.Channel.ID, last)
	if err != nil {
		return copilot.NewFault(copilot.FaultStore, "web.fault.away", nil, err)
	}
	if len(all) == last {
		p.Earlier = 2 * last
	}
	replies := make(map[string][]message)
	var top []message
	for _, m := range all {
		if m.Thread == "" {
			top = append(top, m)
		} else {
			replies[m.Thread] = append(replies[m.Thread], m)
		}
	}
	v := p.Viewer
	p.Items = s.items(ctx, v, p.Channel, top, replies)
	p.Composer = newComposer(v, p.Channel, "", catalogue.Say(v.Lang, "web.composer.channel", catalogue.Args{"Channel": p.Channel.Name}))
	if thread == "" {
		s.about(ctx, p)
		return nil
	}
	return s.fillThread(ctx, p, thread, replies[thread])
}

func (s *Server) fillThread(ctx context.Context, p *channelPage, thread string, replies []message) error {
	root, err := s.chat.find(ctx, p.Channel.ID, thread)
	if errors.Is(err, copilot.ErrAbsent) || err == nil && (root.Thread != "" || root.Kind != said) {
		return copilot.NewFault(copilot.FaultAbsent, "web.fault.thread", nil, err)
	}
	if err != nil {
		return copilot.NewFault(copilot.FaultStore, "web.fault.away", nil, err)
	}
	p.Thread = &threadView{
		Root:     s.item(ctx, p.Viewer, p.Channel, root, replies),
		Items:    s.items(ctx, p.Viewer, p.Channel, replies, nil),
		Composer: newComposer(p.Viewer, p.Channel, thread, catalogue.Say(p.Viewer.Lang, "web.composer.thread", nil)),
	}
	if at := slices.IndexFunc(p.Items, func(it item) bool { return it.ID == thread }); at >= 0 {
		p.Items[at].Open = true
	}
	return nil
}

func newComposer(v viewer, c channel, thread, label string) composer {
	key := "channel"
	if thread != "" {
		key = "thread"
	}
	return composer{Viewer: v, Key: key, Action: pathTo(c.place(thread), ""), Request: newForm(), Label: label}
}

// atLeast reads a number from a form, no smaller than least and bounded.
func atLeast(value string, least int) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return least
	}
	return min(max(n, least), 20_000)
}
