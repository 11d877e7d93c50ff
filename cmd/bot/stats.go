package main

import (
	"bufio"
	"context"
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
		out := bufio.NewWriter(std.out)
		sheet, err := copilot.NewSheet(out, "platform", "workspace", "channel")
		if err != nil {
			return printed(0, err)
		}
		for _, t := range all {
			course, err := copilot.Survey(ctx, store, t, c.Channel, days, time.Now())
			if err != nil {
				return err
			}
			course.Prices = s.Prices
			if said := course.SayBound(s.Locale); said != "" {
				if err := printed(std.err.Write([]byte(said + "\n"))); err != nil {
					return err
				}
			}
			if err := sheet.Add(course, t.Platform, t.Workspace, c.Channel); err != nil {
				return printed(0, err)
			}
		}
		return printed(0, out.Flush())
	})
}
