package web

import (
	"context"
	"slices"

	"github.com/brouillon/brouillon/copilot"
)

// mostFacts is how many facts stand beside a conversation; the settings have all.
const mostFacts = 8

// about loads what the channel says about itself into the page; a store that is away
// costs it that only.
func (s *Server) about(ctx context.Context, p *channelPage) {
	at := p.Channel.place("")
	profile, err := s.core.Profile(ctx, at)
	if err != nil {
		s.log.WarnContext(ctx, "workbench: profile", "channel", p.Channel.ID, "error", err)
		return
	}
	p.Profile, p.Authority = profile, s.authority(profile, p.Viewer.Lang)
	facts, err := s.core.Facts(ctx, at)
	if err != nil {
		s.log.WarnContext(ctx, "workbench: facts", "channel", p.Channel.ID, "error", err)
	}
	p.Facts = facts[:min(len(facts), mostFacts)]
	p.MoreFacts = len(facts) - len(p.Facts)
}

// authority says in a sentence who signs off, with steps, with how many signatures, or
// with somebody who may in place of another; "" where the approvers' names say all.
func (s *Server) authority(p copilot.Profile, lang string) string {
	now := s.now()
	p.Delegations = slices.DeleteFunc(slices.Clone(p.Delegations), func(d copilot.Delegation) bool { return !now.Before(d.Until) })
	if len(p.Steps) == 0 && len(p.Delegations) == 0 && p.Signatures < 2 {
		return ""
	}
	return p.SayAuthority(lang)
}
