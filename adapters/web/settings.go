package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
)

// settingsPage is what a channel has told the copilot about itself.
type settingsPage struct {
	page
	Channel   channel
	Profile   copilot.Profile
	Facts     []copilot.Fact
	Networks  []tick
	Approvers []tick
	Emoji     []copilot.Choice
	Address   []copilot.Choice
	Inclusive []copilot.Choice
	Saved     bool
	Sentence  string     // why it was not saved
	Sent      url.Values // the form that was refused
	File      string     // that was pasted, and refused
	Seen      string     // what the form showed when it was opened, as the core knows it
}

// AudienceLines are the audiences as they are typed, or as they were sent in vain.
func (p settingsPage) AudienceLines() string {
	if p.Sent != nil {
		return p.Sent.Get("audiences")
	}
	return copilot.SayAudiences(p.Profile.Audiences)
}

// formFields are the fields that the form shows, but for samples, which it adds and drops
// one by one; the last ones are for managers.
func formFields(v viewer) []string {
	all := []string{
		"audience", "audiences", "language", "voice", "traits", "preferred", "banned", "emoji", "address", "inclusive",
		"networks", "hashtags", "retain", "approvers", "self_sign_off", "signatures", "wait_days",
	}
	if v.Manages() {
		return all
	}
	return all[:slices.Index(all, "approvers")]
}

// refused is what was sent and not saved: it stays on the page.
type refused struct {
	profile *copilot.Profile
	form    url.Values
	file    string
}

// Steps says in which steps the channel signs off; "" when it has none.
func (p settingsPage) Steps() string {
	if len(p.Profile.Steps) == 0 {
		return ""
	}
	return catalogue.Say(p.Viewer.Lang, "chat.settings.steps", catalogue.Args{"Steps": p.Profile.SayAuthority(p.Viewer.Lang)})
}

// DropsSample reports whether a sample that is kept was ticked, in vain, to be dropped.
func (p settingsPage) DropsSample(s copilot.Sample) bool { return drops(p.Sent, s) }

// DropsFact reports the same of a fact.
func (p settingsPage) DropsFact(id string) bool { return slices.Contains(p.Sent["drop"], id) }

// tick is a box to tick.
type tick struct {
	Value, Label, Detail string
	On                   bool
}

func (s *Server) showSettings(w http.ResponseWriter, r *http.Request) {
	s.settings(w, r, s.viewerOf(r), nil, refused{})
}

// settings shows the page; fault, unless nil, says why what was sent was not saved.
func (s *Server) settings(w http.ResponseWriter, r *http.Request, v viewer, fault *copilot.Fault, sent refused) {
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	p, status := settingsPage{Channel: c, Saved: r.URL.Query().Has("saved") && fault == nil, Sent: sent.form, File: sent.file}, http.StatusOK
	if fault != nil {
		p.Sentence, status = sentence(r, fault, v.Lang), statusOf(fault)
	}
	p.page = s.pageFor(r, v, "settings", c.ID, catalogue.Say(v.Lang, "web.settings.title", catalogue.Args{"Channel": c.Name}))
	people, err := s.chat.people.all(r.Context())
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	if p.Profile, err = s.core.Profile(r.Context(), c.place("")); err == nil {
		p.Facts, err = s.core.Facts(r.Context(), c.place(""))
	}
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	p.Seen = copilot.FormOf(p.Profile, formFields(v)...).Seen
	if sent.form != nil { // what stands in the fields is from when the form was opened
		p.Seen = sent.form.Get("seen")
	}
	if sent.profile != nil {
		kept := p.Profile.Samples
		p.Profile = *sent.profile
		p.Profile.Samples = kept
	}
	p.Networks, p.Approvers = networkTicks(p.Profile), approverTicks(v.Lang, p.Profile, people)
	p.Emoji, p.Address = choices(v.Lang, "emoji.", copilot.EmojiChoices()), choices(v.Lang, "address.", copilot.AddressChoices())
	p.Inclusive = choices(v.Lang, "inclusive.", copilot.InclusiveChoices())
	s.render(w, r, status, v.Lang, "settings", p)
}

// choices are values with their words of the catalogue.
func choices[T ~string](lang, prefix string, values []T) []copilot.Choice {
	all := make([]copilot.Choice, len(values))
	for i, v := range values {
		all[i] = copilot.Choice{Value: string(v), Label: catalogue.Say(lang, prefix+string(v), nil)}
	}
	return all
}

// networkTicks lists the channel's networks first, in its order, then the rest.
func networkTicks(p copilot.Profile) []tick {
	var on, off []tick
	for _, id := range p.Networks {
		if n, ok := network.Find(id); ok {
			on = append(on, tick{Value: n.ID, Label: n.Name, On: true})
		}
	}
	for _, n := range network.All() {
		if !slices.Contains(p.Networks, n.ID) {
			off = append(off, tick{Value: n.ID, Label: n.Name})
		}
	}
	return append(on, off...)
}

// approverTicks are who could sign off, and who may now though nobody knows them any more.
func approverTicks(lang string, p copilot.Profile, people []member) []tick {
	ticks := []tick{{
		Value: "role:" + RoleManager, Label: catalogue.Say(lang, "web.approver.managers", nil),
		On: slices.ContainsFunc(p.Approvers, func(a copilot.Approver) bool { return a.Role && a.ID == RoleManager }),
	}}
	known := map[string]bool{}
	for _, m := range people {
		known[m.ID] = true
		ticks = append(ticks, tick{
			Value: m.ID, Label: m.Name, Detail: m.detail(lang),
			On: slices.ContainsFunc(p.Approvers, func(a copilot.Approver) bool { return !a.Role && a.ID == m.ID }),
		})
	}
	for _, a := range p.Approvers {
		if !a.Role && !known[a.ID] {
			ticks = append(ticks, tick{Value: a.ID, Label: a.Name, Detail: catalogue.Say(lang, "web.approver.away", nil), On: true})
		}
	}
	return ticks
}

// detail is what stands beside a name that is to be chosen.
func (m member) detail(lang string) string {
	role := catalogue.Say(lang, "web.role."+m.Role, nil)
	if m.Detail == "" {
		return role
	}
	return m.Detail + " · " + role
}

// saveSettings keeps the form. Who signs off is for managers to change; what
// anybody else sends about it is left as it was.
func (s *Server) saveSettings(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	if sent, err := s.save(r.Context(), v, c, r.PostForm); err != nil {
		s.settings(w, r, v, s.fault(r, err), refused{profile: sent, form: r.PostForm})
		return
	}
	http.Redirect(w, r, pathTo(c.place(""), "")+"/settings?saved=1", http.StatusSeeOther)
}

// save keeps a form, or nothing of it when something does not fit or somebody else
// changed the same meanwhile; what was sent is returned, once it could be read.
func (s *Server) save(ctx context.Context, v viewer, c channel, form map[string][]string) (*copilot.Profile, error) {
	if !v.Changes() {
		return nil, errNotManager()
	}
	people, err := s.chat.people.all(ctx)
	if err != nil {
		return nil, err
	}
	fact, wrong := readFact(v, form, s.now())
	var sent *copilot.Profile
	_, err = s.core.Change(ctx, c.place(""), copilot.Form{Fields: formFields(v), Seen: first(form["seen"])}, func(k *copilot.Known) error {
		p, err := readProfile(form, k.Profile)
		if v.Manages() {
			p.Approvers, p.SelfSignOff = readApprovers(v.Lang, form["approver"], people, k.Profile.Approvers), first(form["self"]) != ""
		}
		var miscounted error
		if _, asked := form["retain"]; asked {
			p.Retain, miscounted = copilot.ReadRetain(first(form["retain"]))
		}
		if _, asked := form["signatures"]; asked && v.Manages() && miscounted == nil {
			p.Signatures, miscounted = copilot.ReadSignatures(first(form["signatures"]))
		}
		if _, asked := form["wait_days"]; asked && v.Manages() && miscounted == nil {
			p.WaitDays, miscounted = copilot.ReadWaitDays(first(form["wait_days"]))
		}
		sent, k.Profile = &p, p
		if err := cmp.Or(err, miscounted, wrong); err != nil {
			return err
		}
		return changeFacts(k, form["drop"], fact, s.now())
	})
	return sent, err
}

// changeFacts drops facts and adds one, unless it is empty. They are dropped first: that
// makes room, and what is added may say the same.
func changeFacts(k *copilot.Known, dropped []string, added copilot.Fact, now time.Time) error {
	for _, id := range dropped {
		k.Drop(id)
	}
	if added.Text == "" {
		return added.Check()
	}
	return k.Add(added, now)
}
