package discord

import "sync"

// locales remembers in which language people use Discord: it says so with what they
// choose and click, not with what they write. It is safe for concurrent use; the
// zero value knows nobody.
type locales struct {
	mu    sync.Mutex
	known map[snowflake]string
}

// keep notes what somebody reads.
func (l *locales) keep(person snowflake, locale string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil || len(l.known) >= maxKnown {
		l.known = map[snowflake]string{}
	}
	l.known[person] = locale
}

// of is what somebody reads, "" when nobody knows.
func (l *locales) of(person snowflake) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known[person]
}
