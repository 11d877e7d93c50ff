package discordtest

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// activeThreads are the threads of a server that are not archived and that the bot can
// look into, private ones among them, the newest first.
func (d *Discord) activeThreads(q *request) (int, any, error) {
	g, err := d.reachGuild(q)
	if err != nil {
		return 0, nil, err
	}
	found := d.threads(func(c *channel) bool { return c.Guild == g.ID && !c.Archived && d.sees(d.o.Application, c) })
	slices.SortFunc(found, func(a, b *channel) int { return int(int64(numbered(b.ID)) - int64(numbered(a.ID))) })
	return http.StatusOK, d.threadList(found, false), nil
}

// archivedThreads is a page of the public threads of a channel that are archived, the
// one that was archived last first. It takes who may read the channel's history.
func (d *Discord) archivedThreads(q *request) (int, any, error) {
	c, err := d.reach(q.PathValue("channel_id"))
	if err != nil {
		return 0, nil, err
	}
	if !d.botMay(c).Has(ReadHistory) {
		return 0, nil, refuse(50013)
	}
	limit, before := 50, time.Time{}
	if given := q.call.Query.Get("limit"); given != "" {
		if limit, err = strconv.Atoi(given); err != nil || limit < 2 || limit > 100 {
			return 0, nil, invalid([]string{"limit"}, "int value should be between 2 and 100: %q", given)
		}
	}
	if given := q.call.Query.Get("before"); given != "" {
		if before, err = time.Parse(time.RFC3339, given); err != nil {
			return 0, nil, invalid([]string{"before"}, "%q is no ISO 8601 timestamp", given)
		}
	}
	found := d.threads(func(t *channel) bool {
		return t.Parent == c.ID && t.Type != PrivateThread && t.Archived && (before.IsZero() || t.archivedAt().Before(before))
	})
	slices.SortStableFunc(found, func(a, b *channel) int { return b.archivedAt().Compare(a.archivedAt()) })
	more := len(found) > limit
	return http.StatusOK, d.threadList(found[:min(limit, len(found))], more), nil
}

// threads picks among all threads. The lock is held.
func (d *Discord) threads(which func(*channel) bool) []*channel {
	var found []*channel
	for _, id := range d.order {
		if c := d.channels[id]; c.thread() && which(c) {
			found = append(found, c)
		}
	}
	return found
}

// threadList is threads as JSON has them, with the bot's own memberships. The lock is
// held.
func (d *Discord) threadList(found []*channel, more bool) object {
	all, own := []any{}, []any{}
	for _, c := range found {
		all = append(all, d.shapeOf(c))
		if slices.Contains(c.Members, d.o.Application) {
			own = append(own, d.membership(c, d.o.Application))
		}
	}
	return object{"threads": all, "members": own, "has_more": more}
}

// membership is somebody's in a thread.
func (d *Discord) membership(c *channel, user string) object {
	return object{"id": c.ID, "user_id": user, "join_timestamp": stamp(made(c.ID)), "flags": 0}
}
