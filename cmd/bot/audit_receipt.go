package main

import (
	"context"
	"errors"
	"time"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

type auditReceiptCmd struct {
	Draft     string `arg:"" help:"Id of the draft, as the export and the workbench have it."`
	Workspace string `name:"workspace" placeholder:"ID" help:"Workspace or server; without it, the first that has such a draft."`
}

// Run prints the receipt of the draft, wherever it is.
func (c auditReceiptCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	return withRecord(ctx, s, std, c.Workspace, func(store *memory.Store, all []copilot.Tenant) error {
		core := copilot.New(copilot.Config{Memory: store, Queue: store})
		receipt, err := copilot.Receipt{}, error(copilot.NewFault(copilot.FaultAbsent, "fault.draft.absent", nil, nil))
		for _, t := range all {
			receipt, err = core.Receipt(ctx, copilot.Ref{Tenant: t, Draft: c.Draft}, s.Locale)
			if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Kind != copilot.FaultAbsent {
				break
			}
		}
		if err != nil {
			return inWords(err, s.Locale)
		}
		page, err := web.Receipt(receipt, time.UTC)
		if err != nil {
			return err
		}
		return printed(std.out.Write(page))
	})
}
