package chat

import (
	"context"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// SubRetry is what to type after the command of the settings to have everything tried
// again that was given up.
const SubRetry = "retry"

// AsksRetry says whether what was typed after the command of the settings asks for
// that, in either language.
func AsksRetry(typed string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(typed), " ")
	return strings.EqualFold(word, SubRetry) || strings.EqualFold(word, "réessayer")
}

// Retried has everything of a tenant tried again that was given up, and says in lang
// how much that is. Whoever asks was let in before.
func Retried(ctx context.Context, core Core, lang string, t copilot.Tenant) (string, error) {
	n, err := core.AgainAll(ctx, t)
	if err != nil {
		return "", err
	}
	if n == 0 {
		return catalogue.Say(lang, "chat.retried.none", nil), nil
	}
	return catalogue.Say(lang, "chat.retried", catalogue.Args{"Count": n}), nil
}
