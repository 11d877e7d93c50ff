package memory

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Vitals are how a server does, for whoever examines it.
type Vitals struct {
	Version string        // of Redis; "" when the server does not tell
	Read    time.Duration // the median of vitalTries
	Write   time.Duration // the median: until it is kept as the server is set up to keep it
	Slowest time.Duration // of the writes
	Ahead   time.Duration // how far the server's clock is before this machine's, give or take half a Read
	Used    int64         // bytes of memory
	Most    int64         // bytes it may use; 0 for no bound
	Machine int64         // bytes that its machine has; 0 when it does not tell
	Evicted int64         // keys that it dropped for want of memory since it started

	Unwritten []string // what of its last writes to the disk went wrong, as its INFO calls it: "aof_last_bgrewrite_status is err"
}

// vitalTries is how many reads and writes are timed.
const vitalTries = 20

// Vitals times reads and writes of one key, which goes again, and asks the server how it
// does. In a Cluster that is one of its nodes.
func (s *Store) Vitals(ctx context.Context) (Vitals, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*s.o.Patience)
	defer cancel()
	key := s.keys.prefix + "vitals"
	var v Vitals
	var err error
	if v.Write, v.Slowest, err = timed(func() error { return s.db.Set(ctx, key, "", time.Minute).Err() }); err != nil {
		return v, fmt.Errorf("memory: time writes: %w", err)
	}
	if v.Read, _, err = timed(func() error { return s.db.Get(ctx, key).Err() }); err != nil {
		return v, fmt.Errorf("memory: time reads: %w", err)
	}
	if err := s.db.Del(ctx, key).Err(); err != nil {
		return v, fmt.Errorf("memory: take what was written for timing away: %w", err)
	}
	told, err := s.db.Time(ctx).Result()
	if err != nil {
		return v, fmt.Errorf("memory: ask for the time: %w", err)
	}
	v.Ahead = told.Sub(s.o.Clock())
	return v.asked(ctx, s.db), nil
}

// asked adds what the server tells of itself; what it does not tell stays zero.
func (v Vitals) asked(ctx context.Context, db redis.UniversalClient) Vitals {
	text, err := db.Info(ctx).Result()
	if err != nil {
		return v
	}
	return v.reads(infoFields(text))
}

// reads adds what INFO says.
func (v Vitals) reads(info map[string]string) Vitals {
	v.Version = info["redis_version"]
	v.Used, _ = strconv.ParseInt(info["used_memory"], 10, 64)
	v.Most, _ = strconv.ParseInt(info["maxmemory"], 10, 64)
	v.Machine, _ = strconv.ParseInt(info["total_system_memory"], 10, 64)
	v.Evicted, _ = strconv.ParseInt(info["evicted_keys"], 10, 64)
	for _, name := range []string{"aof_last_write_status", "aof_last_bgrewrite_status", "rdb_last_bgsave_status"} {
		if status := or(info[name], "ok"); status != "ok" {
			v.Unwritten = append(v.Unwritten, name+" is "+status)
		}
	}
	return v
}

// timed does something vitalTries times: the median, and the slowest.
func timed(do func() error) (median, slowest time.Duration, err error) {
	took := make([]time.Duration, vitalTries)
	for i := range took {
		begin := time.Now()
		if err := do(); err != nil {
			return 0, 0, err
		}
		took[i] = time.Since(begin)
	}
	slices.Sort(took)
	return took[len(took)/2], took[len(took)-1], nil
}
