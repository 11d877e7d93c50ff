package memory

import "context"

// Seal is how a store stands to the secret it is opened with.
type Seal string

// How a store is sealed.
const (
	SealNone   Seal = "none"   // there is no secret, and nothing that needs one
	SealFits   Seal = "fits"   // it is sealed, and the secret, or the one of before, opens it
	SealFirst  Seal = "first"  // nothing is kept yet: the next start seals it with this secret
	SealAdopts Seal = "adopts" // by the operator's word, the next start seals what is kept in no envelope
)

// Opens is what Unlock would come to, for whoever only wants to know: nothing is changed.
// Errors are Unlock's: faults of ErrLocked, ErrForged or ErrBare, or that the server is away.
func (s *Store) Opens(ctx context.Context) (Seal, error) {
	now, noted, err := s.sealing(ctx)
	switch {
	case err != nil:
		return "", err
	case !s.vault.wraps():
		return SealNone, nil
	case s.hears(now):
		return SealAdopts, nil
	case noted:
		return SealFits, nil
	}
	return SealFirst, s.allSealed(ctx)
}
