package slack_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// TestHomeShowsWhatOneMaySee: the queue of the channels somebody is in, and none of
// another's.
func TestHomeShowsWhatOneMaySee(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.approvers(marc)
		summaryStage(t, s)
		s.asks(lea, "/draft", "variants:1 our launch")
		s.Command(lea, own, "/draft", "variants:1 what is private")
		s.rest()
		s.asks(lea, "/summarize", "3") // nobody else's concern
		for user, want := range map[string]int{lea: 2, marc: 1, ada: 1} {
			s.OpenHome(user)
			s.door.Wait()
			v, published := s.Home(user)
			if !published {
				t.Fatalf("%s has no Home", user)
			}
			if n := strings.Count(v.Plain(), "The text alpha is out."); n != want {
				t.Errorf("%s sees %d drafts, want %d: %s", user, n, want, v.Plain())
			}
			if strings.Contains(v.Plain(), "The launch is on Thursday") {
				t.Errorf("%s sees a private answer", user)
			}
		}
		s.labelHolds("The text alpha is out.")
		v, _ := s.Home(marc)
		if !strings.Contains(string(v.Blocks), "https://acme.slack.com/archives/"+launch+"/p") || !strings.Contains(v.Plain(), "BROUILLON") {
			t.Errorf("Marc's Home leads nowhere, or is not in French: %s", v.Plain())
		}
	})
}

// TestHomeIsBounded: however much waits, it fits, and says how much more there is.
func TestHomeIsBounded(t *testing.T) {
	s := overHTTP(t, setting{})
	for i := range 15 {
		s.Command(lea, launch, "/draft", fmt.Sprintf("variants:1 our launch, part %d", i))
	}
	s.rest()
	s.OpenHome(lea)
	s.door.Wait()
	v, _ := s.Home(lea)
	if n := strings.Count(v.Plain(), "The text alpha"); n != 12 || !strings.Contains(v.Plain(), "and 3 more") {
		t.Errorf("%d shown: %s", n, v.Plain())
	}
}

// TestHomeOfGuests: they see nothing of the queue.
func TestHomeOfGuests(t *testing.T) {
	s := overHTTP(t, setting{})
	guests := []slacktest.User{
		{ID: "U0GUEST001", Restricted: true},
		{ID: "U0SINGLE01", UltraRestricted: true},
		{ID: "U0OTHER001", Stranger: true, Team: "T0OTHER001"},
		{ID: "U0MEMBER01"}, // a full member, who is not in the channel
	}
	members := []string{lea}
	for _, u := range guests {
		s.User(u)
		if u.ID != "U0MEMBER01" {
			members = append(members, u.ID)
		}
	}
	s.Slack.Channel(slacktest.Channel{ID: launch, BotIn: true, Members: members})
	s.asks(lea, "/draft", "variants:1 our launch")
	for _, u := range guests {
		s.OpenHome(u.ID)
		s.door.Wait()
		if v, published := s.Home(u.ID); !published || strings.Contains(v.Plain(), "The text alpha") {
			t.Errorf("%s sees %s", u.ID, v.Plain())
		}
	}
}

// TestHomeSettings: only who administers is offered them.
func TestHomeSettings(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		for user, want := range map[string]bool{ada: true, lea: false} {
			s.OpenHome(user)
			s.door.Wait()
			v, _ := s.Home(user)
			if offered := strings.Contains(v.Plain(), "Settings of a channel"); offered != want {
				t.Errorf("%s is offered settings: %v", user, offered)
			}
		}
		s.ClickView(ada, "home.channel", launch)
		s.door.Wait()
		v, open := s.View(ada)
		if !open || v.CallbackID != "settings" {
			t.Fatalf("choosing a channel opens %q", v.CallbackID)
		}
		s.Submit(ada, "", map[string]string{"approvers": marc})
		s.rest()
		p, err := s.core.Profile(s.Ctx, s.place())
		if err != nil || len(p.Approvers) != 1 || p.Approvers[0].ID != marc {
			t.Errorf("approvers %v, %v", p.Approvers, err)
		}
		s.hears(ada, "Saved")
	})
}
