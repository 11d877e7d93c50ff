package slack

import (
	"cmp"
	"maps"
	"math"
	"net/url"
	"slices"

	"github.com/brouillon/brouillon/copilot"
)

// gathered is what was read of a channel and of its threads, as it comes.
type gathered struct {
	stretches []stretch
	threads   map[string]*gatheredThread
	late      []message            // what was not kept yet, or not as it is
	unknown   []copilot.KeptThread // that begin among them
}

// stretch is a part of a channel of which everything was read.
type stretch struct {
	from, to int64
	messages []message
}

// gatheredThread is what was read of a thread.
type gatheredThread struct {
	from     int64
	messages []message
	whole    bool // to its end
}

// endless is the end of what was read up to now.
const endless = math.MaxInt64

// history takes down a page of the channel, the newest message first.
func (t *gathered) history(args url.Values, got sheet) {
	s := stretch{from: microsOf(args.Get("oldest")), to: endless, messages: got.Messages}
	switch latest := args.Get("latest"); {
	case args.Get("cursor") != "" && len(t.stretches) > 0: // it goes on with the page before
		s.to = t.stretches[len(t.stretches)-1].from - 1
	case latest != "" && args.Get("inclusive") != "":
		s.to = microsOf(latest)
	case latest != "":
		s.to = microsOf(latest) - 1
	}
	if got.Next.Cursor != "" {
		if len(got.Messages) == 0 {
			return
		}
		s.from = microsOf(got.Messages[len(got.Messages)-1].TS)
	}
	t.stretches = append(t.stretches, s)
}

// replies takes down a page of a thread.
func (t *gathered) replies(args url.Values, got sheet) {
	root := args.Get("ts")
	if t.threads == nil {
		t.threads = map[string]*gatheredThread{}
	}
	if args.Get("cursor") == "" {
		t.threads[root] = &gatheredThread{from: microsOf(args.Get("oldest"))}
	}
	if thread := t.threads[root]; thread != nil {
		thread.messages = append(thread.messages, got.Messages...)
		thread.whole = got.Next.Cursor == ""
	}
}

// mostLaid is how many messages are put down at once: as many as a stretch may have.
const mostLaid = 5_000

// laid is all of it, to be put beside what is there since from (-1: nothing is): of the
// channel as far as it joins that.
func (t *gathered) laid(from int64) copilot.Laid {
	all := map[string]message{}
	l := copilot.Laid{From: -1, Threads: t.unknown}
	for _, m := range t.late {
		all[m.TS] = m
	}
	for _, s := range t.stretches {
		switch {
		case s.to == endless && from < 0:
			from = s.from
		case from < 0 || s.to < from-1:
			continue
		default:
			from = min(from, s.from)
		}
		l.From = from
		for _, m := range s.messages {
			all[m.TS] = m
			if m.Replies > 0 && !m.reply() && t.threads[m.TS] == nil {
				l.Threads = append(l.Threads, unknown(m))
			}
		}
		if len(s.messages) > 0 {
			l.Spans = append(l.Spans, copilot.Span{From: s.from, To: min(s.to, microsOf(s.messages[0].TS))})
		}
	}
	for root, thread := range t.threads {
		t.layThread(&l, all, root, thread)
	}
	return bounded(l, slices.Collect(maps.Values(all)))
}

func (t *gathered) layThread(l *copilot.Laid, all map[string]message, root string, thread *gatheredThread) {
	if !thread.whole || len(thread.messages) == 0 || thread.messages[0].TS != root {
		return
	}
	first := thread.messages[0]
	for _, m := range thread.messages {
		all[m.TS] = m
	}
	last := thread.messages[len(thread.messages)-1]
	l.Threads = append(l.Threads, copilot.KeptThread{Root: root, From: thread.from, Replies: first.Replies, Latest: first.LatestReply})
	l.Spans = append(l.Spans, copilot.Span{Thread: root, From: thread.from, To: microsOf(last.TS)})
}

// bounded puts the newest messages down, and says so where that leaves some out.
func bounded(l copilot.Laid, all []message) copilot.Laid {
	slices.SortFunc(all, func(a, b message) int { return cmp.Compare(b.TS, a.TS) })
	if len(all) > mostLaid {
		all = all[:mostLaid]
		cut := microsOf(all[mostLaid-1].TS)
		if l.From >= 0 {
			l.From = max(l.From, cut)
		}
		for i, s := range l.Spans {
			l.Spans[i].From = max(s.From, cut)
		}
		for i, t := range l.Threads {
			if t.From >= 0 && microsOf(t.Root) < cut {
				l.Threads[i].From = max(t.From, cut)
			}
		}
	}
	for _, m := range all {
		l.Lines = append(l.Lines, m.kept())
	}
	return l
}
