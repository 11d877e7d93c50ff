package copilot

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
)

// stamp says who decided what, when, on which text, and what has come after it.
func (b cardBuilder) stamp() []Block {
	var stamps []Block
	if b.revision.Decision != nil && b.revision.State != Superseded {
		stamps = append(stamps, Block{Kind: BlockStamp, Text: stampOf(b.revision, b.locale)})
	}
	if b.overtaken() {
		said := b.say("stamp.superseded", catalogue.Args{"Revision": b.draft.Latest().Number})
		stamps = append(stamps, Block{Kind: BlockStamp, Text: said})
	}
	return stamps
}

// overtaken says whether a later revision is the one to decide about.
func (b cardBuilder) overtaken() bool { return b.revision.Number < b.draft.Latest().Number }

// signer is who gave a word, and for whom.
func signer(d Decision, locale string) string {
	if d.For.ID == "" {
		return called(d.Person.Name)
	}
	return catalogue.Say(locale, "signer.for", catalogue.Args{"Name": called(d.Person.Name), "For": called(d.For.Name)})
}

// signers are who signed before the last, each with when.
func signers(signed []Signature, locale string) string {
	var all []string
	for _, s := range signed {
		all = append(all, catalogue.Say(locale, "signer.when", catalogue.Args{
			"Name": signer(s.Decision, locale), "When": catalogue.Moment(locale, s.At),
		}))
	}
	return strings.Join(all, ", ")
}

// stampOf is one sentence about the decision on a revision; also what a second click is told.
func stampOf(r Revision, locale string) string {
	d := *r.Decision
	args := catalogue.Args{
		"Name": signer(d, locale), "When": catalogue.Moment(locale, d.At), "Reason": aside(d.Reason),
		"Revision": d.Revision, "Variant": d.Variant, "Digest": d.Digest[:min(12, len(d.Digest))],
	}
	if d.Text != "" {
		args["Digest"] = d.Text[:min(12, len(d.Text))]
	}
	key := "stamp." + string(d.Verdict)
	if d.Verdict == Approve && d.Variant == 0 {
		key += ".only"
	}
	if d.Reason != "" {
		key += ".reason"
	}
	said := catalogue.Say(locale, key, args)
	if before := r.Standing(); d.Verdict == Approve && len(before) > 0 {
		said += catalogue.Say(locale, "stamp.before", catalogue.Args{"Names": signers(before, locale)})
	}
	if d.Verdict == Approve { // of others there were findings too, before it was said on the button
		said += acknowledged(d.Acknowledged, locale)
	}
	return said
}

// acknowledged says that so many findings were seen by whoever signed off, after what
// else is said of it.
func acknowledged(findings int, locale string) string {
	if findings == 0 {
		return ""
	}
	return catalogue.Say(locale, "stamp.acknowledged", catalogue.Args{"Count": findings})
}

// signOff says who may sign off, or how to change that nobody may.
func (b cardBuilder) signOff() []Block {
	if b.revision.State.Final() || b.overtaken() {
		return nil
	}
	if b.draft.Private {
		return []Block{{Kind: BlockSignOff, Text: b.say("sign_off.private", nil)}}
	}
	if len(b.profile.Signers()) == 0 {
		return []Block{{Kind: BlockSignOff, Text: b.say("sign_off.nobody", nil)}}
	}
	said := append([]string{b.profile.SayAuthority(b.locale)}, b.progress()...)
	if ends := b.profile.deadline(b.draft); !ends.IsZero() {
		said = append(said, b.say("sign_off.until", catalogue.Args{"When": catalogue.Moment(b.locale, ends.UTC()) + " UTC"}))
	}
	if check.Blocks(b.revision.Findings) {
		said = append(said, b.say("sign_off.blocked", nil))
	}
	return []Block{{Kind: BlockSignOff, Text: strings.Join(said, " ")}}
}

// progress says who has signed, where more have to, and whose signature does not count any
// more.
func (b cardBuilder) progress() []string {
	var said []string
	if signed := b.revision.Standing(); len(signed) > 0 && b.revision.State == Pending {
		args := catalogue.Args{"Given": len(signed), "Needed": max(b.profile.needs(), len(signed)), "Names": signers(signed, b.locale)}
		said = append(said, b.say("sign_off.progress", args))
	}
	for _, s := range b.revision.Signatures {
		if s.Struck != "" {
			why := b.say("refusal."+s.Struck, nil)
			said = append(said, b.say("sign_off.struck", catalogue.Args{"Name": signer(s.Decision, b.locale), "Why": why}))
		}
	}
	return said
}
