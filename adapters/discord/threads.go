package discord

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Types of channels that threads hang in. Forums and media channels have posts, which
// are threads, and nothing else.
const (
	textChannel  = 0
	newsChannel  = 5
	forumChannel = 15
	mediaChannel = 16
)

// branches says whether threads may hang in a channel that is known.
func (c channel) branches() bool {
	return c.ID != "" && (c.Type == textChannel || c.Type == newsChannel || c.board())
}

// board says whether a channel has posts and no messages of its own.
func (c channel) board() bool { return c.Type == forumChannel || c.Type == mediaChannel }

// spoken is the last message of a thread, which may be gone.
func (c channel) spoken() snowflake { return cmp.Or(c.LastMessage, c.ID) }

// archived is the moment a thread was archived at, as an id. What was said in it was
// said before.
func (c channel) archived() snowflake {
	at, err := time.Parse(time.RFC3339, c.Thread.ArchivedAt)
	if err != nil {
		return "0"
	}
	return idOf(at.Add(time.Millisecond))
}

// threadPage is a page of threads.
type threadPage struct {
	Threads []channel `json:"threads"`
	More    bool      `json:"has_more"`
}

// Bounds of how archived threads are looked for: a server may have archived any number
// of them lately in which nothing was said for years.
const (
	archivePage = 100
	maxArchives = 5 // pages
)

// activeThreads are the threads of a server that are not archived, of those that the
// bot may see.
func (r *rest) activeThreads(ctx context.Context, guild string) (threadPage, error) {
	var p threadPage
	err := r.call(ctx, http.MethodGet, at("guilds", guild, "threads", "active"), nil, &p)
	return p, err
}

// archivedThreads is a page of the public threads of a channel that are archived, the
// one that was archived last first; before is when one was, or "".
func (r *rest) archivedThreads(ctx context.Context, channel, before string) (threadPage, error) {
	query := url.Values{"limit": {strconv.Itoa(archivePage)}}
	if before != "" {
		query.Set("before", before)
	}
	var p threadPage
	err := r.call(ctx, http.MethodGet, at("channels", channel, "threads", "archived", "public")+"?"+query.Encode(), nil, &p)
	return p, err
}

// threadsOf lists the public threads of a channel in which something was said after a
// message, those first in which something was said last: all that there are, or at
// least those that are read; left says that there are others, as far as can be told. A private thread is
// a place of its own, and never among them (P6).
func (c *Chat) threadsOf(ctx context.Context, in channel, after snowflake) (found []channel, left bool, err error) {
	active, err := c.rest.activeThreads(ctx, in.Guild)
	if err != nil {
		return nil, false, err
	}
	add := func(p threadPage) {
		for _, t := range p.Threads {
			if t.Parent == in.ID && t.thread() && t.Type != privateThread && later(t.spoken(), after) {
				found = append(found, t)
			}
		}
	}
	add(active)
	before := ""
	for range maxArchives {
		page, err := c.rest.archivedThreads(ctx, in.ID, before)
		if err != nil {
			return nil, false, err
		}
		add(page)
		left = page.More && len(page.Threads) > 0
		if !left {
			break
		}
		oldest := page.Threads[len(page.Threads)-1]
		if left = later(oldest.archived(), after); !left || later(oldest.spoken(), after) && enough(found, oldest.archived()) {
			break
		}
		before = oldest.Thread.ArchivedAt
	}
	slices.SortFunc(found, func(a, b channel) int { return cmp.Or(compareIDs(b.spoken(), a.spoken()), compareIDs(b.ID, a.ID)) })
	return slices.CompactFunc(found, func(a, b channel) bool { return a.ID == b.ID }), left, nil
}

// enough says whether as many threads as are read go on after a moment.
func enough(found []channel, after snowflake) bool {
	n := 0
	for _, t := range found {
		if later(t.spoken(), after) {
			n++
		}
	}
	return n >= maxThreads
}
