package web

import "sync"

// mostStreams is how many pages of one session may listen at once: each holds a
// connection.
const mostStreams = 20

// streams counts the pages that listen, by session.
type streams struct {
	mu   sync.Mutex
	open map[string]int
}

// enter counts one more, unless there are too many; leave takes it back.
func (s *streams) enter(name string) (leave func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[string]int{}
	}
	if s.open[name] >= mostStreams {
		return nil, false
	}
	s.open[name]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.open[name]--; s.open[name] == 0 {
			delete(s.open, name)
		}
	}, true
}
