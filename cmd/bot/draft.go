package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

type draftCmd struct {
	Brief    []string `arg:"" optional:"" help:"What the post should say; without it, read from standard input."`
	Network  string   `help:"Network the post is for, e.g. linkedin."`
	Tone     string   `help:"neutral, warm, playful, formal, direct or enthusiastic."`
	Audience string   `help:"Whom it speaks to."`
	Language string   `help:"en or fr; default: the brief's."`
	Variants int      `default:"3" help:"How many versions, 1 to 5. Default: ${default}."`
	Fact     []string `sep:"none" help:"A verified statement the post may use; repeat for more."`
	JSONL    bool     `name:"jsonl" help:"Read {\"id\",\"brief\",\"network\",\"language\",\"facts\":[…],\"variants\"} lines, write {\"id\",\"variants\":[{\"text\",\"angle\"}],\"hashtags\",\"findings\",\"label\",\"digest\",\"origins\"} lines."`
}

type draftLine struct {
	ID       any    `json:"id"`
	Brief    string `json:"brief"`
	Network  string `json:"network"`
	Tone     string `json:"tone"`
	Audience string `json:"audience"`
	Language string `json:"language"`
	Facts    []fact `json:"facts"`
	Variants int    `json:"variants"`
}

type draftAnswer struct {
	ID       any            `json:"id"`
	Variants []draftVariant `json:"variants"`
	Hashtags []string       `json:"hashtags"`
	Findings []finding      `json:"findings"`
	Notes    []string       `json:"notes,omitempty"`
	Label    string         `json:"label"`
	Digest   string         `json:"digest"`
	Origins  []origin       `json:"origins"`
}

type draftVariant struct {
	Text  string `json:"text"`
	Angle string `json:"angle"`
}

// Run drafts one post for a person, or one for each line.
func (d draftCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	composer, err := headless(s)
	if err != nil {
		return err
	}
	if d.JSONL {
		return lines(ctx, std, func(ctx context.Context, q draftLine) (draftAnswer, error) {
			draft, err := composeDraft(ctx, composer, q, s.Locale)
			if err != nil {
				return draftAnswer{}, err
			}
			return answerDraft(q.ID, draft), nil
		})
	}
	q := draftLine{
		Brief: strings.Join(d.Brief, " "), Network: d.Network, Tone: d.Tone, Audience: d.Audience,
		Language: d.Language, Variants: d.Variants,
	}
	for _, f := range d.Fact {
		q.Facts = append(q.Facts, fact{Text: f})
	}
	if len(d.Brief) == 0 {
		if q.Brief, err = everything(std.in); err != nil {
			return spoken(err, s.Locale)
		}
	}
	if strings.TrimSpace(q.Brief) == "" {
		return errNothing(catalogue.Say(s.Locale, "terminal.brief", nil))
	}
	draft, err := composeDraft(ctx, composer, q, s.Locale)
	if err != nil {
		return spoken(err, s.Locale)
	}
	return tell(std, draft, s.Locale)
}

func composeDraft(ctx context.Context, c copilot.Composer, q draftLine, locale string) (copilot.Draft, error) {
	r, err := request(c, "draft", q.Brief, locale, map[string]string{
		"network": q.Network, "tone": q.Tone, "audience": q.Audience, "language": q.Language, "variants": strconv.Itoa(q.Variants),
	})
	if err != nil {
		return copilot.Draft{}, err
	}
	revision, err := c.Compose(ctx, r, copilot.Material{Facts: facts(q.Facts)}, nil)
	return draftOf(r, revision), err
}

func answerDraft(id any, d copilot.Draft) draftAnswer {
	r := d.Latest()
	card := copilot.Show(d, r, copilot.Profile{}, r.Settings.Language)
	a := draftAnswer{
		ID: id, Hashtags: itemsOf(card, copilot.BlockHashtags), Origins: originsOf(card, r), Label: card.Blocks()[0].Text, Digest: r.Digest,
		Findings: findings(r.Findings, r.Settings.Language, true), Variants: []draftVariant{},
	}
	for i, b := range blocksOf(card, copilot.BlockText) {
		a.Variants = append(a.Variants, draftVariant{b.Text, r.Variants[i].Angle})
	}
	a.Notes = noticesOf(card)
	return a
}
