package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
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

// Run takes the person out of the record and out of the signatures of drafts, and puts on
// record that the operator did. Who signed in to the workbench is forgotten first, whatever
// comes of the record: nothing need be by them.
func (c auditEraseCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	store, err := openRecord(ctx, s, std)
	if err != nil {
		return err
	}
	guest := false
	if c.Workspace == web.Tenant().Workspace {
		guest, err = store.Guests(web.Tenant(), web.SessionIdle).Forget(ctx, c.Person)
	}
	var of erasedOf
	all := []copilot.Tenant(nil)
	if err == nil {
		all, err = tenants(ctx, store, c.Workspace)
	}
	if guest && errors.Is(err, errNoTenant) {
		err = nil
	}
	for _, t := range all {
		if err == nil {
			err = of.erase(ctx, store, t, c.Person)
		}
	}
	err = errors.Join(of.print(std, s.Locale, guest), inWords(err, s.Locale), store.Close())
	if err == nil && !guest && of == (erasedOf{}) {
		err = errors.Join(printed(fmt.Fprintln(std.out, catalogue.Say(s.Locale, "verify.erased.none", catalogue.Args{"Person": c.Person}))), errFindings)
	}
	return err
}

// erasedOf is how much of a person was erased.
type erasedOf struct{ entries, drafts int }

func (e *erasedOf) erase(ctx context.Context, store *memory.Store, t copilot.Tenant, person string) error {
	operator := copilot.Person{Platform: t.Platform, ID: "operator", Name: "bot audit erase"}
	who := copilot.Person{Platform: t.Platform, ID: person}
	n, err := store.Erase(ctx, t, who, copilot.Audit{Act: "erased", Person: operator, At: time.Now().UTC()})
	if e.entries += n; err != nil {
		return err
	}
	n, err = store.Unsign(ctx, t, who)
	e.drafts += n
	return err
}

// print says what was erased, a line for each kind of it, and what stays.
func (e erasedOf) print(std stdio, locale string, guest bool) error {
	var lines []string
	if guest {
		lines = append(lines, catalogue.Say(locale, "verify.erased.guest", nil))
	}
	if e.entries > 0 {
		lines = append(lines, catalogue.Say(locale, "verify.erased", catalogue.Args{"Count": e.entries}))
	}
	if e.drafts > 0 {
		lines = append(lines, catalogue.Say(locale, "verify.erased.drafts", catalogue.Args{"Count": e.drafts}))
	}
	if len(lines) == 0 {
		return nil
	}
	return printed(fmt.Fprintln(std.out, strings.Join(append(lines, catalogue.Say(locale, "verify.erased.stays", nil)), "\n")))
}
