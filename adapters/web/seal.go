package web

import (
	"crypto/cipher"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/brouillon/brouillon/copilot"
)

// seal closes values up under a key for one purpose.
type seal struct{ cipher.AEAD }

func newSeal(s copilot.Secret, purpose string) seal {
	return seal{copilot.Box(s.Key("workbench " + purpose))}
}

var errUnsealed = errors.New("not sealed by us")

// close seals a value to what it is about.
func (s seal) close(value any, about string) ([]byte, error) {
	plain, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return s.Seal(nil, nil, plain, []byte(about)), nil
}

// open reads a value that was sealed to the same.
func (s seal) open(sealed []byte, about string, value any) error {
	plain, err := s.Open(nil, nil, sealed, []byte(about))
	if err != nil || json.Unmarshal(plain, value) != nil {
		return errUnsealed
	}
	return nil
}
