package chat

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// Retried has everything of a tenant tried again that was given up, and says in lang
// how much that is. Whoever asks was let in before.
func Retried(ctx context.Context, core Core, lang string, t copilot.Tenant) (string, error) {
	n, err := core.AgainAll(ctx, t)
	if err != nil {
		return "", err
	}
	return copilot.Retried(lang, n), nil
}
