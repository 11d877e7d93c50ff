package slacktest

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// people and places of these tests.
const (
	ada, ben, eve = "U0ADA00001", "U0BEN00001", "U0EVE00001"
	team, secret  = "C0TEAM0001", "C0SECRET01"
)

// workspace is a Slack with people and channels in it.
func workspace(t testing.TB, o Options) *Slack {
	t.Helper()
	s := New(t, o)
	s.User(User{ID: ada, Name: "ada", RealName: "Ada L", Locale: "fr-FR"})
	s.User(User{ID: ben, Name: "ben", Admin: true})
	s.User(User{ID: eve, Name: "eve", Team: "T0OTHER001", Stranger: true})
	s.Channel(Channel{ID: team, Name: "team", BotIn: true, Members: []string{ada, ben, eve}})
	s.Channel(Channel{ID: secret, Name: "secret", Private: true, BotIn: true, Members: []string{ben}})
	s.Channel(Channel{ID: "C0HIDDEN01", Name: "hidden", Private: true, Members: []string{ada, ben}})
	s.Channel(Channel{ID: "C0OPEN0001", Name: "open", Members: []string{ada}})
	s.Channel(Channel{ID: "C0OLD00001", Name: "old", BotIn: true, Archived: true, Members: []string{ada}})
	s.Channel(Channel{ID: "C0NEWS0001", Name: "news", BotIn: true, ReadOnly: true, Members: []string{ada}})
	s.Group(Group{ID: "S0EDIT0001", Handle: "editors", Users: []string{ada, ben}})
	return s
}

// red is a workspace whose complaints are gathered.
func red(t *testing.T, o Options) (*Slack, *platformtest.Recorder) {
	t.Helper()
	r := &platformtest.Recorder{TB: t}
	return workspace(r, o), r
}

// complained tells whether one of some complaints says something.
func complained(all []string, about string) bool {
	for _, c := range all {
		if strings.Contains(c, about) {
			return true
		}
	}
	return false
}
