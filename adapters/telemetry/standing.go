package telemetry

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// How a Standing asks: no scrape waits longer for the store, and none asks again that soon.
const (
	askWithin = 250 * time.Millisecond
	goodFor   = 3 * time.Second
)

// Pool is how the connections to the store are.
type Pool struct {
	Busy, Idle             int    // now
	Hits, Misses, Timeouts uint64 // how connections were had, since the start
}

// Standing tells how the queue is and whether the store answers, asked as figures are read,
// and how the connections to it are.
type Standing struct {
	Depth func(context.Context) (copilot.Depth, error)
	Pool  func() Pool
	Now   func() time.Time // nil: the clock

	mu    sync.Mutex
	asked time.Time
	last  copilot.Depth
	err   error
}

var (
	storeUp          = prometheus.NewDesc("brouillon_store_up", "1 while Redis answers; while it is 0 the queue's figures are not there.", nil, nil)
	queueJobs        = prometheus.NewDesc("brouillon_queue_jobs", "Jobs by where they are: waiting, working, delayed or parked; the same from every replica.", []string{"state"}, nil)
	queueOldest      = prometheus.NewDesc("brouillon_queue_oldest_seconds", "How long the oldest job has been ready that no worker has; the same from every replica.", nil, nil)
	redisConnections = prometheus.NewDesc("brouillon_redis_connections", "Connections to Redis of this process: busy or idle.", []string{"state"}, nil)
	redisPool        = prometheus.NewDesc("brouillon_redis_pool_total", "How connections to Redis were had: hit, miss (a new one) or timeout (none in time).", []string{"result"}, nil)
)

// Describe is prometheus.Collector.
func (s *Standing) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{storeUp, queueJobs, queueOldest, redisConnections, redisPool} {
		to <- d
	}
}

// Collect is prometheus.Collector.
func (s *Standing) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, of ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, of...)
	}
	pool := s.Pool()
	gauge(redisConnections, float64(pool.Busy), "busy")
	gauge(redisConnections, float64(pool.Idle), "idle")
	for result, n := range map[string]uint64{"hit": pool.Hits, "miss": pool.Misses, "timeout": pool.Timeouts} {
		to <- prometheus.MustNewConstMetric(redisPool, prometheus.CounterValue, float64(n), result)
	}
	d, err := s.ask()
	if err != nil {
		gauge(storeUp, 0)
		return
	}
	gauge(storeUp, 1)
	for state, n := range map[string]int64{"waiting": d.Waiting, "working": d.Working, "delayed": d.Delayed, "parked": d.Parked} {
		gauge(queueJobs, float64(n), state)
	}
	gauge(queueOldest, d.Oldest.Seconds())
}

// ask is what the store said last, if that is not long ago; also that it did not answer.
func (s *Standing) ask() (copilot.Depth, error) {
	now := s.Now
	if now == nil {
		now = time.Now
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.asked.IsZero() && now().Sub(s.asked) < goodFor {
		return s.last, s.err
	}
	ctx, cancel := context.WithTimeout(context.Background(), askWithin)
	defer cancel()
	s.last, s.err = s.Depth(ctx)
	s.asked = now()
	return s.last, s.err
}
