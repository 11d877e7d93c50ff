package slack_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// TestEveryCommandOfTheTable: typed alone each opens its form, under whatever
// prefix the app has.
func TestEveryCommandOfTheTable(t *testing.T) {
	for _, prefix := range []string{"", "br-"} {
		onBoth(t, setting{prefix: prefix}, func(t *testing.T, s *stage) {
			for _, c := range copilot.Table() {
				if r := s.Command(ada, launch, "/"+prefix+c.Name, " "); !r.Acked() || len(r.Body) > 0 {
					t.Errorf("/%s%s: %+v", prefix, c.Name, r)
				}
				s.door.Wait()
				v, open := s.View(ada)
				if !open || v.CallbackID == "wait" {
					t.Errorf("/%s%s opens no form, but %q", prefix, c.Name, v.CallbackID)
				}
			}
			s.asks(lea, "/"+prefix+"draft", "our launch")
			if len(s.ours(launch)) != 1 {
				t.Errorf("/%sdraft with words is not answered", prefix)
			}
		})
	}
}

// TestUnknownCommand names those there are.
func TestUnknownCommand(t *testing.T) {
	s := overHTTP(t, setting{})
	s.asks(lea, "/drafft", "our launch")
	if told := s.whispers(lea); !strings.Contains(told, "/draft") {
		t.Errorf("told %q", told)
	}
}

// TestFormHasEveryOption: an input for each option with its choices, labelled in
// the language of whoever opened it.
func TestFormHasEveryOption(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		for user, lang := range map[string]string{lea: "en", marc: "fr"} {
			for _, c := range copilot.Table() {
				if c.Settings {
					continue
				}
				s.Command(user, launch, "/"+c.Name, "")
				s.door.Wait()
				v, _ := s.View(user)
				said := v.Plain()
				if v.Title != "/"+c.Name || !strings.Contains(said, c.Description(lang)) {
					t.Errorf("%s in %s is titled %q: %s", c.Name, lang, v.Title, said)
				}
				for _, o := range c.Options {
					if o.Kind == copilot.OptionDraft { // it is chosen on its card
						continue
					}
					at := slices.IndexFunc(v.Actions(), func(a slacktest.Action) bool { return a.Block == o.Name })
					if at < 0 || !strings.Contains(strings.ToLower(said), strings.ToLower(o.Description(lang))) {
						t.Errorf("%s in %s does not ask for %s: %s", c.Name, lang, o.Name, said)
						continue
					}
					var want []string
					if o.Choices != nil {
						for _, choice := range o.Choices(lang) {
							want = append(want, choice.Value)
						}
					}
					if !slices.Equal(v.Actions()[at].Options, want) {
						t.Errorf("%s: %s offers %v, want %v", c.Name, o.Name, v.Actions()[at].Options, want)
					}
				}
			}
		}
	})
}

// TestFormIsAsGoodAsTyping: what was filled in is what the writer is asked for.
func TestFormIsAsGoodAsTyping(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Command(lea, launch, "/draft", "")
		r := s.Submit(lea, "", map[string]string{
			"text": "our launch\non Thursday", "network": "linkedin", "tone": "warm", "audience": "makers", "language": "fr", "variants": "2",
		})
		s.rest()
		if !r.Acked() || len(r.Body) > 0 {
			t.Fatalf("%+v %s", r, r.Body)
		}
		if _, open := s.View(lea); open {
			t.Error("the form stays open")
		}
		p := s.Pen.Last()
		if p.Brief != "our launch\non Thursday" || p.Network.ID != "linkedin" || p.Tone != "warm" || p.Audience != "makers" || p.Language != "fr" || len(p.Angles) != 2 {
			t.Errorf("the writer is asked for %q on %q, %q, for %q in %q, %d times", p.Brief, p.Network.ID, p.Tone, p.Audience, p.Language, len(p.Angles))
		}
		if n := len(s.ours(launch)); n != 1 {
			t.Errorf("%d messages", n)
		}
	})
}

// TestFormRefuses: what is wrong is said under the input it is about, and what was
// typed is not lost.
func TestFormRefuses(t *testing.T) {
	for _, c := range []struct {
		command string
		filled  map[string]string
		under   string
		says    string
	}{
		{"/summarize", map[string]string{"since": "the day after tomorrow"}, "since", "the day after tomorrow"},
		{"/summarize", map[string]string{"since": "2031-01-01", "words": "100"}, "since", "2031-01-01"},
		{"/draft", map[string]string{"text": "a\x00b\x01c"}, "text", "text"},
	} {
		onBoth(t, setting{}, func(t *testing.T, s *stage) {
			s.Command(lea, launch, c.command, "")
			r := s.Submit(lea, "", c.filled)
			s.rest()
			errors, _ := r.JSON["errors"].(map[string]any)
			if said, _ := errors[c.under].(string); len(errors) != 1 || !strings.Contains(said, c.says) {
				t.Errorf("%s %v is answered %s", c.command, c.filled, r.Body)
			}
			if _, open := s.View(lea); !open {
				t.Errorf("%s: the form is gone with what was typed", c.command)
			}
			if len(s.ours(launch)) > 0 {
				t.Errorf("%s is answered all the same", c.command)
			}
		})
	}
}

// TestTypedOptionsAreChecked: the same when it is typed, in the acknowledgement.
func TestTypedOptionsAreChecked(t *testing.T) {
	s := overHTTP(t, setting{})
	for words, want := range map[string]string{
		"variants:9 our launch": "1", "network:myspace our launch": "network", "varients:2 our launch": "variants",
	} {
		r := s.asks(lea, "/draft", words)
		if text, _ := r.JSON["text"].(string); r.JSON["response_type"] != "ephemeral" || !strings.Contains(text, want) {
			t.Errorf("%q is answered %s", words, r.Body)
		}
	}
	if len(s.ours(launch)) > 0 {
		t.Error("something was drafted")
	}
}

// TestMentionsInACommand: people who are named stand in the brief by name, and
// nobody is called.
func TestMentionsInACommand(t *testing.T) {
	s := overHTTP(t, setting{})
	s.asks(lea, "/draft", "thank @marc & <everybody>, see #launch")
	if p := s.Pen.Last(); p.Brief != "thank @marc & <everybody>, see #launch" {
		t.Errorf("the brief is %q", p.Brief)
	}
}

// TestFormCannotNameAnotherWorkspace: what a form remembers does not decide whose workspace it is.
func TestFormCannotNameAnotherWorkspace(t *testing.T) {
	s := overHTTP(t, setting{})
	s.Command(lea, launch, "/draft", "")
	v, _ := s.View(lea)
	var kept struct {
		Place copilot.Place `json:"place"`
	}
	if err := json.Unmarshal([]byte(v.PrivateMetadata), &kept); err != nil || kept.Place.Workspace != s.Options().Team {
		t.Fatalf("the form remembers %+v (%v)", kept, err)
	}
	forged := strings.Replace(v.PrivateMetadata, s.Options().Team, "T0OTHER001", 1)
	body := submission(lea, s.Options().Team, "command", forged, `{"text":{"answer":{"type":"plain_text_input","value":"our launch"}}}`)
	if status, said := s.sends(s.genuine(interactionsAt, body)); status != 200 || said != "" {
		t.Errorf("%d %q", status, said)
	}
	s.rest()
	if d := s.newest(); d.Place.Workspace != s.Options().Team {
		t.Errorf("the draft is in %q", d.Place.Workspace)
	}
}
