package slack

import (
	"context"
	"strings"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
)

// rooms knows who is in which conversation. It is safe for concurrent use.
type rooms struct {
	api    *web
	people *people
	now    func() time.Time

	mu   sync.Mutex
	seen map[[2]string]time.Time // person and channel: when they were found in it
}

// maxSeen bounds what is remembered of who is where.
const maxSeen = 20_000

// admit refuses somebody who is not in a channel: the bot may be where the person
// is not, and must not read there for them (P6).
func (r *rooms) admit(ctx context.Context, workspace, person, channel string) error {
	in, err := r.in(ctx, workspace, person, channel)
	if err == nil && !in {
		err = copilot.NewFault(copilot.FaultForbidden, "fault.conversation.forbidden", nil, nil)
	}
	return err
}

// in says whether somebody is in a channel. That they are is believed for authorityAge;
// that they are not, never.
func (r *rooms) in(ctx context.Context, workspace, person, channel string) (bool, error) {
	key := [2]string{person, channel}
	r.mu.Lock()
	at, ok := r.seen[key]
	r.mu.Unlock()
	if ok && r.now().Sub(at) < authorityAge {
		return true, nil
	}
	if in, err := r.holds(ctx, workspace, person, channel); err != nil || !in {
		return false, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.seen) >= maxSeen {
		clear(r.seen)
	}
	r.seen[key] = r.now()
	return true, nil
}

// holds asks Slack. A direct conversation has few members, so they are listed;
// of a channel with thousands it is cheaper to list where the person is.
func (r *rooms) holds(ctx context.Context, workspace, person, channel string) (bool, error) {
	if strings.HasPrefix(channel, "D") {
		return r.among(ctx, person, channel)
	}
	found := false
	err := r.each(ctx, workspace, person, func(c slackgo.Channel) bool {
		found = c.ID == channel
		return !found
	})
	return found, err
}

func (r *rooms) among(ctx context.Context, person, channel string) (bool, error) {
	var members []string
	err := r.api.patiently(ctx, func() (err error) {
		members, _, err = r.api.GetUsersInConversationContext(ctx, &slackgo.GetUsersInConversationParameters{ChannelID: channel, Limit: 100})
		return err
	})
	for _, m := range members {
		if m == person {
			return true, nil
		}
	}
	return false, err
}

// direct passes on the bot's direct conversation with a person, if there is one.
func (r *rooms) direct(ctx context.Context, workspace, person string, visit func(id string)) error {
	params := slackgo.GetConversationsForUserParameters{Types: []string{"im"}, Limit: 999}
	return r.everywhere(ctx, workspace, person, params, func(c slackgo.Channel) bool {
		if c.User == person {
			visit(c.ID)
		}
		return c.User != person
	})
}

// each passes on the channels that the person is in and that the bot may know of,
// until visit returns false.
func (r *rooms) each(ctx context.Context, workspace, person string, visit func(slackgo.Channel) bool) error {
	return r.everywhere(ctx, workspace, person, slackgo.GetConversationsForUserParameters{
		UserID: person, Types: []string{"public_channel", "private_channel", "mpim"}, Limit: 999, ExcludeArchived: true,
	}, visit)
}

// everywhere lists conversations in each team of an organization that the person
// is in, or in the one workspace there is.
func (r *rooms) everywhere(ctx context.Context, workspace, person string, params slackgo.GetConversationsForUserParameters, visit func(slackgo.Channel) bool) error {
	teams, err := r.people.teams(ctx, workspace, person)
	if err != nil {
		return err
	}
	more := true
	for _, team := range teams {
		params.TeamID, params.Cursor = team, ""
		err := r.list(ctx, params, func(c slackgo.Channel) bool {
			more = visit(c)
			return more
		})
		if err != nil || !more {
			return err
		}
	}
	return nil
}

func (r *rooms) list(ctx context.Context, params slackgo.GetConversationsForUserParameters, visit func(slackgo.Channel) bool) error {
	for {
		var page []slackgo.Channel
		var next string
		err := r.api.patiently(ctx, func() (err error) {
			page, next, err = r.api.GetConversationsForUserContext(ctx, &params)
			return err
		})
		if err != nil {
			return err
		}
		for _, c := range page {
			if !visit(c) {
				return nil
			}
		}
		if next == "" {
			return nil
		}
		params.Cursor = next
	}
}
