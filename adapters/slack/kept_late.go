package slack

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// lateness is how late Slack may tell of a message: it tries for 5 minutes. What is
// older and not kept was missed.
const lateness = 10 * time.Minute

// bringUp brings what is kept of a channel, or of one thread of it, up to now, with what
// Slack may not have told yet. False: something was missed, so that nothing that is kept
// can be relied on.
func (s *shelf) bringUp(ctx context.Context, at copilot.Place, now time.Time) (bool, error) {
	since, method, args := s.kept.From, "conversations.history", url.Values{"channel": {at.Channel}, "limit": {strconv.Itoa(channelPage)}}
	if at.Thread != "" {
		from, ok := s.kept.known(at.Thread)
		if !ok || from > 0 {
			return true, nil // Slack will be asked for all of it
		}
		since, method = microsOf(at.Thread), "conversations.replies"
		args.Set("ts", at.Thread)
		args.Set("limit", strconv.Itoa(threadPage))
	}
	if since < 0 {
		return true, nil
	}
	due := now.Add(-lateness).UnixMicro()
	oldest := max(since, due)
	if newest := s.kept.newest(at.Thread); newest != "" {
		oldest = max(since, min(microsOf(newest), due))
	}
	args.Set("oldest", microTS(oldest))
	args.Set("inclusive", "true")
	var news []message
	for {
		got, err := s.pages.read(ctx, method, args)
		if err != nil {
			return false, err
		}
		news = append(news, got.Messages...)
		if got.Next.Cursor == "" {
			break
		}
		args.Set("cursor", got.Next.Cursor)
	}
	return s.merge(at.Thread, news, oldest, due), nil
}

// merge puts the newest messages, as Slack tells them, among what is kept since oldest.
func (s *shelf) merge(thread string, news []message, oldest, due int64) bool {
	seen, newest := map[string]bool{}, ""
	for _, m := range news {
		seen[m.TS], newest = true, max(newest, m.TS)
		if !s.renew(m, due) {
			return false
		}
	}
	all := s.kept.top
	if thread != "" {
		all = s.kept.replies[thread]
	}
	for _, m := range between(all, microTS(oldest), newest) {
		if !seen[m.TS] { // it was deleted, which Slack will tell
			delete(s.kept.byTS, m.TS)
		}
	}
	s.kept.sort()
	for _, m := range news {
		if !m.reply() && s.kept.byTS[m.TS].Replies != m.Replies { // of a reply Slack has not told yet
			s.kept.Threads[m.TS] = unknown(m)
		}
	}
	s.kept.sort()
	return true
}

// renew is one of them; false for one that should be there.
func (s *shelf) renew(m message, due int64) bool {
	was, had := s.kept.byTS[m.TS]
	switch {
	case !had && s.kept.gone[m.TS]:
		return true
	case !had && m.spoken() && microsOf(m.TS) < due:
		return false
	case had && was.Edited.TS >= m.Edited.TS && was.SubType == m.SubType:
		return true
	}
	s.kept.byTS[m.TS] = m
	s.gathered.late = append(s.gathered.late, m)
	if !had && m.Replies > 0 && !m.reply() {
		s.kept.Threads[m.TS] = unknown(m)
		s.gathered.unknown = append(s.gathered.unknown, unknown(m))
	}
	return true
}

// unknown is a thread of which nobody knows which replies are there.
func unknown(m message) copilot.KeptThread {
	return copilot.KeptThread{Root: m.TS, From: -1, Replies: m.Replies, Latest: m.LatestReply}
}
