package slacktest

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
)

// window is which part of a list of messages is asked for.
type window struct {
	oldest, latest string // ts; empty for no bound
	inclusive      bool
	limit          int
	after          string // ts the last page ended with
	metadata       bool
}

// cursorHead begins what a cursor of messages says when it is decoded.
const cursorHead = "next_ts:"

func windowOf(args arguments, limit, most int) (window, error) {
	w := window{
		oldest: args["oldest"], latest: args["latest"], inclusive: args.is("inclusive"),
		limit: args.number("limit", limit), metadata: args.is("include_all_metadata"),
	}
	switch {
	case w.oldest != "" && w.oldest != "0" && !isTS(w.oldest):
		return w, refuse("invalid_ts_oldest")
	case w.latest != "" && !isTS(w.latest):
		return w, refuse("invalid_ts_latest")
	case w.limit < 1 || w.limit > most:
		return w, wrong("invalid_limit", "limit %d, between 1 and %d", w.limit, most)
	}
	if c := args["cursor"]; c != "" {
		raw, err := base64.StdEncoding.DecodeString(c)
		ts, ok := strings.CutPrefix(string(raw), cursorHead)
		if err != nil || !ok || !isTS(ts) {
			return w, refuse("invalid_cursor")
		}
		w.after = ts
	}
	return w, nil
}

// in cuts the part between the bounds out of messages in order of ts.
func (w window) in(all []*Message) []*Message {
	from, to := 0, len(all)
	if w.oldest != "" {
		from = after(all, w.oldest, !w.inclusive)
	}
	if w.latest != "" {
		to = after(all, w.latest, w.inclusive)
	}
	return all[from:max(from, to)]
}

// after is the index of the first message later than ts; or, when ts itself does
// not count as before, not earlier than it.
func after(all []*Message, ts string, past bool) int {
	at, found := slices.BinarySearchFunc(all, ts, func(m *Message, ts string) int { return strings.Compare(m.TS, ts) })
	if found && past {
		at++
	}
	return at
}

// history answers what stands in a channel, the newest first.
func (s *Slack) history(args arguments) (any, error) {
	c, err := s.enter(args["channel"])
	if err != nil {
		return nil, err
	}
	w, err := windowOf(args, 100, 999)
	if err != nil {
		return nil, err
	}
	rest := w.in(c.top)
	if w.after != "" {
		rest = rest[:after(rest, w.after, false)]
	}
	shown := slices.Clone(rest[max(0, len(rest)-w.limit):])
	slices.Reverse(shown)
	return page(shown, len(rest) > len(shown), w.metadata), nil
}

// replies answers a thread: its root on every page, then replies, the oldest
// first. The root counts as one of the page.
func (s *Slack) replies(args arguments) (any, error) {
	c, err := s.enter(args["channel"])
	if err != nil {
		return nil, err
	}
	w, err := windowOf(args, 1000, 1000)
	if err != nil {
		return nil, err
	}
	root := c.byTS[args["ts"]]
	switch {
	case root == nil:
		return nil, refuse("thread_not_found")
	case root.isReply(): // of a reply Slack answers that reply alone
		return page([]*Message{root}, false, w.metadata), nil
	}
	rest := w.in(c.threads[root.TS])
	if w.after != "" {
		rest = rest[after(rest, w.after, true):]
	}
	shown := rest[:min(len(rest), max(1, w.limit-1))]
	return page(append([]*Message{root}, shown...), len(rest) > len(shown), w.metadata), nil
}

// page encodes a page; the messages were encoded when they were first asked for.
func page(shown []*Message, more, metadata bool) []byte {
	var b bytes.Buffer
	b.WriteString(`{"ok":true,"messages":[`)
	for i, m := range shown {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(m.encode(metadata))
	}
	if !more {
		b.WriteString(`],"has_more":false}`)
		return b.Bytes()
	}
	next := base64.StdEncoding.EncodeToString([]byte(cursorHead + shown[len(shown)-1].TS))
	b.WriteString(`],"has_more":true,"pin_count":0,"response_metadata":{"next_cursor":"` + next + `"}}`)
	return b.Bytes()
}
