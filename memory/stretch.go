package memory

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// The caps of a stretch: the oldest messages go first, and it begins later then.
const (
	maxKept      = 5_000
	maxKeptBytes = 2 << 20
	keptAge      = 30 * 24 * time.Hour // of a message
	stretchTTL   = 7 * 24 * time.Hour  // after the last reading
)

// Hear notes that an ear hears; see copilot.Stretches.
func (s *Store) Hear(ctx context.Context, t copilot.Tenant, e copilot.Ear) (copilot.Heard, error) {
	said, err := s.run(ctx, toHear, s.keys.hearing(t), e.Holder, e.Knows, e.ID, e.Lasts.Milliseconds()).StringSlice()
	if err != nil {
		return copilot.Heard{}, err
	}
	var h copilot.Heard
	if h.Seq, err = strconv.ParseInt(said[0], 10, 64); err != nil {
		return h, fmt.Errorf("memory: hear: %w", err)
	}
	for _, c := range said[1:] {
		channel, err := url.QueryUnescape(c)
		if err != nil {
			return h, fmt.Errorf("memory: hear: %w", err)
		}
		h.Channels = append(h.Channels, channel)
	}
	return h, nil
}

// Doubt erases every stretch of a tenant.
func (s *Store) Doubt(ctx context.Context, t copilot.Tenant) error {
	return s.run(ctx, toDoubt, s.keys.hearing(t)).Err()
}

// Opt has the place's channel keep, or erases what it kept.
func (s *Store) Opt(ctx context.Context, at copilot.Place, in bool) error {
	return s.run(ctx, toOpt, s.keys.hearing(at.Tenant()), escape(at.Channel), in).Err()
}

// Drop erases the stretch of the place's channel.
func (s *Store) Drop(ctx context.Context, at copilot.Place) error {
	return s.run(ctx, toDrop, s.keys.hearing(at.Tenant()), escape(at.Channel)).Err()
}

// Stretch opens the stretch of the place's channel; copilot.ErrAbsent.
func (s *Store) Stretch(ctx context.Context, at copilot.Place, e copilot.Ear) (copilot.Stretch, error) {
	said, err := s.run(ctx, toStretch, s.keys.hearing(at.Tenant()), e.Holder, e.Knows, e.ID, e.Lasts.Milliseconds(),
		escape(at.Channel), rand.Text(), stretchTTL.Milliseconds()).Slice()
	switch {
	case err != nil:
		return copilot.Stretch{}, err
	case len(said) == 0:
		return copilot.Stretch{}, copilot.ErrAbsent
	}
	about, _ := said[0].([]any)
	lines, _ := said[1].([]any)
	return s.readStretch(at, pairs(about), pairs(lines))
}

// Note puts a message into the stretch of the place's channel, if there is one.
func (s *Store) Note(ctx context.Context, at copilot.Place, m copilot.Kept) error {
	args := append([]any{m.ID, m.At, s.lineOf(at, m)}, s.room()...)
	return s.run(ctx, toNote, s.keys.laid(at), append(args, m.Author, s.mute(at, m))...).Err()
}

// layStep is how many messages are laid by one script, so that none holds the store long.
const layStep = 500

// Lay puts what was read into the stretch with that opening, if it is still there: a
// step at a time, and only with the last is it said since when all is there.
func (s *Store) Lay(ctx context.Context, at copilot.Place, opening string, l copilot.Laid) error {
	rest := l.Lines
	spans := l.Spans
	for {
		step := rest[:min(len(rest), layStep)]
		rest = rest[len(step):]
		from, threads := int64(-1), []copilot.KeptThread(nil)
		if len(rest) == 0 {
			from, threads = l.From, l.Threads
		}
		args := append([]any{opening, from}, s.room()...)
		args = append(args, len(step), len(spans), len(threads))
		for _, m := range step {
			args = append(args, m.ID, m.At, s.lineOf(at, m), m.Author, s.mute(at, m))
		}
		for _, span := range spans {
			args = append(args, span.Thread, span.From, span.To)
		}
		for _, t := range threads {
			args = append(args, t.Root, t.From, fmt.Sprintf("%d\n%d\n%s", t.From, t.Replies, t.Latest))
		}
		if len(spans) > 0 {
			for _, m := range l.Lines {
				args = append(args, m.ID)
			}
			spans = nil // what was there besides is gone with the first step
		}
		if err := s.run(ctx, toLay, s.keys.laid(at), args...).Err(); err != nil || len(rest) == 0 {
			return err
		}
	}
}

// room are the bounds of a stretch, as scripts take them.
func (s *Store) room() []any {
	return []any{s.o.Clock().Add(-keptAge).UnixMicro(), maxKept, maxKeptBytes}
}

// line is where a message is kept.
func (s *Store) line(at copilot.Place, id string) cell {
	return cell{at.Tenant(), s.keys.stretch(at)[1], id}
}

// lineOf is a message as it is kept: scripts read all of it but what it says.
func (s *Store) lineOf(at copilot.Place, m copilot.Kept) string {
	top, body := "0", m.Body
	if body != "" {
		body = string(s.vault.wrap(s.line(at, m.ID), []byte(body)))
	}
	if m.Top {
		top = "1"
	}
	return strings.Join([]string{m.Version, m.Thread, top, strconv.FormatInt(m.At, 10), body}, "\n")
}

// mute is a message as it is kept of somebody who does not want to be read.
func (s *Store) mute(at copilot.Place, m copilot.Kept) string {
	m.Body = m.Mute
	return s.lineOf(at, m)
}

func (s *Store) readStretch(at copilot.Place, about, lines map[string]string) (copilot.Stretch, error) {
	kept := copilot.Stretch{Opening: about["opening"], From: -1, Threads: map[string]copilot.KeptThread{}}
	var broken error
	number := func(text string) int64 {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			broken = fmt.Errorf("memory: read a stretch: %w", err)
		}
		return n
	}
	for field, value := range about {
		root, ok := strings.CutPrefix(field, "thread:")
		switch {
		case ok:
			known := append(strings.SplitN(value, "\n", 3), "", "", "")
			kept.Threads[root] = copilot.KeptThread{Root: root, From: number(known[0]), Replies: int(number(known[1])), Latest: known[2]}
		case field == "from":
			kept.From = number(value)
		case field == "floor":
			kept.Floor = number(value)
		}
	}
	for id, line := range lines {
		part := append(strings.SplitN(line, "\n", 5), "", "", "", "", "")
		body, err := s.bodyOf(at, id, part[4])
		if err != nil {
			return copilot.Stretch{}, err
		}
		kept.Lines = append(kept.Lines, copilot.Kept{
			ID: id, Version: part[0], Thread: part[1], Top: part[2] == "1", At: number(part[3]), Body: body,
		})
	}
	if kept.From >= 0 && kept.Floor > 0 {
		kept.From = max(kept.From, kept.Floor+1)
	}
	return kept, broken
}

// bodyOf is what a message says; nothing for one that is gone.
func (s *Store) bodyOf(at copilot.Place, id, kept string) (string, error) {
	if kept == "" {
		return "", nil
	}
	body, err := s.vault.unwrap(s.line(at, id), kept)
	return string(body), err
}
