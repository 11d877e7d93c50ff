package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// auditPage is the record over all drafts, newest first.
type auditPage struct {
	page
	Channel, Person, Act string // what the filters are set to
	Acts                 []string
	Verdict              copilot.Verification
	Rows                 []auditRow
	People               []member
	Newer                bool   // it does not begin at the end of the record
	Next                 string // address of the page that follows; "" when none does
}

// auditRow is one entry.
type auditRow struct {
	copilot.ListedEntry
	Channel channel
	Heading string // of the draft
	Address string // of the person, where somebody else goes by their name
}

// acts are what can be on record, in the order of a draft's life.
var acts = []string{
	"drafted", "shared", "revised", "edited", "source_edited", "source_deleted", string(copilot.RequestChanges),
	string(copilot.Approve), string(copilot.Reject), string(copilot.Withdraw), "refused", "erased",
}

// showAudit shows the entries that the filters choose, and what became of the last
// verification.
func (s *Server) showAudit(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	p := auditPage{
		page: s.pageFor(r, v, "audit", "", catalogue.Say(v.Lang, "web.audit.title", nil)),
		Acts: acts, Newer: r.FormValue("before") != "",
	}
	people, err := s.chat.people.all(r.Context())
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	p.People = slices.Clone(people)
	f := p.filter(r)
	f.For = v.Person()
	entries, next, err := s.core.Entries(r.Context(), f)
	if err == nil {
		p.Verdict, err = s.verdict.last(r.Context(), s.core)
	}
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	called := namesakesOf(p.People)
	for i, m := range p.People {
		p.People[i].Detail = called.address(m.ID, m.Name)
	}
	for _, e := range entries {
		row := rowOf(e, v.Lang)
		row.Address = called.address(e.Person.ID, e.Person.Name)
		p.Rows = append(p.Rows, row)
	}
	if next > 0 {
		p.Next = "/audit?" + url.Values{
			"channel": {p.Channel}, "person": {p.Person}, "act": {p.Act}, "before": {strconv.Itoa(next)},
		}.Encode()
	}
	s.render(w, r, http.StatusOK, v.Lang, "audit", p)
}

// filter reads what the filters are set to.
func (p *auditPage) filter(r *http.Request) copilot.EntryFilter {
	f := copilot.EntryFilter{Tenant: Tenant()}
	if c, ok := findChannel(r.FormValue("channel")); ok {
		p.Channel, f.Channel = c.ID, c.ID
	}
	if id := r.FormValue("person"); slices.ContainsFunc(p.People, func(m member) bool { return m.ID == id }) {
		p.Person, f.Person = id, id
	}
	if act := r.FormValue("act"); slices.Contains(acts, act) {
		p.Act, f.Act = act, act
	}
	f.Before, _ = strconv.Atoi(r.FormValue("before")) // what is no number is the end
	return f
}

// namesakes are people by the name they go by.
type namesakes map[string][]member

func namesakesOf(people []member) namesakes {
	all := namesakes{}
	for _, m := range people {
		name := strings.ToLower(m.Name)
		all[name] = append(all[name], m)
	}
	return all
}

// address is that of somebody whose name another goes by as well; "" for everybody else.
func (n namesakes) address(id, name string) string {
	address, others := "", false
	for _, m := range n[strings.ToLower(name)] {
		if m.ID == id {
			address = m.Detail
		} else {
			others = true
		}
	}
	if !others {
		return ""
	}
	return cmp.Or(address, id)
}

func rowOf(e copilot.ListedEntry, lang string) auditRow {
	row := auditRow{ListedEntry: e}
	row.Channel, _ = findChannel(e.About.Place.Channel)
	if e.About.ID != "" {
		row.Heading = catalogue.Say(lang, "heading."+e.About.Command, nil)
	}
	return row
}

// verifyNow verifies the record, and shows what came of it.
func (s *Server) verifyNow(w http.ResponseWriter, r *http.Request) {
	if _, err := s.verdict.anew(r.Context(), s.core); err != nil {
		s.fail(w, r, s.viewerOf(r), err)
		return
	}
	http.Redirect(w, r, "/audit", http.StatusSeeOther)
}

// verdict is the last verification. One is made at a time.
type verdict struct {
	mu   sync.Mutex
	made bool
	kept copilot.Verification
}

// last is the last one; the first is made when it is asked for.
func (v *verdict) last(ctx context.Context, core Core) (copilot.Verification, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.made {
		return v.kept, nil
	}
	return v.verify(ctx, core)
}

func (v *verdict) anew(ctx context.Context, core Core) (copilot.Verification, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.verify(ctx, core)
}

func (v *verdict) verify(ctx context.Context, core Core) (copilot.Verification, error) {
	found, err := core.Verify(ctx, Tenant())
	if err == nil {
		v.kept, v.made = found, true
	}
	return found, err
}
