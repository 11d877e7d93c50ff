package builtin

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/network"
)

// composed composes a request as a chat's copilot does.
func composed(t interface{ Fatalf(string, ...any) }, command, brief, lang string, n network.Network, profile copilot.Profile) (copilot.Revision, bool) {
	c := copilot.Composer{Writer: New(), Now: func() time.Time { return time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC) }}
	r, err := c.Settle(copilot.Request{ID: "r", Command: command, Text: brief, Options: map[string]string{"network": n.ID, "language": lang}})
	var v copilot.Revision
	if err == nil {
		v, err = c.Compose(context.Background(), r, copilot.Material{Profile: profile}, nil)
	}
	if fault, ok := errors.AsType[*copilot.Fault](err); err != nil && !ok {
		t.Fatalf("%v", err)
	} else if ok && command == "draft" && harmless(brief) != "" {
		t.Fatalf("%q: %s", brief, fault.Sentence("en"))
	}
	return v, err == nil
}

// explained holds that every hashtag is one for its network and says where it comes
// from, and that none was left out as made up: this writer makes none up.
func explained(t interface{ Fatalf(string, ...any) }, brief string, n network.Network, v copilot.Revision) {
	if len(v.Origins) != len(v.Hashtags) {
		t.Fatalf("%q: %q, %v", brief, v.Hashtags, v.Origins)
	}
	for _, tag := range v.Hashtags {
		if !n.Takes(tag) {
			t.Fatalf("%s does not take %s", n.Name, tag)
		}
	}
	for _, note := range v.Notes {
		if note.Key == "note.tags.unfounded" {
			t.Fatalf("%q: %v was made up", brief, note.Args)
		}
	}
}

func TestEveryHashtagIsExplained(t *testing.T) {
	banned := copilot.Profile{Voice: copilot.Voice{Banned: []string{"Lyon", "bio*", "free"}}}
	for _, lang := range []string{"en", "fr"} {
		for i, p := range briefs(t, lang) {
			n := network.All()[i%len(network.All())]
			for _, command := range []string{"draft", "hashtags"} {
				for _, profile := range []copilot.Profile{{}, banned} {
					v, ok := composed(t, command, p.Brief, lang, n, profile)
					if !ok {
						continue
					}
					explained(t, p.Brief, n, v)
					for _, tag := range v.Hashtags {
						if word, bans := profile.Bans(tag); bans {
							t.Errorf("%s: the channel does not want %q", tag, word)
						}
					}
				}
			}
		}
	}
}

func TestEveryHashtagIsExplainedOfAnyBrief(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom(network.All()).Draw(t, "network")
		brief := strings.Join(rapid.SliceOfN(briefWords, 1, 60).Draw(t, "brief"), " ")
		command := rapid.SampledFrom([]string{"draft", "hashtags"}).Draw(t, "command")
		if v, ok := composed(t, command, brief, rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "language"), n, copilot.Profile{}); ok {
			explained(t, brief, n, v)
		}
	})
}

// What was asked for and cannot be had is told; what was never asked for is not.
func TestRefusedHashtagsAreTold(t *testing.T) {
	insta, _ := network.Find("instagram")
	profile := copilot.Profile{Voice: copilot.Voice{Banned: []string{"black friday", "Lyon"}}}
	for _, command := range []string{"draft", "hashtags"} {
		v, ok := composed(t, command, "Our bakery opens in Lyon on Friday, with bread and coffee. Hashtags: #BlackFriday", "en", insta, profile)
		if !ok || len(v.Hashtags) == 0 || len(v.Notes) != 1 || v.Notes[0].Key != "note.tags.banned" || v.Notes[0].Args["Tags"] != "#BlackFriday" {
			t.Errorf("%s: %q, %v", command, v.Hashtags, v.Notes)
		}
	}
}
