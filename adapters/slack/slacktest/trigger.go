package slacktest

import (
	"fmt"
	"time"
)

// triggerLife is how long a trigger_id is good for.
const triggerLife = 3 * time.Second

// trigger lets the app open one view for a user, soon after they acted.
type trigger struct {
	user    string
	at      time.Time
	used    bool
	expired bool
}

// triggered makes the trigger_id of something a user did. The lock is held.
func (s *Slack) triggered(user string) string {
	id := fmt.Sprintf("%d.%d.%s", 3701415066658+s.next(), 3485157640+s.next(), lower(token(16)))
	s.triggers[id] = &trigger{user: user, at: s.o.Now()}
	return id
}

// ExpireTriggers makes every trigger_id given out so far too old.
func (s *Slack) ExpireTriggers() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.triggers {
		t.expired = true
	}
}

// pull uses a trigger up, and tells whose it was.
func (s *Slack) pull(id string) (user string, err error) {
	t := s.triggers[id]
	switch {
	case t == nil:
		return "", refuse("invalid_trigger_id")
	case t.used:
		return "", refuse("exchanged_trigger_id")
	case t.expired || s.o.Now().Sub(t.at) > triggerLife:
		return "", refuse("expired_trigger_id")
	}
	t.used = true
	return t.user, nil
}
