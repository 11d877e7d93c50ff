package memory

import (
	"context"
	"errors"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Keep keeps a new draft; see copilot.Memory.
func (s *Store) Keep(context.Context, copilot.Draft, copilot.Fence, copilot.Audit) (copilot.Draft, error) {
	return copilot.Draft{}, errors.ErrUnsupported
}

// Revise adds a revision; see copilot.Memory.
func (s *Store) Revise(context.Context, copilot.Ref, copilot.Expect, copilot.Revision, copilot.Fence, copilot.Audit) (copilot.Draft, error) {
	return copilot.Draft{}, errors.ErrUnsupported
}

// Decide moves a revision; see copilot.Memory.
func (s *Store) Decide(context.Context, copilot.Ref, copilot.Decision, *copilot.Request, copilot.Audit) (copilot.Draft, error) {
	return copilot.Draft{}, errors.ErrUnsupported
}

// Refuse records a refusal; see copilot.Memory.
func (s *Store) Refuse(context.Context, copilot.Ref, copilot.Audit) error {
	return errors.ErrUnsupported
}

// Draft finds one draft; see copilot.Memory.
func (s *Store) Draft(context.Context, copilot.Ref) (copilot.Draft, error) {
	return copilot.Draft{}, errors.ErrUnsupported
}

// Drafts lists drafts; see copilot.Memory.
func (s *Store) Drafts(context.Context, copilot.Filter) ([]copilot.Draft, error) {
	return nil, errors.ErrUnsupported
}

// Trail is the audit of a draft; see copilot.Memory.
func (s *Store) Trail(context.Context, copilot.Ref) ([]copilot.Audit, error) {
	return nil, errors.ErrUnsupported
}

// Profile of a channel; see copilot.Memory.
func (s *Store) Profile(context.Context, copilot.Place) (copilot.Profile, error) {
	return copilot.Profile{}, errors.ErrUnsupported
}

// SetProfile of a channel; see copilot.Memory.
func (s *Store) SetProfile(context.Context, copilot.Place, copilot.Profile) error {
	return errors.ErrUnsupported
}

// Facts of a channel; see copilot.Memory.
func (s *Store) Facts(context.Context, copilot.Place, time.Time) ([]copilot.Fact, error) {
	return nil, errors.ErrUnsupported
}

// AddFact to a channel; see copilot.Memory.
func (s *Store) AddFact(context.Context, copilot.Place, copilot.Fact) error {
	return errors.ErrUnsupported
}

// DropFact from a channel; see copilot.Memory.
func (s *Store) DropFact(context.Context, copilot.Place, string) error { return errors.ErrUnsupported }

// Remember an exchange; see copilot.Memory.
func (s *Store) Remember(context.Context, copilot.Place, copilot.Exchange) error {
	return errors.ErrUnsupported
}

// Recent exchanges of a channel; see copilot.Memory.
func (s *Store) Recent(context.Context, copilot.Place, int) ([]copilot.Exchange, error) {
	return nil, errors.ErrUnsupported
}

// Posted remembers a message; see copilot.Memory.
func (s *Store) Posted(context.Context, copilot.Tenant, string, string) error {
	return errors.ErrUnsupported
}

// Post finds the message of a request; see copilot.Memory.
func (s *Store) Post(context.Context, copilot.Tenant, string) (string, error) {
	return "", errors.ErrUnsupported
}
