package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

type checkCmd struct {
	Post    string   `arg:"" optional:"" type:"path" help:"File with the text; without it, read from standard input."`
	Source  []string `type:"path" sep:"none" help:"File the text must be true to; repeat for more."`
	Network string   `help:"Network whose limits hold, e.g. x."`
	JSONL   bool     `name:"jsonl" help:"Read {\"id\",\"text\",\"sources\":[…],\"network\"} lines, write {\"id\",\"findings\":[{\"kind\",\"text\",\"start\",\"end\",\"why\"}]} lines; offsets in runes."`
}

type checkLine struct {
	ID      any      `json:"id"`
	Text    string   `json:"text"`
	Sources []string `json:"sources"`
	Network string   `json:"network"`
}

type checkAnswer struct {
	ID       any       `json:"id"`
	Findings []finding `json:"findings"`
}

// Run checks one text, or one a line. Texts of any length are taken as they
// are: offsets must fit what was sent.
func (c checkCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	if c.JSONL {
		return lines(ctx, std, func(_ context.Context, q checkLine) (checkAnswer, error) {
			found, lang, err := checkText(q, s.Locale)
			return checkAnswer{q.ID, findings(found, lang, false)}, err
		})
	}
	q := checkLine{Network: c.Network}
	var err error
	if q.Text, err = c.post(std.in); err != nil {
		return err
	}
	if strings.TrimSpace(q.Text) == "" {
		return errNothing(catalogue.Say(s.Locale, "terminal.text", nil))
	}
	for _, name := range c.Source {
		b, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read source: %w", err)
		}
		q.Sources = append(q.Sources, string(b))
	}
	found, _, err := checkText(q, s.Locale)
	if err != nil {
		return spoken(err, s.Locale)
	}
	return report(std.out, found, s.Locale)
}

func (c checkCmd) post(in io.Reader) (string, error) {
	if c.Post == "" {
		return everything(in)
	}
	b, err := os.ReadFile(c.Post)
	if err != nil {
		return "", fmt.Errorf("read text: %w", err)
	}
	return string(b), nil
}

// checkText finds what a reviewer should look at; the language is the text's.
func checkText(q checkLine, locale string) ([]check.Finding, string, error) {
	var n network.Network
	if q.Network != "" {
		var err error
		if n, err = copilot.ReadNetwork(q.Network); err != nil {
			return nil, "", err
		}
	}
	in := check.Input{Text: q.Text, Network: n}
	for i, s := range q.Sources {
		in.Sources = append(in.Sources, check.Source{ID: fmt.Sprint(i + 1), Name: fmt.Sprint(i + 1), Text: s})
	}
	return check.Text(in), text.Language(q.Text, locale), nil
}

// report lists findings for a person, one a line.
func report(w io.Writer, found []check.Finding, locale string) error {
	for _, f := range found {
		if _, err := fmt.Fprintf(w, "%d-%d %s %q: %s\n", f.Start, f.End, f.Kind, f.Text, f.Why(locale)); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintln(w, catalogue.Say(locale, "title.findings", catalogue.Args{"Count": len(found)})); err != nil {
		return err
	}
	if len(found) > 0 {
		return errFindings
	}
	return nil
}
