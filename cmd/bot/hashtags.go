package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

type hashtagsCmd struct {
	Text     []string `arg:"" optional:"" help:"The text; without it, read from standard input."`
	Network  string   `help:"Network they are for, e.g. instagram."`
	Language string   `help:"en or fr; default: the text's."`
	Max      int      `help:"At most how many; default: what the network's readers expect."`
	JSONL    bool     `name:"jsonl" help:"Read {\"id\",\"text\",\"language\",\"network\",\"max\"} lines, write {\"id\",\"hashtags\":[…],\"keyphrases\":[…],\"label\",\"origins\":[{\"hashtag\",\"kind\",\"words\",\"why\"}]} lines."`
}

type hashtagsLine struct {
	ID       any    `json:"id"`
	Text     string `json:"text"`
	Language string `json:"language"`
	Network  string `json:"network"`
	Max      int    `json:"max"`
}

type hashtagsAnswer struct {
	ID         any      `json:"id"`
	Hashtags   []string `json:"hashtags"`
	Keyphrases []string `json:"keyphrases"`
	Notes      []string `json:"notes,omitempty"`
	Label      string   `json:"label"`
	Origins    []origin `json:"origins"`
}

// origin is where a hashtag comes from, for programs and in words.
type origin struct {
	Hashtag string `json:"hashtag"`
	copilot.Origin
	Why string `json:"why"`
}

// originsOf are the origins of a revision's hashtags as its card tells them.
func originsOf(c copilot.Card, r copilot.Revision) []origin {
	all := []origin{}
	for _, b := range blocksOf(c, copilot.BlockHashtags) {
		for i, item := range b.Items {
			all = append(all, origin{item.Text, r.Origins[i], item.Detail})
		}
	}
	return all
}

// noticesOf are what a card says of how it was made.
func noticesOf(c copilot.Card) []string {
	var all []string
	for _, b := range blocksOf(c, copilot.BlockNotice) {
		all = append(all, b.Text)
	}
	return all
}

// Run suggests hashtags for one text, or one a line.
func (h hashtagsCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	composer, err := headless(s)
	if err != nil {
		return err
	}
	if h.JSONL {
		return lines(ctx, std, func(ctx context.Context, q hashtagsLine) (hashtagsAnswer, error) {
			draft, err := composeHashtags(ctx, composer, q, s.Locale)
			if err != nil {
				return hashtagsAnswer{}, err
			}
			r := draft.Latest()
			card := copilot.Show(draft, r, copilot.Profile{}, r.Settings.Language)
			return hashtagsAnswer{
				ID: q.ID, Hashtags: itemsOf(card, copilot.BlockHashtags), Origins: originsOf(card, r),
				Keyphrases: itemsOf(card, copilot.BlockPhrases), Notes: noticesOf(card), Label: card.Blocks()[0].Text,
			}, nil
		})
	}
	q := hashtagsLine{Text: strings.Join(h.Text, " "), Language: h.Language, Network: h.Network, Max: h.Max}
	if len(h.Text) == 0 {
		if q.Text, err = everything(std.in); err != nil {
			return spoken(err, s.Locale)
		}
	}
	draft, err := composeHashtags(ctx, composer, q, s.Locale)
	if err != nil {
		return spoken(err, s.Locale)
	}
	return tell(std, draft, s.Locale)
}

func composeHashtags(ctx context.Context, c copilot.Composer, q hashtagsLine, locale string) (copilot.Draft, error) {
	r, err := request(c, "hashtags", q.Text, locale, map[string]string{
		"network": q.Network, "language": q.Language, "max": strconv.Itoa(q.Max),
	})
	if err != nil {
		return copilot.Draft{}, err
	}
	revision, err := c.Compose(ctx, r, copilot.Material{}, nil)
	return draftOf(r, revision), err
}
