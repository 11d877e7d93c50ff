package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

type statsCmd struct {
	Days      string `name:"days" enum:"7,30,90" default:"30" placeholder:"7|30|90" help:"Over how many days, today among them: a row for each day, or over 90 for each week. Default: ${default}."`
	Workspace string `name:"workspace" placeholder:"ID" help:"Workspace or server; without it, all there are."`
	Channel   string `name:"channel" placeholder:"ID" help:"A channel; without it, all together."`
}

// Run prints the key figures as CSV, beside a running bot.
func (c statsCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	days, err := strconv.Atoi(c.Days)
	if err != nil {
		return err
	}
	return withRecord(ctx, s, std, c.Workspace, func(store *memory.Store, all []copilot.Tenant) error {
		if _, err := store.Opens(ctx); err != nil { // what cannot be read would be no draft
			return inWords(err, s.Locale)
		}
		all, err := c.withChannel(ctx, store, all)
		if err != nil {
			return inWords(err, s.Locale)
		}
		return c.print(ctx, s, std, store, all, days)
	})
}

// print prints the figures of tenants, and says of whom they are not all: of more drafts than
// figures are made of, these are the newest. What cannot be read is not counted, which is an
// error; as is that there are none.
func (c statsCmd) print(ctx context.Context, s *Settings, std stdio, store copilot.Memory, all []copilot.Tenant, days int) error {
	var unread []error
	var out bytes.Buffer // half of the figures would be taken for all of them
	sheet, err := copilot.NewSheet(&out, "platform", "workspace", "channel")
	if err != nil {
		return printed(0, err)
	}
	for _, t := range all {
		course, err := copilot.Survey(ctx, store, t, c.Channel, days, time.Now())
		if err != nil {
			return inWords(err, s.Locale)
		}
		course.Prices = s.Prices
		whose := t.Platform + " " + t.Workspace + ": "
		if said := course.SayLeftOut(s.Locale); said != "" {
			unread = append(unread, errors.New(whose+said))
		}
		if said := course.SayBound(s.Locale); said != "" {
			if err := printed(fmt.Fprintln(std.err, whose+said)); err != nil {
				return err
			}
		}
		if err := sheet.Add(course, t.Platform, t.Workspace, c.Channel); err != nil {
			return printed(0, err)
		}
	}
	if _, err := std.out.Write(out.Bytes()); err != nil {
		return printed(0, err)
	}
	return errors.Join(unread...)
}

// withChannel are those that ever had a draft in the channel that was named; all of them when
// none was.
func (c statsCmd) withChannel(ctx context.Context, store *memory.Store, all []copilot.Tenant) ([]copilot.Tenant, error) {
	if c.Channel == "" {
		return all, nil
	}
	var those []copilot.Tenant
	for _, t := range all {
		found := 0
		saw, err := store.Survey(ctx, t, c.Channel, time.Time{}, 1, func(copilot.Draft) { found++ })
		switch {
		case err != nil:
			return nil, err
		case found+saw.LeftOut > 0 || saw.More:
			those = append(those, t)
		}
	}
	if len(those) == 0 {
		return nil, errNoPlace
	}
	return those, nil
}
