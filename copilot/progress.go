package copilot

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// workingCard is the placeholder of an accepted request: labelled from the start.
func workingCard(r Request, locale, key string, args catalogue.Args) Card {
	label := Block{Kind: BlockLabel, Text: Label(locale)}
	blocks := []Block{label, {Kind: BlockNotice, Text: catalogue.Say(locale, key, args)}, asked(r, locale), label}
	return Card{blocks: blocks, locale: catalogue.Base(locale), passing: true}
}

// againCard says that a request will be tried again. Nobody may work on it any more
// when it is shown, so it must not come late.
func againCard(r Request, locale string, args catalogue.Args) Card {
	c := workingCard(r, locale, "progress.again", args)
	c.passing = false
	return c
}

// progressCard shows how far a composition is.
func progressCard(r Request, locale string, p Progress) Card {
	if p.Parts > 0 {
		return workingCard(r, locale, "progress.part", catalogue.Args{"Part": p.Part, "Parts": p.Parts})
	}
	return writingCard(r, locale, p.Text)
}

// writingCard shows text while it is being written: cleaned like the final one,
// between the labels, marked as partial.
func writingCard(r Request, locale, sofar string) Card {
	label := Block{Kind: BlockLabel, Text: Label(locale)}
	blocks := []Block{label, {Kind: BlockNotice, Text: catalogue.Say(locale, "progress.writing", nil)}, asked(r, locale)}
	for _, s := range sections(sofar) {
		words, _ := cited(s.text(), nil)
		g := newGenerated((&linkPolicy{stand: catalogue.Say(locale, "link.removed", nil)}).clean(words))
		if !g.Empty() {
			blocks = append(blocks, Block{Kind: BlockText, Text: g.s, Partial: true})
		}
	}
	return Card{blocks: append(blocks, label), locale: catalogue.Base(locale), passing: true}
}

// failureCard ends an accepted request that has no answer: it says why, what to
// do, and what was asked, so that nothing is lost. It shows no generated text.
func failureCard(r Request, locale string, f *Fault, retry bool) Card {
	c := Card{blocks: []Block{
		{Kind: BlockHeading, Text: catalogue.Say(locale, "heading.failure", nil)},
		{Kind: BlockNotice, Text: f.Sentence(locale)},
		asked(r, locale),
	}, locale: catalogue.Base(locale)}
	if named := strings.Contains(f.Sentence(locale), r.Reference()); !named && (f.Kind == FaultWriter || f.Passes()) {
		c.blocks = append(c.blocks, Block{Kind: BlockMeta, Text: catalogue.Say(locale, "meta.reference", catalogue.Args{"Reference": r.Reference()})})
	}
	if retry {
		c.actions = []Action{{Act: ActRetry, Label: catalogue.Say(locale, "act.retry", nil)}}
	}
	return c
}

// asked repeats the request in the person's own words.
func asked(r Request, locale string) Block {
	words := []string{"/" + r.Command}
	if r.Command == "" {
		words = []string{"↪"}
	}
	if r.untyped() {
		words = append(words, catalogue.Say(locale, "act."+r.Cause, nil))
	}
	command, _ := Lookup(r.Command)
	for _, o := range command.Options {
		if v := r.Options[o.Name]; v != "" {
			words = append(words, o.Name+":"+v)
		}
	}
	if r.Text != "" {
		words = append(words, text.Cut(aside(r.Text), 1_000))
	}
	return Block{Kind: BlockMeta, Text: catalogue.Say(locale, "meta.asked", catalogue.Args{
		"Name": called(r.Person.Name), "Words": strings.Join(words, " "),
	})}
}
