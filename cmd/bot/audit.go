package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// auditCmd has a subcommand for each thing that is done with the record.
type auditCmd struct {
	Verify  auditVerifyCmd  `cmd:"" help:"Hold the record against its links, beside a running bot, and say whether it is what was written."`
	Export  auditExportCmd  `cmd:"" help:"Print the record, as CSV or JSON Lines."`
	Erase   auditEraseCmd   `cmd:"" help:"Take a person, and their words, out of the record, which still holds and says that it was done, out of the signatures of drafts, and out of those who signed in to the workbench. What channels know stays as it is."`
	Receipt auditReceiptCmd `cmd:"" help:"Print the receipt of a signed draft, one HTML page that needs nothing else."`
}

var (
	errNoRecord = errors.New("set REDIS_URL: it names the Redis that keeps the record")
	errTenants  = errors.New("there are several workspaces: choose one with --workspace")
	errNoTenant = errors.New("nothing is on record of that workspace")
	errNoPlace  = errors.New("nothing is on record of that channel: name it by the id that the platform gives it")
)

// openRecord opens the store beside a bot; what it would lose does not matter then. It
// believes what the bot does, and keeps what it keeps, as the bot does.
func openRecord(ctx context.Context, s *Settings, std stdio) (*memory.Store, error) {
	if !s.Redis.Set() {
		return nil, errNoRecord
	}
	log := newLog(std.err, s)
	store, err := memory.Open(ctx, s.Redis.Reveal(), memory.Options{Secret: s.SecretKey, SecretBefore: s.KeyBefore, Log: log})
	if err != nil {
		return nil, err
	}
	if err := store.Fits(ctx); err != nil {
		return nil, errors.Join(inWords(err, s.Locale), store.Close())
	}
	return store, nil
}

// tenants are those on record that have a workspace by that name, all for "".
func tenants(ctx context.Context, store *memory.Store, workspace string) ([]copilot.Tenant, error) {
	all, err := store.Tenants(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(t copilot.Tenant) bool { return workspace != "" && t.Workspace != workspace })
	if workspace != "" && len(all) == 0 {
		return nil, errNoTenant
	}
	slices.SortFunc(all, func(a, b copilot.Tenant) int {
		return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Workspace, b.Workspace))
	})
	return all, nil
}

// withRecord opens the record and closes it when do is done.
func withRecord(ctx context.Context, s *Settings, std stdio, workspace string, do func(*memory.Store, []copilot.Tenant) error) error {
	store, err := openRecord(ctx, s, std)
	if err != nil {
		return err
	}
	all, err := tenants(ctx, store, workspace)
	if err == nil {
		err = do(store, all)
	}
	if closing := store.Close(); err == nil {
		err = closing
	}
	return err
}

func printed(_ int, err error) error {
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
