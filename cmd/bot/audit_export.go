package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/memory"
)

type auditExportCmd struct {
	Format    string `name:"format" enum:"csv,jsonl" default:"csv" placeholder:"csv|jsonl" help:"csv, in which a cell that a spreadsheet would take for a formula begins with an apostrophe, or jsonl. Default: ${default}."`
	Workspace string `name:"workspace" placeholder:"ID" help:"Workspace or server; without it, all there are."`
	Since     string `name:"since" placeholder:"DATE" help:"Entries from that day on, e.g. 2026-03-01 (UTC), or from that moment, e.g. 2026-03-01T08:00:00Z."`
}

// Validate finds a wrong date while flags are read.
func (c auditExportCmd) Validate() error {
	_, err := c.since()
	return err
}

var errSince = errors.New("--since: use a date, 2026-03-01, or a moment, 2026-03-01T08:00:00Z")

func (c auditExportCmd) since() (time.Time, error) {
	if c.Since == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, c.Since); err == nil {
			return at, nil
		}
	}
	return time.Time{}, errSince
}

// Run prints every entry, in the order of the record.
func (c auditExportCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	since, err := c.since()
	if err != nil {
		return err
	}
	return withRecord(ctx, s, std, c.Workspace, func(store *memory.Store, all []copilot.Tenant) error {
		out := bufio.NewWriter(std.out)
		write, err := c.writer(out)
		if err != nil {
			return err
		}
		for _, t := range all {
			err := store.Record(ctx, t, func(e copilot.Entry) error {
				if e.At.Before(since) && !e.Broken { // of what is broken nobody knows when
					return nil
				}
				return write(lineOf(t, e))
			})
			if err != nil {
				return err
			}
		}
		return printed(0, out.Flush())
	})
}

// auditLine is an entry as it is exported, in both formats.
type auditLine struct {
	Platform     string    `json:"platform"`
	Workspace    string    `json:"workspace"`
	Position     int       `json:"position"` // in the chain; 0: not linked
	Link         string    `json:"link,omitempty"`
	Draft        string    `json:"draft"`
	Entry        int       `json:"entry"` // of the draft
	At           time.Time `json:"at"`
	Act          string    `json:"act"`
	Revision     int       `json:"revision"`
	Variant      int       `json:"variant,omitempty"`
	Digest       string    `json:"digest"`
	Text         string    `json:"text_digest,omitempty"`
	Acknowledged int       `json:"acknowledged,omitempty"`
	Person       string    `json:"person"` // "" when it was erased
	Name         string    `json:"name"`
	Role         string    `json:"role,omitempty"`
	Reason       string    `json:"reason,omitempty"`
	Why          string    `json:"why,omitempty"`
	Broken       bool      `json:"broken,omitempty"` // not what was written: see bot audit verify
}

func lineOf(t copilot.Tenant, e copilot.Entry) auditLine {
	return auditLine{
		t.Platform, t.Workspace, e.Position, e.Link, e.Draft, e.Number, e.At, e.Act, e.Revision, e.Variant, e.Digest, e.Text,
		e.Acknowledged, e.Person.ID, e.Person.Name, e.Role, e.Reason, e.Why, e.Broken,
	}
}

var auditColumns = []string{
	"platform", "workspace", "position", "link", "draft", "entry", "at", "act", "revision", "variant", "digest", "text_digest",
	"acknowledged", "person", "name", "role", "reason", "why", "broken",
}

func (l auditLine) cells() []string {
	return []string{
		l.Platform, l.Workspace, strconv.Itoa(l.Position), l.Link, l.Draft, strconv.Itoa(l.Entry), l.At.Format(time.RFC3339Nano), l.Act,
		strconv.Itoa(l.Revision), strconv.Itoa(l.Variant), l.Digest, l.Text, strconv.Itoa(l.Acknowledged), l.Person, l.Name, l.Role,
		l.Reason, l.Why, strconv.FormatBool(l.Broken),
	}
}

// writer writes one line after the other.
func (c auditExportCmd) writer(out io.Writer) (func(auditLine) error, error) {
	if c.Format == "jsonl" {
		lines := json.NewEncoder(out)
		return func(l auditLine) error { return printed(0, lines.Encode(l)) }, nil
	}
	row := func(cells []string) error { return printed(io.WriteString(out, text.Row(cells))) }
	return func(l auditLine) error { return row(l.cells()) }, row(auditColumns)
}
