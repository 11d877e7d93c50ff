package slack

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// source is where pages of a conversation come from.
type source interface {
	read(ctx context.Context, method string, args url.Values) (sheet, error)
}

// shelf answers as Slack would, of what is kept, and asks Slack for the rest: whoever
// reads it reads as if all came from Slack. It takes down what Slack answered.
type shelf struct {
	pages    source
	kept     *kept
	gathered gathered
}

// keptCursor begins the cursor of a page that goes on with what is kept.
const keptCursor = "kept:"

func (s *shelf) read(ctx context.Context, method string, args url.Values) (sheet, error) {
	if method == "conversations.replies" {
		return s.thread(ctx, args)
	}
	return s.history(ctx, args)
}

func (s *shelf) history(ctx context.Context, args url.Values) (sheet, error) {
	before, ours := strings.CutPrefix(args.Get("cursor"), keptCursor)
	if s.kept.From < 0 || args.Get("cursor") != "" && !ours {
		return s.fetch(ctx, args)
	}
	if !ours {
		before = args.Get("latest")
	}
	oldest, from := oldestOf(args.Get("oldest")), "0"
	if s.kept.From > 0 {
		from = microTS(s.kept.From)
	}
	limit, err := strconv.Atoi(args.Get("limit"))
	if err != nil {
		return s.fetch(ctx, args)
	}
	there := between(s.kept.top, oldest, before)
	some := slices.Clone(there[max(0, len(there)-limit):])
	slices.Reverse(some)
	for i, m := range some {
		if some[i], err = s.settled(ctx, args.Get("channel"), m); err != nil {
			return sheet{}, err
		}
	}
	got := sheet{Messages: some}
	got.OK = true
	switch {
	case len(there) > limit:
		got.Next.Cursor = keptCursor + some[limit-1].TS
	case from > oldest:
		return s.older(ctx, args, got, limit, before)
	}
	return got, nil
}

// settled is a message whose thread is read once more, where its replies cannot be told.
func (s *shelf) settled(ctx context.Context, channel string, m message) (message, error) {
	if m.reply() || !s.kept.unsure(m.TS) {
		return m, nil
	}
	thread := lookup{pages: s, channel: channel}
	if err := thread.thread(ctx, m.TS, maxLines); err != nil {
		return m, err
	}
	for _, r := range thread.messages {
		if !s.kept.gone[r.TS] {
			s.kept.byTS[r.TS] = r
		}
	}
	s.kept.Threads[m.TS] = copilot.KeptThread{Root: m.TS}
	s.kept.sort()
	return s.kept.byTS[m.TS], nil
}

// older adds to a page what is older than what is kept.
func (s *shelf) older(ctx context.Context, args url.Values, got sheet, limit int, before string) (sheet, error) {
	args = maps.Clone(args)
	args.Del("cursor")
	latest := s.kept.From
	if before != "" {
		latest = min(latest, microsOf(before))
	}
	if args.Get("inclusive") != "" {
		latest--
	}
	missing := limit - len(got.Messages)
	args.Set("latest", microTS(latest))
	args.Set("limit", strconv.Itoa(max(1, missing)))
	more, err := s.fetch(ctx, args)
	if err != nil {
		return more, err
	}
	if missing > 0 {
		more.Messages = append(got.Messages, more.Messages...)
		return more, nil
	}
	if len(more.Messages) > 0 { // there are some: the next page begins with them
		got.Next.Cursor = keptCursor + got.Messages[len(got.Messages)-1].TS
	}
	return got, nil
}

// thread answers of a thread that is known for as long as it is asked about.
func (s *shelf) thread(ctx context.Context, args url.Values) (sheet, error) {
	root := args.Get("ts")
	since, ok := s.kept.known(root)
	if asked := microsOf(args.Get("oldest")); !ok || since > asked || args.Get("cursor") != "" {
		got, err := s.pages.read(ctx, "conversations.replies", args)
		if err == nil {
			s.gathered.replies(args, got)
		}
		return got, err
	}
	got := sheet{Messages: []message{s.kept.byTS[root]}}
	got.OK = true
	got.Messages = append(got.Messages, between(s.kept.replies[root], oldestOf(args.Get("oldest")), "")...)
	return got, nil
}

// fetch asks Slack for a page of the channel.
func (s *shelf) fetch(ctx context.Context, args url.Values) (sheet, error) {
	got, err := s.pages.read(ctx, "conversations.history", args)
	if err == nil {
		s.gathered.history(args, got)
	}
	return got, err
}
