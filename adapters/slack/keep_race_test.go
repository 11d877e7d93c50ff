package slack_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestKeptWhileRead: what happens while a channel is read for the first time, before
// its pages come or after, is neither lost nor brought back.
func TestKeptWhileRead(t *testing.T) {
	t.Parallel()
	for name, happens := range map[string]func(s *stage, root, reply, alone string){
		"a post":                    func(s *stage, _, _, _ string) { s.Say(marc, launch, "", "meanwhile") },
		"a reply":                   func(s *stage, root, _, _ string) { s.Say(marc, launch, root, "meanwhile") },
		"the first reply":           func(s *stage, _, _, alone string) { s.Say(marc, launch, alone, "meanwhile") },
		"an edit":                   func(s *stage, _, _, alone string) { s.Edit(lea, launch, alone, "meanwhile") },
		"an edit of a reply":        func(s *stage, _, reply, _ string) { s.Edit(marc, launch, reply, "meanwhile") },
		"a deletion":                func(s *stage, _, _, alone string) { s.Delete(lea, launch, alone) },
		"a deletion in a thread":    func(s *stage, _, reply, _ string) { s.Delete(marc, launch, reply) },
		"a deletion of its root":    func(s *stage, root, _, _ string) { s.Delete(lea, launch, root) },
		"a deletion of all of it":   func(s *stage, root, reply, _ string) { s.Delete(marc, launch, reply); s.Delete(lea, launch, root) },
		"a post that is taken back": func(s *stage, _, _, _ string) { s.Delete(marc, launch, s.Say(marc, launch, "", "meanwhile")) },
	} {
		for _, when := range []string{"opened", "laying"} {
			t.Run(name+" when "+when, func(t *testing.T) {
				s := overHTTPIdle(t, setting{})
				root := s.Say(lea, launch, "", "root")
				reply := s.Say(marc, launch, root, "reply")
				alone := s.Say(lea, launch, "", "alone")
				s.keeps()
				do := func() { happens(s, root, reply, alone) }
				if when == "opened" {
					s.kept.opened = do
				} else {
					s.kept.laying = do
				}
				r := copilot.Reading{Place: s.place(), Keep: true}
				r.For.ID = lea
				s.reads(r)
				if s.kept.opened != nil || s.kept.laying != nil {
					t.Fatal("nothing happened meanwhile")
				}
				if pages := s.saved(r); pages > 2 { // the newest, and a thread that had changed
					t.Errorf("%d pages", pages)
				}
				r.Place.Thread = root
				if _, there := s.Message(launch, root); there {
					s.saved(r)
				}
			})
		}
	}
}

// TestKeptByTwo: two processes take deliveries in turn, each of them reads, and one that
// comes later knows what is kept before it lets anything pass.
func TestKeptByTwo(t *testing.T) {
	t.Parallel()
	s := overHTTPIdle(t, setting{})
	r := copilot.Reading{Place: s.place()}
	root := s.Say(lea, launch, "", "root")
	s.keeps()
	s.saved(r)
	other := s.replica()
	for i, turn := range []*stage{other, s, other, s} {
		s.ConnectHTTP(turn.front)
		s.Say(marc, launch, "", "in turn")
		reply := s.Say(lea, launch, root, "reply")
		edited := s.Say(lea, launch, "", "to be edited")
		s.ConnectHTTP([]*stage{s, other}[i%2].front)
		s.Edit(lea, launch, edited, "edited")
		s.Delete(lea, launch, reply)
		s.Clock.Forward(11 * time.Minute) // Slack would deliver nothing of it any more
		s.rehears()
		other.rehears()
		for _, reader := range []*stage{s, other} {
			if pages := reader.saved(r); pages != 1 {
				t.Errorf("turn %d: %d pages", i, pages)
			}
		}
	}
}

// TestKeptIsNoPass: what is kept is read for nobody who is not there now.
func TestKeptIsNoPass(t *testing.T) {
	t.Parallel()
	s := overHTTPIdle(t, setting{})
	s.Say(lea, launch, "", "between us")
	s.keeps()
	r := copilot.Reading{Place: s.place(), Keep: true, For: copilot.Person{Platform: "slack", ID: lea}}
	s.saved(r)
	r.For.ID = "U0STRANGE1"
	if c, err := s.chat.Read(s.Ctx, r); err == nil || len(c.Lines) > 0 {
		t.Errorf("read for a stranger: %v", c)
	}
}

// TestKeptIsErased: by whatever makes it unreliable, and by whoever does not want it.
func TestKeptIsErased(t *testing.T) {
	t.Parallel()
	for name, happens := range map[string]func(s *stage){
		"opted out": func(s *stage) {
			if err := s.core.SetProfile(s.Ctx, s.place(), copilot.Profile{}); err != nil {
				s.t.Fatal(err)
			}
		},
		"opted out in a file": func(s *stage) {
			if _, err := s.core.Import(s.Ctx, s.place(), copilot.Person{}, []byte("keep: no")); err != nil {
				s.t.Fatal(err)
			}
		},
		"who wrote it does not want to be read": func(s *stage) { s.says(lea, "opt-out") },
		"archived": func(s *stage) {
			s.happens(`{"type":"message","subtype":"channel_archive","channel":"` + launch + `","user":"` + ada + `","ts":"1773133200.900000"}`)
		},
		"we left":        func(s *stage) { s.happens(`{"type":"channel_left","channel":"` + launch + `"}`) },
		"it was deleted": func(s *stage) { s.happens(`{"type":"group_deleted","channel":"` + launch + `"}`) },
		"we came back": func(s *stage) {
			s.happens(`{"type":"message","subtype":"channel_join","channel":"` + launch + `","user":"` + s.Options().BotUser + `","ts":"1773133200.900000"}`)
		},
		"we are shut out": func(s *stage) {
			s.Fail("conversations.history", "channel_not_found", 1)
			r := copilot.Reading{Place: s.place(), Keep: true, For: copilot.Person{Platform: "slack", ID: lea}}
			if _, err := s.chat.Read(s.Ctx, r); err == nil {
				s.t.Error("read where Slack lets nobody")
			}
		},
		"nobody knew whether it keeps": func(s *stage) {
			s.kept.down.Store(true)
			s.Clock.Forward(time.Minute)
			said := `{"event":{"type":"message","channel":"` + launch + `","user":"` + lea + `","text":"lost","ts":"1773133200.900000"}}`
			if status, _ := s.sends(s.genuine(eventsAt, said)); status == 200 {
				s.t.Error("acknowledged what may have to be kept")
			}
			s.kept.down.Store(false)
			s.rehears()
		},
		"Slack drops events": func(s *stage) {
			s.sends(s.genuine(eventsAt, `{"type":"app_rate_limited","minute_rate_limited":1773133200}`))
			s.rehears()
		},
		"the app was removed": func(s *stage) {
			s.happens(`{"type":"app_uninstalled"}`)
			s.rehears()
		},
		"nobody could read an event": func(s *stage) {
			s.sends(s.genuine(eventsAt, `{"type":"event_callback","event":{"type":7}}`))
			s.rehears()
		},
		"the store was away": func(s *stage) {
			s.kept.down.Store(true)
			said := `{"event":{"type":"message","channel":"` + launch + `","user":"` + lea + `","text":"lost","ts":"1773133200.900000"}}`
			if status, _ := s.sends(s.genuine(eventsAt, said)); status == 200 {
				s.t.Error("acknowledged what could not be kept")
			}
			s.kept.down.Store(false)
			s.rehears()
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := overHTTPIdle(t, setting{})
			s.Say(lea, launch, "", "a secret")
			s.keeps()
			s.saved(copilot.Reading{Place: s.place()})
			if !strings.Contains(s.lies(), "a secret") {
				t.Fatalf("not kept: %s", s.lies())
			}
			happens(s)
			if err := s.Store.Opt(s.Ctx, s.place(), true); err != nil { // so that it opens
				t.Fatal(err)
			}
			if left := s.lies(); strings.Contains(left, "secret") {
				t.Errorf("left: %s", left)
			}
			s.saved(copilot.Reading{Place: s.place()})
		})
	}
}

// TestDeletedIsNotKept: the words of a message that is deleted or edited are gone from
// the store when Slack's delivery is acknowledged.
func TestDeletedIsNotKept(t *testing.T) {
	t.Parallel()
	s := overHTTPIdle(t, setting{})
	root := s.Say(lea, launch, "", "a secret root")
	reply := s.Say(lea, launch, root, "a secret reply")
	post := s.Say(lea, launch, "", "a secret post")
	s.keeps()
	s.saved(copilot.Reading{Place: s.place()})
	if n := strings.Count(s.lies(), "secret"); n != 3 {
		t.Fatalf("%d are kept", n)
	}
	s.Delete(lea, launch, reply)
	s.Delete(lea, launch, root)
	s.Edit(lea, launch, post, "harmless")
	if left := s.lies(); strings.Contains(left, "secret") {
		t.Errorf("left: %s", left)
	}
}

// TestMissedIsFound: Slack did not deliver something, and nothing else says so: what is
// older than Slack would still deliver, and is not kept, has all read anew.
func TestMissedIsFound(t *testing.T) {
	t.Parallel()
	s := overHTTPIdle(t, setting{})
	before := s.Say(lea, launch, "", "before")
	s.keeps()
	r := copilot.Reading{Place: s.place()}
	s.saved(r)
	s.ConnectHTTP("")
	s.Say(marc, launch, before, "a reply that may still come")
	if pages := s.saved(r); pages != 2 { // the newest, and the thread
		t.Errorf("%d pages", pages)
	}
	root := s.Say(lea, launch, "", "missed")
	s.ConnectHTTP(s.front)
	if pages := s.saved(r); pages != 1 { // it may still come
		t.Errorf("%d pages", pages)
	}
	s.Clock.Forward(11 * time.Minute)
	s.ConnectHTTP("")
	s.Say(lea, launch, "", "missed too")
	s.Say(lea, launch, root, "missed as well")
	s.ConnectHTTP(s.front)
	s.Clock.Forward(11 * time.Minute)
	s.rehears()
	s.saved(r)
	s.rehears()
	if pages := s.saved(r); pages != 3 { // the channel and two threads, anew
		t.Errorf("%d pages after that", pages)
	}
	if pages := s.saved(r); pages != 1 {
		t.Errorf("%d pages in the end", pages)
	}
}

// TestUnkeptCostsNothing: a message where nothing is kept costs no look at the store,
// and nothing of it is kept; nor is what is said to the bot alone.
func TestUnkeptCostsNothing(t *testing.T) {
	t.Parallel()
	s := overHTTPIdle(t, setting{})
	for range 50 {
		s.Say(lea, launch, "", "nobody asked")
	}
	if heard, noted := s.kept.heard.Load(), s.kept.noted.Load(); heard > 1 || noted > 0 {
		t.Errorf("the store was asked %d times and told %d times", heard, noted)
	}
	s.kept.down.Store(true)
	s.Clock.Forward(time.Minute)
	s.happens(`{"type":"message","channel":"` + launch + `","user":"` + lea + `","text":"hello","ts":"1773133300.900000"}`) // acknowledged all the same
	s.kept.down.Store(false)
	dm := s.DM(lea)
	at := s.channelOf(dm)
	if err := s.core.SetProfile(s.Ctx, at, copilot.Profile{Keep: true}); err != nil {
		t.Fatal(err)
	}
	s.rehears()
	s.Say(lea, dm, "", "between us")
	if n := s.kept.noted.Load(); n > 0 {
		t.Errorf("%d direct messages are kept", n)
	}
}

// TestSummarizesKept: a command reads what is kept, over both transports; a connection
// that was lost has all read anew.
func TestSummarizesKept(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		for range 4 {
			s.SeedThread(launch, 4, []string{lea, marc})
		}
		s.keeps()
		s.asks(marc, "/summarize", "last:100")
		first := s.pages()
		s.ResetCalls()
		s.Say(marc, launch, "", "news")
		s.rehears()
		s.asks(marc, "/summarize", "last:100")
		if second := s.pages(); first < 5 || second != 1 {
			t.Errorf("%d pages, then %d", first, second)
		}
		if lines := s.Pen.Last().Lines; len(lines) != 17 || lines[16].Text != "news" {
			t.Errorf("%d lines were read", len(lines))
		}
		if s.socket == nil {
			return
		}
		s.DropConnections()
		s.Await("the end of both to be noticed", func() bool { return s.Logged.Count("slack: a connection broke off") == 2 })
		s.Await("others", func() bool { return s.socket.Connections() == 2 })
		s.rehears()
		s.ResetCalls()
		s.asks(marc, "/summarize", "last:100")
		if again := s.pages(); again < 5 {
			t.Errorf("%d pages after nobody heard", again)
		}
	})
}
