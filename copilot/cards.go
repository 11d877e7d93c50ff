package copilot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Label is what every piece of generated text carries, in the reader's language.
func Label(locale string) string { return catalogue.Say(locale, "label.pending", nil) }

// cardOf shows one revision of a draft to a reader of a locale. The label stands
// first and last, whatever the state: an old card in a scrolled-back chat must
// not be mistaken for a signed text.
func cardOf(d Draft, r Revision, p Profile, locale string) Card {
	b := cardBuilder{draft: d, revision: r, profile: p, locale: locale}
	label := Block{Kind: BlockLabel, Text: b.label()}
	blocks := []Block{label, {Kind: BlockHeading, Text: b.heading()}, {Kind: BlockMeta, Text: b.meta()}}
	blocks = append(blocks, b.stamp()...)
	blocks = append(blocks, b.body()...)
	blocks = append(blocks, b.findings()...)
	blocks = append(blocks, b.sources()...)
	blocks = append(blocks, b.notes()...)
	blocks = append(blocks, b.signOff()...)
	return Card{
		blocks:  append(blocks, label),
		actions: b.actions(),
		subject: Subject{Draft: d.ID, Revision: r.Number, Digest: r.Digest, State: r.State},
		locale:  catalogue.Base(locale),
	}
}

// cardBuilder makes the parts of a card, a method each.
type cardBuilder struct {
	draft    Draft
	revision Revision
	profile  Profile
	locale   string
}

func (b cardBuilder) say(key string, args catalogue.Args) string {
	return catalogue.Say(b.locale, key, args)
}

// label is true to the state: only a signed revision does not say that it needs
// a signature, and then it says whose it has.
func (b cardBuilder) label() string {
	if b.revision.State != Approved || b.revision.Decision == nil {
		return Label(b.locale)
	}
	var names []string
	for _, s := range b.revision.Standing() {
		names = append(names, signer(s.Decision, b.locale))
	}
	if last := signer(*b.revision.Decision, b.locale); !slices.Contains(names, last) { // who signed may hand over too
		names = append(names, last)
	}
	return b.say("label.approved", catalogue.Args{"Name": strings.Join(names, ", ")})
}

func (b cardBuilder) heading() string {
	key := "heading." + b.draft.Command
	args := catalogue.Args{"Revision": b.revision.Number}
	if n, ok := network.Find(b.revision.Settings.Network); ok {
		key += ".network"
		args["Network"] = n.Name
	}
	heading := b.say(key, args)
	if b.revision.Number > 1 {
		heading += " · " + b.say("heading.revision", args)
	}
	return heading
}

func (b cardBuilder) meta() string {
	made := b.revision.Made
	key := "meta.model"
	switch {
	case made.Writer == writerPerson:
		key = "meta.person"
	case made.Model == "":
		key = "meta.builtin"
	}
	return b.say(key, catalogue.Args{
		"Author": called(b.draft.Author.Name), "By": called(made.By.Name), "Model": made.Model,
		"When": catalogue.Moment(b.locale, made.At),
	})
}

// body is the generated text itself, in blocks of its own.
func (b cardBuilder) body() []Block {
	var blocks []Block
	if len(b.revision.Points) > 0 {
		blocks = b.points()
	} else {
		for i := range b.revision.Variants {
			if b.stands(i) {
				blocks = append(blocks, b.variant(i))
			}
		}
	}
	if len(b.revision.Hashtags) > 0 {
		blocks = append(blocks, b.hashtags())
	}
	if len(b.revision.Phrases) > 0 {
		blocks = append(blocks, Block{Kind: BlockPhrases, Title: b.say("title.phrases", nil), Items: items(b.revision.Phrases)})
	}
	return blocks
}

// stands says whether a variant is shown: once one is signed, only that one, so
// that no other can be taken for it.
func (b cardBuilder) stands(i int) bool {
	d := b.revision.Decision
	return b.revision.State != Approved || d == nil || d.Variant == 0 || d.Variant == i+1
}

func items(texts []string) []Item {
	all := make([]Item, len(texts))
	for i, t := range texts {
		all[i].Text = t
	}
	return all
}

func (b cardBuilder) variant(i int) Block {
	v := b.revision.Variants[i]
	n, _ := network.Find(b.revision.Settings.Network)
	block := Block{
		Kind: BlockText, Text: v.Text.s, Variant: i + 1, Copy: b.revision.whole(v.Text),
		Count: text.Graphemes(v.Text.s), Limit: n.Limit,
	}
	if n.ID != "" {
		block.Count = n.Count(block.Copy)
	}
	if len(b.revision.Variants) > 1 || v.Angle != "" && b.draft.Command == string(TaskDraft) {
		block.Title = b.say("title.variant", catalogue.Args{"Variant": i + 1, "Angle": b.say("angle."+v.Angle, nil)})
	}
	for _, f := range b.revision.Findings {
		if f.Variant != i {
			continue
		}
		block.Partial = block.Partial || f.Kind == check.Incomplete
		if f.End > f.Start {
			block.Marks = append(block.Marks, Mark{f.Start, f.End})
		}
	}
	return block
}

// points are the sections of a summary. What has nothing in it is said, for
// decisions: silence would read as an oversight.
func (b cardBuilder) points() []Block {
	var blocks []Block
	c := b.revision.Coverage
	if c.Total > 0 {
		args := catalogue.Args{
			"Count": c.Read, "Read": c.Read, "Total": c.Total,
			"From": catalogue.Moment(b.locale, c.From), "To": catalogue.Moment(b.locale, c.To),
		}
		key := "coverage"
		if c.More {
			key += ".more"
		}
		if !c.From.IsZero() {
			key += ".span"
		}
		blocks = append(blocks, Block{Kind: BlockMeta, Text: b.say(key, args)})
	}
	for _, section := range summarySections {
		block := Block{Kind: BlockPoints, Title: b.say("section."+section, nil)}
		for _, p := range b.revision.Points {
			if p.Section == section {
				block.Items = append(block.Items, Item{Text: p.Text.s, Cites: p.Cites})
			}
		}
		switch {
		case len(block.Items) > 0:
			blocks = append(blocks, block)
		case section == "decisions":
			block.Text = b.say("section.decisions.none", nil)
			blocks = append(blocks, block)
		}
	}
	if len(blocks) > 0 && len(b.revision.Variants) == 1 {
		blocks[len(blocks)-1].Copy = b.revision.Variants[0].Text.s
	}
	return blocks
}

func (b cardBuilder) findings() []Block {
	block := Block{Kind: BlockFindings}
	for _, f := range b.revision.Findings {
		if !b.stands(f.Variant) {
			continue
		}
		item := Item{Text: oneLine(f.Text), Detail: oneLine(f.Why(b.locale)), Kind: string(f.Kind), Blocks: f.Kind.Blocking()}
		if f.Link != "" {
			item.Cites = []Cite{{Line: f.Source, Author: b.say("finding.twin", nil), Link: f.Link}}
		}
		if len(b.revision.Variants) > 1 {
			item.Detail = b.say("finding.variant", catalogue.Args{"Variant": f.Variant + 1, "Why": item.Detail})
		}
		block.Items = append(block.Items, item)
	}
	if len(block.Items) == 0 {
		return nil
	}
	block.Title = b.say("title.findings", catalogue.Args{"Count": len(block.Items)})
	return []Block{block}
}

func (b cardBuilder) sources() []Block {
	if len(b.revision.Made.Facts) == 0 {
		return nil
	}
	block := Block{Kind: BlockSources, Title: b.say("title.sources", nil)}
	for _, f := range b.revision.Made.Facts {
		from := slices.DeleteFunc([]string{f.Source, holdsUntil(b.locale, f)}, func(s string) bool { return s == "" })
		block.Items = append(block.Items, Item{Text: aside(f.Text), Detail: aside(strings.Join(from, " · "))})
	}
	return []Block{block}
}

func (b cardBuilder) notes() []Block {
	var blocks []Block
	for _, n := range b.revision.Notes {
		args := n.Args
		if reason, ok := args["Reason"].(string); ok && strings.HasPrefix(n.Key, "note.fallback") {
			args = map[string]any{"Reason": b.say("reason."+reason, nil), "Model": args["Model"]}
			if spent(reason) { // the model was not asked
				n.Key = "note.fallback.quota"
			}
		}
		if count, ok := args["Count"].(float64); ok { // as JSON gives it back
			args["Count"] = int(count)
		}
		said := b.say(n.Key, args)
		if n.Key == noteCorrected {
			said += b.changed(n)
		}
		blocks = append(blocks, Block{Kind: BlockNotice, Text: said})
	}
	return blocks
}

var decidable = []State{Pending, ChangesRequested}

func (b cardBuilder) actions() []Action {
	if b.revision.State == Expired && !b.overtaken() { // it may be asked for anew
		return []Action{b.ask(ActFollowUp, "text", true)}
	}
	if b.overtaken() || !slices.Contains(decidable, b.revision.State) {
		return nil
	}
	if b.draft.Private {
		return b.privateActions()
	}
	var actions []Action
	if b.revision.State == Pending {
		if !check.Blocks(b.revision.Findings) && len(b.profile.steps()) > 0 {
			actions = append(actions, b.approve())
		}
		actions = append(actions, b.ask(ActChanges, "reason", true))
	}
	edit := b.edit()
	actions = append(actions, edit, b.ask(ActReject, "reason", true), b.ask(ActWithdraw, "", false), b.ask(ActFollowUp, "text", true))
	return actions
}

// privateActions are what the one person who sees a draft may do with it: no
// sign-off, which is a thing done before others.
func (b cardBuilder) privateActions() []Action {
	return []Action{b.ask(ActShare, "", false), b.edit(), b.ask(ActFollowUp, "text", true), b.ask(ActWithdraw, "", false)}
}

// approve says on its button how many findings a click on it acknowledges.
func (b cardBuilder) approve() Action {
	action := Action{Act: ActApprove, Label: b.say("act.approve", nil)}
	if n := len(b.revision.Findings); n > 0 {
		action.Label = b.say("act.approve.doubts", catalogue.Args{"Count": n})
	}
	if len(b.revision.Variants) > 1 {
		field := Field{Name: "variant", Label: b.say("field.variant", nil), Required: true}
		signed := b.revision.Standing()
		for i, v := range b.revision.Variants {
			if len(signed) > 0 && signed[0].Variant != i+1 {
				continue // the others have signed another
			}
			field.Options = append(field.Options, Choice{
				fmt.Sprint(i + 1),
				b.say("title.variant", catalogue.Args{"Variant": i + 1, "Angle": b.say("angle."+v.Angle, nil)}),
			})
		}
		action.Form = append(action.Form, field)
	}
	return action
}

func (b cardBuilder) ask(act Act, field string, required bool) Action {
	action := Action{Act: act, Label: b.say("act."+string(act), nil), Danger: act == ActReject}
	if field != "" {
		action.Form = []Field{{Name: field, Label: b.say("field."+string(act), nil), Long: true, Required: required}}
	}
	return action
}

func (b cardBuilder) edit() Action {
	action := Action{Act: ActEdit, Label: b.say("act.edit", nil)}
	for i, v := range b.revision.Variants {
		label := b.say("field.text", nil)
		if len(b.revision.Variants) > 1 {
			label = b.say("title.variant", catalogue.Args{"Variant": i + 1, "Angle": b.say("angle."+v.Angle, nil)})
		}
		action.Form = append(action.Form, Field{Name: fmt.Sprintf("text.%d", i+1), Label: label, Value: v.Text.s, Long: true, Required: true})
	}
	if b.draft.Command != string(TaskSummarize) {
		action.Form = append(action.Form, Field{Name: "hashtags", Label: b.say("title.hashtags", nil), Value: strings.Join(b.revision.Hashtags, " ")})
	}
	return action
}
