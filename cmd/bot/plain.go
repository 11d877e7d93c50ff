package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// tell prints a draft for a person: its card as plain text. The error is
// errFindings when there is something to look at.
func tell(std stdio, d copilot.Draft, locale string) error {
	r := d.Latest()
	// Nobody signs in a terminal: who may is left out.
	if _, err := fmt.Fprint(std.out, plain(copilot.Show(d, r, copilot.Profile{}, locale), margin, copilot.BlockSignOff)); err != nil {
		return err
	}
	if len(r.Findings) > 0 {
		return errFindings
	}
	return nil
}

// spoken turns a fault into the sentence a person reads.
func spoken(err error, locale string) error {
	if fault, ok := errors.AsType[*copilot.Fault](err); ok {
		return errors.New(fault.Sentence(locale))
	}
	return err
}

// margin is what stands before each line of generated text on a terminal: what begins at
// the edge is ours.
const margin = "  "

// plain is a card for a terminal, its texts after a margin, without blocks of some kinds.
// The label stands first and last (P1).
func plain(c copilot.Card, margin string, without ...copilot.BlockKind) string {
	var b strings.Builder
	for _, block := range c.Blocks() {
		if !slices.Contains(without, block.Kind) {
			b.WriteString(plainBlock(block, margin))
		}
	}
	return b.String()
}

func plainBlock(block copilot.Block, margin string) string {
	var b strings.Builder
	switch block.Kind {
	case copilot.BlockLabel:
		return "─── " + block.Text + " ───\n"
	case copilot.BlockHeading, copilot.BlockMeta:
		return block.Text + "\n"
	}
	b.WriteString("\n")
	if block.Title != "" {
		b.WriteString("## " + block.Title)
		if block.Limit > 0 {
			fmt.Fprintf(&b, " (%d/%d)", block.Count, block.Limit)
		}
		b.WriteString("\n")
	}
	if block.Kind == copilot.BlockHashtags {
		b.WriteString(block.Copy + "\n")
		return b.String() + plainLines(block.Text)
	}
	if block.Kind == copilot.BlockText {
		block.Text = margin + strings.ReplaceAll(block.Text, "\n", "\n"+margin)
	}
	b.WriteString(plainLines(block.Text) + plainItems(block))
	return b.String()
}

// plainCite names a message by its author and time, or by its id without a time.
func plainCite(c copilot.Cite) string {
	if c.Time.IsZero() {
		return strings.TrimSpace(c.Author + " " + c.Line)
	}
	return c.Author + ", " + c.Time.Format("15:04")
}

func plainLines(s string) string {
	if s == "" {
		return ""
	}
	return s + "\n"
}

func plainItems(block copilot.Block) string {
	var b strings.Builder
	for _, item := range block.Items {
		b.WriteString("- " + item.Text)
		if item.Text != "" && item.Detail != "" {
			b.WriteString(": ")
		}
		b.WriteString(item.Detail)
		for _, c := range item.Cites {
			b.WriteString(" [" + plainCite(c) + "]")
		}
		b.WriteString("\n")
	}
	return b.String()
}
