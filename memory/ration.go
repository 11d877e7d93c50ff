package memory

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"
)

// Ration says whether something that is rationed may be done now, and counts it: a
// wait of 0. Otherwise nothing is counted, and it is how long to wait before asking
// again. All stores on one Redis share a ration, and it outlives them: in any time t
// no more is done than burst + t/every, on the server's clock. Burst is at least 1,
// every at least 1 µs; who shares a name gives the same. After an error it may have
// been counted.
func (s *Store) Ration(ctx context.Context, name string, burst int, every time.Duration) (wait time.Duration, err error) {
	if burst < 1 || every < time.Microsecond {
		return 0, fmt.Errorf("memory: ration of %d, one every %v: want at least 1, every 1µs", burst, every)
	}
	us, err := s.run(ctx, toRation, s.keys.ration(name), rand.Text(), burst, microseconds(every)).Int64()
	return time.Duration(us) * time.Microsecond, err
}

// microseconds of a duration, rounded up: a ration is never more than was said.
func microseconds(d time.Duration) int64 {
	return (d + time.Microsecond - 1).Microseconds()
}
