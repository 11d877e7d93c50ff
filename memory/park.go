package memory

import (
	"context"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Park gives a job up at once, whatever attempts are left. The person knows.
func (s *Store) Park(ctx context.Context, j copilot.Job, cause string) error {
	const attemptsLeft = 0
	return held(s.run(ctx, toRetry, s.keys.queue(),
		j.ID, j.Fence.Number, s.nowMS(), 0, s.putCause(j, cause), attemptsLeft, "").Int())
}

// clip cuts a cause to what is kept of it.
func clip(cause string) string {
	if len(cause) > maxCause {
		cause = strings.ToValidUTF8(cause[:maxCause], "")
	}
	return cause
}
