package slack

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// post names a message of ours and its continuations in the thread.
type post struct {
	channel string
	ts      []string // at least one; the first is the message, the others continue it
}

// readPost reads what String wrote.
func readPost(id string) (post, error) {
	channel, list, ok := strings.Cut(id, ":")
	p := post{channel, strings.Split(list, ",")}
	if !ok || channel == "" || p.ts[0] == "" {
		return p, fmt.Errorf("slack: %q names no message", id)
	}
	return p, nil
}

// String is the name the core keeps: "C1:1712345678.123456,1712345679.000100".
func (p post) String() string { return p.channel + ":" + strings.Join(p.ts, ",") }

// timeOf is the moment of a timestamp, to the microsecond; zero for none.
func timeOf(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	s, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}
	}
	m, _ := strconv.ParseInt(micros, 10, 64)
	return time.Unix(s, m*int64(time.Microsecond)).UTC()
}

// tsOf is the timestamp of a moment, for bounds.
func tsOf(at time.Time) string {
	return fmt.Sprintf("%d.%06d", at.Unix(), at.Nanosecond()/int(time.Microsecond))
}
