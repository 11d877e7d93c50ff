package main

import (
	"context"
	"fmt"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/memory"
)

type auditVerifyCmd struct {
	Workspace string `name:"workspace" placeholder:"ID" help:"Workspace or server; without it, all there are."`
	Anchor    string `name:"anchor" placeholder:"N:LINK" help:"A head that was written down before, as the bot's log has it: the record must pass through it. With it a restored copy of an earlier state is found, too."`
	Unkeyed   int    `name:"unkeyed" placeholder:"N" help:"How many entries there were when BOT_SECRET_KEY was set: so many may be linked without it. More of them end with exit status 1: anybody who writes to Redis could have made them."`
}

// Validate finds a wrong anchor while flags are read.
func (c auditVerifyCmd) Validate() error {
	_, err := c.anchor()
	return err
}

func (c auditVerifyCmd) anchor() (copilot.Head, error) {
	if c.Anchor == "" {
		return copilot.Head{}, nil
	}
	return copilot.ParseHead(c.Anchor)
}

// Run verifies one record after the other.
func (c auditVerifyCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	anchor, err := c.anchor()
	if err != nil {
		return err
	}
	return withRecord(ctx, s, std, c.Workspace, func(store *memory.Store, all []copilot.Tenant) error {
		if c.Anchor != "" && len(all) > 1 {
			return errTenants
		}
		whole, unkeyed := true, 0
		for _, t := range all {
			v, err := store.Verify(ctx, t, anchor)
			if err != nil {
				return err
			}
			if err := verdictOf(v, s.Locale, std); err != nil {
				return err
			}
			whole = whole && v.Whole()
			if v.Keyed {
				unkeyed += v.Unkeyed
			}
		}
		if err := c.before(unkeyed, s.Locale, std); err != nil {
			return err
		}
		whole = whole && unkeyed <= c.Unkeyed
		if err := reservations(len(all), s, std); err != nil {
			return err
		}
		if !whole || c.Anchor != "" && len(all) == 0 { // the record of the anchor is gone
			return errFindings
		}
		return nil
	})
}

// before says whether so many entries from before the key are what the operator expects.
func (c auditVerifyCmd) before(unkeyed int, locale string, std stdio) error {
	args := catalogue.Args{"Count": unkeyed}
	switch {
	case unkeyed > c.Unkeyed:
		return printed(fmt.Fprintln(std.err, catalogue.Say(locale, "verify.unkeyed.more", args)))
	case unkeyed > 0:
		return printed(fmt.Fprintln(std.out, catalogue.Say(locale, "verify.unkeyed.said", args)))
	}
	return nil
}

// verdictOf prints what a verification came to.
func verdictOf(v copilot.Verification, locale string, std stdio) error {
	said := v.Sentence(locale)
	if v.Head.Entries > 0 {
		said += ", " + catalogue.Say(locale, "verify.head", catalogue.Args{"Head": v.Head})
	}
	if err := printed(fmt.Fprintf(std.out, "%s %s: %s\n", v.Tenant.Platform, v.Tenant.Workspace, said)); err != nil {
		return err
	}
	for _, remark := range v.Remarks(locale) {
		if err := printed(fmt.Fprintln(std.out, "  -", remark)); err != nil {
			return err
		}
	}
	return nil
}

// reservations are what no verdict can be relied on for.
func reservations(records int, s *Settings, std stdio) error {
	if records == 0 {
		return printed(fmt.Fprintln(std.out, catalogue.Say(s.Locale, "verify.none", nil)))
	}
	if !s.SecretKey.Set() {
		return printed(fmt.Fprintln(std.err, catalogue.Say(s.Locale, "verify.bare", nil)))
	}
	return nil
}
