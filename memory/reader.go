package memory

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// All replicas read as one consumer of one group: who holds a job is said by its
// fence, and so no dead consumer is ever left behind.
const (
	group    = "workers"
	consumer = "all"
)

// readTime is how long one read waits for work before it is made again: often
// enough to notice a dead connection, rare enough to cost nothing.
const readTime = 5 * time.Second

// read feeds the desk: the one blocking reader of this store, on a connection of
// its own that is cut when the store closes.
func (s *Store) read() {
	line := s.at.dial()
	context.AfterFunc(s.ended, func() { _ = line.Close() })
	b := backoff{}
	for s.wanted() {
		jobs, err := s.next(line, s.desk.demand())
		s.hand(jobs)
		switch {
		case s.ended.Err() != nil:
			return
		case err != nil:
			s.troubled(&b, err)
		default:
			s.recovered(&b)
		}
	}
}

// wanted waits until somebody waits at the desk; false when the store closes.
func (s *Store) wanted() bool {
	for s.desk.demand() == 0 {
		select {
		case <-s.desk.wanted:
		case <-s.ended.Done():
			return false
		}
	}
	return s.ended.Err() == nil
}

// next waits for at most count entries and leases them.
func (s *Store) next(line redis.UniversalClient, count int) ([]copilot.Job, error) {
	read, err := line.XReadGroup(s.ended, &redis.XReadGroupArgs{
		Group: group, Consumer: consumer, Streams: []string{s.keys.work(), ">"},
		Count: int64(max(count, 1)), Block: readTime,
	}).Result()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("memory: read work: %w", err)
	}
	var args []any
	for _, m := range read[0].Messages {
		job, _ := m.Values["job"].(string)
		args = append(args, m.ID, job)
	}
	until := s.leased()
	taken, err := s.run(context.WithoutCancel(s.ended), toTake, s.keys.queue(), args...).Slice()
	if err != nil {
		return nil, err
	}
	return s.jobs(taken, until), nil
}

// jobs reads what a lease returned. A job whose request cannot be read is parked:
// nobody could ever finish it.
func (s *Store) jobs(taken []any, until time.Time) []copilot.Job {
	var jobs []copilot.Job
	for _, t := range taken {
		f := t.([]any) // made by lease in queue.lua: job, request, attempt, fence, accepted
		j := copilot.Job{ID: f[0].(string), Attempt: int(f[2].(int64)), Until: until}
		j.Fence = copilot.Fence{Job: j.ID, Number: f[3].(int64)}
		j.Accepted = moment(f[4])
		request, _ := f[1].(string)
		var err error
		if j.Request, err = s.getRequest(j.ID, request); err != nil {
			s.spoil(j.Fence, err)
			continue
		}
		jobs = append(jobs, j)
	}
	return jobs
}

// moment reads ms as a script gives them back; zero when there are none.
func moment(v any) time.Time {
	said, _ := v.(string)
	ms, err := strconv.ParseInt(said, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// unreadable is the cause of a job whose request cannot be read.
const unreadable = "unreadable"

func (s *Store) spoil(f copilot.Fence, cause error) {
	s.o.Log.Error("a job cannot be read; it is parked", "job", f.Job, "error", cause)
	_ = s.run(context.WithoutCancel(s.ended), toSpoil, s.keys.queue(), f.Job, f.Number, s.nowMS(), unreadable).Err()
}

// hand gives jobs to those who wait, and back to the queue what nobody wants any
// more. When even that fails their leases run out.
func (s *Store) hand(jobs []copilot.Job) {
	for _, j := range jobs {
		if s.ended.Err() != nil || !s.desk.hand(j) {
			_ = s.Release(context.WithoutCancel(s.ended), j)
		}
	}
}

// troubled pauses after an error, having said so when it is the first, and makes
// the group that an empty store lacks.
func (s *Store) troubled(b *backoff, err error) {
	if strings.Contains(err.Error(), "NOGROUP") {
		err = s.found(s.ended)
		if err == nil {
			return
		}
	}
	if b.next == 0 {
		s.o.Log.Warn("the store is away; waiting for it", "error", err)
	}
	_ = b.pause(s.ended)
}

func (s *Store) recovered(b *backoff) {
	if b.next != 0 {
		s.o.Log.Info("the store is back")
	}
	b.reset()
}

// found makes the group of workers, from the beginning of the stream: what was
// accepted before the first worker is work, too.
func (s *Store) found(ctx context.Context) error {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	err := s.db.XGroupCreateMkStream(ctx, s.keys.work(), group, "0").Err()
	if err != nil && !strings.HasPrefix(err.Error(), "BUSYGROUP") {
		return fmt.Errorf("memory: make the group of workers: %w", err)
	}
	return nil
}
