package memory

import (
	"context"
	"time"
)

// unspoilEvery is how often, about, it is looked for jobs that somebody else could not
// read; unspoilPage is how many of those that are parked are looked at in one go.
const (
	unspoilEvery = 15 * time.Second
	unspoilPage  = 200
)

// unspoiling is how far the look has got through what is parked.
type unspoiling struct {
	looked time.Time
	at     int // where the next page begins
}

// unspoil puts jobs back that were parked because whoever took them could not read them, and
// that can be read here: by a store that had another key. It looks at a page each time, so
// that neither many of them nor those that nobody can read keep it from the others.
func (s *Store) unspoil(u *unspoiling) {
	if !s.vault.wraps() || time.Since(u.looked) < unspoilEvery {
		return
	}
	u.looked = time.Now()
	s.unspoilSome(u)
}

func (s *Store) unspoilSome(u *unspoiling) {
	ctx := context.WithoutCancel(s.ended)
	found, err := s.run(ctx, toSpoiled, s.keys.queue(), unreadable, u.at, unspoilPage).Slice()
	if err != nil {
		return // the next round looks again
	}
	revived := 0
	for i := 1; i+1 < len(found); i += 2 {
		job, request := raw(found[i]), raw(found[i+1])
		if _, err := s.getRequest(job, request); err == nil && s.Revive(ctx, job) == nil {
			s.o.Log.InfoContext(ctx, "a job that somebody could not read is put back", "job", job)
			revived++
		}
	}
	seen, _ := found[0].(int64)
	if u.at += int(seen) - revived; seen < unspoilPage { // the end: from the beginning
		u.at = 0
	}
}
