package copilot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// somebody stands in a draft in the place of a person who is forgotten.
func somebody(d Draft, p Person) Person {
	return Person{Platform: p.Platform, Name: catalogue.Say(d.Latest().Settings.Language, "somebody", nil)}
}

// citedOf are the messages of a person that unsigned revisions of a draft cite, each once.
// What a version before kept says by name alone whose it is.
func citedOf(d Draft, p Person) []string {
	var all []string
	for _, r := range d.Revisions {
		if r.State == Approved {
			continue
		}
		for _, point := range r.Points {
			for _, c := range point.Cites {
				if c.by(p) && !slices.Contains(all, c.Line) {
					all = append(all, c.Line)
				}
			}
		}
	}
	return all
}

// by says whether a message is a person's.
func (c Cite) by(p Person) bool { return c.By == p.ID || c.By == "" && c.Author == p.Name }

// withoutName takes a person out of what is kept of a draft and is not signed: as who asked,
// revised or decided, with their words as who did, and as whom texts name. It says whether
// they were there.
func withoutName(d *Draft, p Person) (there bool) {
	nobody := somebody(*d, p)
	if d.Author.Same(p) {
		d.Author, d.Brief, there = nobody, "", true
	}
	d.Revisions = slices.Clone(d.Revisions)
	for i := range d.Revisions {
		r := &d.Revisions[i]
		if r.State == Approved {
			continue
		}
		if r.Made.By.Same(p) {
			r.Made.By, r.Asked, there = nobody, "", true
		}
		r.Made.Facts = slices.Clone(r.Made.Facts)
		for n, f := range r.Made.Facts {
			if f.By.Same(p) {
				r.Made.Facts[n].By, there = nobody, true
			}
		}
		if r.Decision != nil && r.Decision.Person.Same(p) {
			decision := *r.Decision
			decision.Person, decision.Reason = nobody, ""
			r.Decision, there = &decision, true
		}
		for n, s := range r.Signatures {
			if r.State.Final() && (s.Person.Same(p) || s.For.Same(p)) { // of what nobody will sign any more
				r.Signatures = slices.Clone(r.Signatures)
				r.Signatures[n].unsign(p, nobody)
				there = true
			}
		}
		there = nameIn(*r, p) || there
		textsWithoutName(r, p)
	}
	return there
}

// textsWithoutName puts "somebody" in the place of a person's name in the texts of a revision,
// under the digests they have, and takes the person off what they are cited for.
func textsWithoutName(r *Revision, p Person) {
	stand := catalogue.Say(r.Settings.Language, "somebody", nil)
	replace := func(s string) string {
		if name := nameOf(p); name != nil {
			return name.ReplaceAllString(s, "${1}"+stand+"${2}")
		}
		return s
	}
	r.Variants = slices.Clone(r.Variants)
	for i, v := range r.Variants {
		r.Variants[i].Text = Generated{replace(v.Text.s)}
	}
	r.Points = slices.Clone(r.Points)
	for i, point := range r.Points {
		r.Points[i].Text = Generated{replace(point.Text.s)}
		r.Points[i].Cites = slices.DeleteFunc(slices.Clone(point.Cites), func(c Cite) bool { return c.by(p) })
	}
	r.Findings = slices.Clone(r.Findings)
	for i, f := range r.Findings {
		if f.Source == p.Name && p.Name != "" {
			r.Findings[i].Source = stand
		}
		if named := replace(f.Text); named != f.Text {
			r.Findings[i].Text = named
		}
	}
	r.Asked = replace(r.Asked)
}

// nameIn says whether the texts of a revision name a person.
func nameIn(r Revision, p Person) bool {
	name := nameOf(p)
	return name != nil && (slices.ContainsFunc(r.Variants, func(v Variant) bool { return name.MatchString(v.Text.s) }) ||
		slices.ContainsFunc(r.Points, func(point Point) bool { return name.MatchString(point.Text.s) }))
}

// nameOf finds the name of a person where it stands as a word; nil for a name of one letter
// or none.
func nameOf(p Person) *regexp.Regexp {
	name := strings.TrimSpace(p.Name)
	if len([]rune(name)) < 2 {
		return nil
	}
	return regexp.MustCompile(`(?i)(^|[^\pL\pN])@?` + regexp.QuoteMeta(name) + `([^\pL\pN]|$)`)
}

// blank takes all texts out of what is kept of a draft and is not signed.
func blank(d *Draft) {
	d.Brief, d.About = "", ""
	d.Revisions = slices.Clone(d.Revisions)
	for i, r := range d.Revisions {
		if r.State == Approved {
			continue
		}
		stand := newGenerated(catalogue.Say(r.Settings.Language, "text.forgotten", nil))
		gone := Variant{Text: stand}
		if len(r.Variants) > 0 {
			gone.Digest = r.Variants[0].Digest
		}
		r.Variants, r.Asked = []Variant{gone}, ""
		r.Hashtags, r.Origins, r.Points, r.Phrases, r.Findings, r.Notes = nil, nil, nil, nil, nil, nil
		r.Made.Facts = nil
		r.Settings.Audience = ""
		if r.Decision != nil && r.Decision.Reason != "" {
			decision := *r.Decision
			decision.Reason = ""
			r.Decision = &decision
		}
		d.Revisions[i] = r
	}
}

// blanked says whether that was done.
func blanked(d Draft) bool {
	return !slices.ContainsFunc(d.Revisions, func(r Revision) bool { return r.State != Approved && !forgotten(r) })
}

// forgotten says whether the texts of a revision were taken out of it.
func forgotten(r Revision) bool {
	return len(r.Variants) == 1 && r.Variants[0].Text.s == catalogue.Say(r.Settings.Language, "text.forgotten", nil)
}

// ReadFrom says whether minutes read somebody, or may have: a version before did not say.
func (m Minutes) ReadFrom(p Person) bool {
	return len(m.By) == 0 || slices.Contains(m.By, p.ID)
}
