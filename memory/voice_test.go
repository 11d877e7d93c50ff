package memory

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// A version from before voices were data keeps profiles as one record of what it
// knows. It reads what this one wrote; and when it writes, nothing is lost.
func TestVersionBeforeLosesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		at := copilot.Place{Platform: "web", Workspace: "w", Channel: "c"}
		key := s.keys.channel("profile", at)
		p := copilot.Profile{Language: "fr", Audience: "riders", Audiences: []copilot.Audience{{Name: "riders", Words: "city riders"}}, Voice: copilot.Voice{
			Words: "plain", Preferred: []string{"lamp"}, Banned: []string{"best"},
			Traits: []string{"warm"}, Emoji: check.NoEmoji, Address: check.Vous, Inclusive: check.Point, Samples: []copilot.Sample{{Text: "A post"}},
		}}
		must(t, s.SetProfile(ctx, at, p))
		before, err := s.db.Get(ctx, key).Result()
		must(t, err)
		if want := `{"language":"fr","audience":"riders","voice":"plain","preferred":["lamp"],"banned":["best"]}`; before != want {
			t.Errorf("the version before reads %s, want %s", before, want)
		}
		must(t, s.db.Set(ctx, key, `{"language":"en","banned":["cheap"]}`, 0).Err())
		p.Language, p.Audience, p.Words, p.Preferred, p.Banned = "en", "", "", nil, []string{"cheap"}
		got, err := s.Profile(ctx, at)
		must(t, err)
		if diff := cmp.Diff(p, got); diff != "" {
			t.Errorf("after it wrote (-want +got):\n%s", diff)
		}
	})
}
