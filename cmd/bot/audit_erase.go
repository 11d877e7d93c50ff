package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/memory"
)

type auditEraseCmd struct {
	Person    string `arg:"" help:"Id of the person, as the export has it."`
	Workspace string `name:"workspace" required:"" placeholder:"ID" help:"Workspace or server in which they are forgotten."`
}

// Run takes the person out of the record, and puts on record that the operator did.
func (c auditEraseCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	return withRecord(ctx, s, std, c.Workspace, func(store *memory.Store, all []copilot.Tenant) error {
		erased := 0
		for _, t := range all {
			operator := copilot.Person{Platform: t.Platform, ID: "operator", Name: "bot audit erase"}
			n, err := store.Erase(ctx, t, copilot.Person{Platform: t.Platform, ID: c.Person}, copilot.Audit{Act: "erased", Person: operator, At: time.Now().UTC()})
			if erased += n; err != nil {
				return inWords(err, s.Locale)
			}
			if t == web.Tenant() {
				if _, err := store.Guests(t, web.SessionIdle).Forget(ctx, c.Person); err != nil {
					return err
				}
			}
		}
		if erased == 0 {
			return errors.Join(printed(fmt.Fprintln(std.out, catalogue.Say(s.Locale, "verify.erased.none", catalogue.Args{"Person": c.Person}))), errFindings)
		}
		return printed(fmt.Fprintln(std.out, catalogue.Say(s.Locale, "verify.erased", catalogue.Args{"Count": erased})))
	})
}
