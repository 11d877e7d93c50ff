package discord

import (
	"context"
	"maps"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// fieldHashtags is the field of an edit that its form leaves out when five texts
// take all its room.
const fieldHashtags = "hashtags"

// completed are the answers to a form with what it had no room to ask for: hashtags
// that nobody saw stay what they are. If another revision has come since, the core
// refuses the click.
func (d *Door) completed(ctx context.Context, s scene, b button, answers map[string]string) (map[string]string, error) {
	if _, asked := answers[fieldHashtags]; asked || b.act != copilot.ActEdit {
		return answers, nil
	}
	draft, err := d.core.Draft(ctx, ref(s.at, b))
	if err != nil {
		return nil, err
	}
	answers = maps.Clone(answers)
	answers[fieldHashtags] = strings.Join(draft.Latest().Hashtags, " ")
	return answers, nil
}
