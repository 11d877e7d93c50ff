package slack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// keptMessage is what a stretch has of a message: no more than a reading uses, and of
// what programs say no words.
type keptMessage struct {
	User     string `json:"u,omitempty"`
	UserName string `json:"n,omitempty"`
	Bot      string `json:"b,omitempty"`
	SubType  string `json:"s,omitempty"`
	Text     string `json:"t,omitempty"`
}

// broadcast is a reply that was also sent to the channel.
const broadcast = "thread_broadcast"

// kept is the message as a stretch has it. What Slack says of an edit is the version.
func (m message) kept() copilot.Kept {
	body := keptMessage{m.User, m.UserName, m.Bot, m.SubType, m.Text}
	if !m.spoken() {
		body.Text = ""
	}
	b, _ := json.Marshal(body) // strings always can be
	body.Text, body.UserName = "", ""
	silent, _ := json.Marshal(body)
	k := copilot.Kept{ID: m.TS, At: microsOf(m.TS), Version: m.Edited.TS, Body: string(b), Author: m.User, Mute: string(silent)}
	if m.reply() {
		k.Thread = m.Thread
	}
	k.Top = k.Thread == "" || m.SubType == broadcast
	if m.SubType == tombstone {
		k.Version = copilot.Gone
	}
	return k
}

// reply says whether the message is in a thread and does not begin it.
func (m message) reply() bool { return m.Thread != "" && m.Thread != m.TS }

// messageOf is the message that is kept; false for one that is gone.
func messageOf(k copilot.Kept) (message, bool) {
	var body keptMessage
	if k.Body == "" || json.Unmarshal([]byte(k.Body), &body) != nil {
		return message{}, false
	}
	m := message{TS: k.ID, Thread: k.Thread, User: body.User, UserName: body.UserName, Bot: body.Bot, SubType: body.SubType, Text: body.Text}
	m.Edited.TS = strings.TrimSuffix(k.Version, copilot.Gone)
	return m, true
}

// microsOf is a ts in microseconds, microTS the ts of such a moment.
func microsOf(ts string) int64 {
	n, err := strconv.ParseInt(strings.Replace(ts, ".", "", 1), 10, 64)
	if err != nil {
		return 0 // Slack makes no such ts
	}
	return n
}

func microTS(at int64) string { return fmt.Sprintf("%d.%06d", at/1e6, at%1e6) }

// kept is what is kept of a channel, as messages.
type kept struct {
	copilot.Stretch
	byTS    map[string]message
	gone    map[string]bool      // what was deleted
	shorter map[string]string    // threads of which replies were: the first of them
	top     []message            // what stands in the channel since From, by ts
	replies map[string][]message // by the message they hang on, by ts
}

func keptOf(s copilot.Stretch) *kept {
	k := &kept{Stretch: s, byTS: map[string]message{}, gone: map[string]bool{}, shorter: map[string]string{}}
	for _, line := range s.Lines {
		if m, ok := messageOf(line); ok {
			k.byTS[m.TS] = m
		} else {
			k.gone[line.ID] = true
			k.shorter[line.Thread] = min(cmp.Or(k.shorter[line.Thread], line.ID), line.ID)
		}
	}
	k.sort()
	return k
}

// sort puts the messages where they belong.
func (k *kept) sort() {
	k.top, k.replies = nil, map[string][]message{}
	for _, m := range k.byTS {
		if m.reply() {
			k.replies[m.Thread] = append(k.replies[m.Thread], m)
		}
	}
	inTime := func(a, b message) int { return strings.Compare(a.TS, b.TS) }
	for _, all := range k.replies {
		slices.SortFunc(all, inTime)
	}
	for ts, m := range k.byTS {
		if !m.reply() {
			m = k.counted(m)
			k.byTS[ts] = m
		}
		if (!m.reply() || m.SubType == broadcast) && k.From >= 0 && microsOf(ts) >= k.From {
			k.top = append(k.top, m)
		}
	}
	slices.SortFunc(k.top, inTime)
}

// counted says of a message how many replies it has, as Slack does.
func (k *kept) counted(m message) message {
	if since, ok := k.known(m.TS); !ok || since > 0 {
		t := k.Threads[m.TS]
		m.Replies, m.LatestReply = t.Replies, t.Latest
	} else {
		m.Replies, m.LatestReply = 0, ""
	}
	for _, r := range k.replies[m.TS] {
		if r.TS > m.LatestReply {
			m.Replies, m.LatestReply = m.Replies+1, r.TS
		}
	}
	if m.Replies > 0 {
		m.Thread = m.TS
	}
	return m
}

// known says since when all replies of a thread are there; 0: all there are.
func (k *kept) known(root string) (since int64, ok bool) {
	at := microsOf(root)
	_, there := k.byTS[root]
	t, said := k.Threads[root]
	switch {
	case !there || said && t.From < 0 || !said && (k.From < 0 || at < k.From):
		return 0, false
	case t.From == 0 && at > k.Floor:
		return 0, true
	default:
		return max(t.From, k.Floor+1), true
	}
}

// unsure says whether nobody can tell how many replies a thread has: of those that were
// counted when it was read one was deleted since, or just before.
func (k *kept) unsure(root string) bool {
	since, ok := k.known(root)
	first := k.shorter[root]
	return (!ok || since > 0) && first != "" && first <= k.Threads[root].Latest
}

// newest is the ts of the newest message of the channel that is there, or of a thread.
func (k *kept) newest(thread string) string {
	all := k.top
	if thread != "" {
		all = k.replies[thread]
	}
	if len(all) == 0 {
		return thread
	}
	return all[len(all)-1].TS
}

// between are messages by their ts: from the oldest on, and before another; "" is no
// bound.
func between(all []message, oldest, before string) []message {
	at := func(ts string) int {
		i, _ := slices.BinarySearchFunc(all, ts, func(m message, ts string) int { return strings.Compare(m.TS, ts) })
		return i
	}
	end := len(all)
	if before != "" {
		end = at(before)
	}
	return all[min(at(oldest), end):end]
}

// bounds of a reading, as text that can be compared: no oldest is before all.
func oldestOf(ts string) string { return cmp.Or(ts, "0") }
