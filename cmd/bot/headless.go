package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// somebody is who asks when no chat says who.
func somebody(locale string) copilot.Person {
	return copilot.Person{Platform: "headless", ID: "you", Name: catalogue.Say(locale, "terminal.you", nil), Locale: locale}
}

// headless is the core without a chat: the same settling, composing and checking.
func headless(s *Settings) (copilot.Composer, error) {
	w, err := writer(s, house{})
	if err != nil {
		return copilot.Composer{}, err
	}
	return copilot.Composer{Writer: w, Now: time.Now, Window: s.Window, SecondOpinion: s.Opinion}, nil
}

// request makes a settled request out of what a line or the flags say. Options
// that are empty were not given.
func request(c copilot.Composer, command, words, locale string, options map[string]string) (copilot.Request, error) {
	r := copilot.Request{
		ID: "1", Command: command, Text: words, Options: map[string]string{}, Time: c.Now(),
		Place: copilot.Place{Platform: "headless", Workspace: "headless", Channel: "headless"}, Person: somebody(locale),
	}
	for name, value := range options {
		if value != "" && value != "0" {
			r.Options[name] = value
		}
	}
	return c.Settle(r)
}

// draftOf wraps a revision so that a card can be made of it.
func draftOf(r copilot.Request, revision copilot.Revision) copilot.Draft {
	revision.Number = 1
	return copilot.Draft{
		ID: "headless", Command: r.Command, Place: r.Place, Author: r.Person, Brief: r.Text,
		Created: revision.Made.At, Revisions: []copilot.Revision{revision},
	}
}

// sentence is what a person reads of an error.
func sentence(err error) string {
	if fault, ok := errors.AsType[*copilot.Fault](err); ok {
		return fault.Sentence(catalogue.English)
	}
	return err.Error()
}

// finding is a finding as JSON: data and the sentence that explains it.
type finding struct {
	Kind    check.Kind `json:"kind"`
	Text    string     `json:"text"`
	Start   int        `json:"start"` // in runes
	End     int        `json:"end"`
	Why     string     `json:"why"`
	Variant *int       `json:"variant,omitempty"` // from 0; of a draft only
	Source  string     `json:"source,omitempty"`
}

func findings(found []check.Finding, lang string, variants bool) []finding {
	all := make([]finding, 0, len(found))
	for _, f := range found {
		one := finding{Kind: f.Kind, Text: f.Text, Start: f.Start, End: f.End, Why: f.Why(lang), Source: f.Source}
		if variants {
			one.Variant = &f.Variant
		}
		all = append(all, one)
	}
	return all
}

// fact is given as a string, or as an object with its source.
type fact struct{ Text, Source string }

// UnmarshalJSON reads either form.
func (f *fact) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, &f.Text); err == nil {
		return nil
	}
	var object struct{ Text, Source string }
	if err := json.Unmarshal(b, &object); err != nil {
		return fmt.Errorf("a fact is a string or {\"text\",\"source\"}: %w", err)
	}
	*f = object
	return nil
}

func facts(given []fact) []copilot.Fact {
	var all []copilot.Fact
	for i, f := range given {
		all = append(all, copilot.Fact{ID: "fact" + strconv.Itoa(i+1), Text: text.Canonical(f.Text), Source: f.Source})
	}
	return all
}

// blocksOf picks the blocks of one kind: the only way to the text of a draft.
func blocksOf(c copilot.Card, kind copilot.BlockKind) []copilot.Block {
	var all []copilot.Block
	for _, b := range c.Blocks() {
		if b.Kind == kind {
			all = append(all, b)
		}
	}
	return all
}

// itemsOf lists the texts of a block's items, never nil, for JSON.
func itemsOf(c copilot.Card, kind copilot.BlockKind) []string {
	all := []string{}
	for _, b := range blocksOf(c, kind) {
		for _, i := range b.Items {
			all = append(all, i.Text)
		}
	}
	return all
}
