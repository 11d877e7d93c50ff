package memory

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// The versions before keep profiles in fewer parts, and write those they know whole, as
// they know them. They read what this one wrote; and when they write, nothing is lost.
func TestVersionBeforeLosesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		at := copilot.Place{Platform: "web", Workspace: "w", Channel: "c"}
		first, voice := s.keys.channel("profile", at), s.keys.channel("voice", at)
		p := copilot.Profile{Language: "fr", Audience: "riders", Audiences: []copilot.Audience{{Name: "riders", Words: "city riders"}}, Keep: true, Voice: copilot.Voice{
			Words: "plain", Preferred: []string{"lamp"}, Banned: []string{"best"},
			Traits: []string{"warm"}, Emoji: check.NoEmoji, Address: check.Vous, Inclusive: check.Point, Samples: []copilot.Sample{{Text: "A post"}},
		}}
		must(t, s.SetProfile(ctx, at, p))
		for key, want := range map[string]string{
			first: `{"language":"fr","audience":"riders","voice":"plain","preferred":["lamp"],"banned":["best"]}`,
			voice: `{"traits":["warm"],"emoji":"none","address":"vous","inclusive":"point","samples":[{"text":"A post"}]}`,
		} {
			if read := s.db.Get(ctx, key).Val(); read != want {
				t.Errorf("a version before reads %s, want %s", read, want)
			}
		}
		want := func(p copilot.Profile, who string) {
			t.Helper()
			got, err := s.Profile(ctx, at)
			must(t, err)
			if diff := cmp.Diff(p, got); diff != "" {
				t.Errorf("after %s wrote (-want +got):\n%s", who, diff)
			}
		}
		must(t, s.db.Set(ctx, first, `{"language":"en","banned":["cheap"]}`, 0).Err())
		p.Language, p.Audience, p.Words, p.Preferred, p.Banned = "en", "", "", nil, []string{"cheap"}
		want(p, "the one from before voices were data")

		must(t, s.db.MSet(ctx, first, `{"language":"en","banned":["cheap"],"approvers":[{"id":"u","name":"Marc"}]}`, voice, `{"traits":["dry"]}`).Err())
		p.Approvers = []copilot.Approver{{ID: "u", Name: "Marc"}}
		p.Voice = copilot.Voice{Traits: []string{"dry"}, Banned: []string{"cheap"}}
		want(p, "the one from before audiences were kept")
	})
}

// Where one approver's word is not enough, a version before, which would take it for that,
// finds no approver; and when it writes the profile, that stays so, and nothing is lost.
func TestVersionBeforeFindsNobody(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		at := copilot.Place{Platform: "web", Workspace: "w", Channel: "c"}
		first := s.keys.channel("profile", at)
		for _, rules := range []copilot.Authority{{Signatures: 2}, {WaitDays: 3}, {Steps: []copilot.Step{{Name: "legal"}}}} {
			p := copilot.Profile{Language: "fr", Approvers: []copilot.Approver{{ID: "u", Name: "Marc"}}, Authority: rules}
			must(t, s.SetProfile(ctx, at, p))
			if read := s.db.Get(ctx, first).Val(); read != `{"language":"fr"}` {
				t.Errorf("%+v: a version before reads %s", rules, read)
			}
			must(t, s.db.Set(ctx, first, `{"language":"en"}`, 0).Err())
			p.Language = "en"
			got, err := s.Profile(ctx, at)
			must(t, err)
			if diff := cmp.Diff(p, got); diff != "" {
				t.Errorf("after a version before wrote (-want +got):\n%s", diff)
			}
		}
	})
}

// A change that is sent twice, as a Cluster client does when a node fails under it, is made
// once, and was made.
func TestLearnRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, at := open(t, url, Options{}), copilot.Place{Platform: "web", Workspace: "w", Channel: "c"}
		for _, facts := range [][]copilot.Fact{nil, {{ID: "1", Text: "lamps"}, {ID: "2", Text: "bells"}}, {{ID: "2", Text: "bells"}}} {
			was, err := s.known(t.Context(), at)
			must(t, err)
			to := copilot.Known{Profile: copilot.Profile{Audience: "riders"}, Facts: facts}
			for range 2 {
				if kept, err := s.replace(t.Context(), at, was, nil, to); err != nil || !kept {
					t.Fatalf("%d facts: %t, %v", len(facts), kept, err)
				}
			}
			if got, err := s.Facts(t.Context(), at, s.o.Clock()); err != nil || cmp.Diff(facts, got) != "" {
				t.Fatalf("%+v, %v", got, err)
			}
		}
	})
}
