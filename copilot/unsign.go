package copilot

import "slices"

// Unsign takes a person, and what they wrote, out of the decisions and signatures of a
// draft, signed or not; and, where nobody can decide any more, as who asked for it. A
// signature that waits for more counts no longer by that.
func (d *Draft) Unsign(p Person) {
	nobody := somebody(*d, p)
	if d.State().Final() && d.Author.Same(p) {
		d.Author = nobody
	}
	d.Revisions = slices.Clone(d.Revisions)
	for i := range d.Revisions {
		r := &d.Revisions[i]
		if r.State.Final() && r.Made.By.Same(p) {
			r.Made.By = nobody
		}
		if r.Decision != nil {
			decision := *r.Decision
			decision.unsign(p, nobody)
			r.Decision = &decision
		}
		r.Signatures = slices.Clone(r.Signatures)
		for n := range r.Signatures {
			r.Signatures[n].unsign(p, nobody)
		}
	}
}

// unsign takes a person out, as who signed or as for whom somebody did: the record forgets
// both and their words then.
func (d *Decision) unsign(p, nobody Person) {
	if d.Person.Same(p) || d.For.Same(p) {
		d.Person, d.For, d.Reason = nobody, Person{}, ""
	}
}
