package telemetry

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// Pool is how the connections to the store are.
type Pool struct {
	Busy, Idle             int    // now
	Hits, Misses, Timeouts uint64 // how connections were had, since the start
}

// Standing tells how the queue is and whether the store answers, asked as figures are read,
// and how the connections to it are. A scrape waits for Depth, which is asked at every one.
type Standing struct {
	Depth func() (copilot.Depth, error) // an error: the store does not answer
	Pool  func() Pool
}

var (
	storeUp          = prometheus.NewDesc("brouillon_store_up", "1 while Redis answers; while it is 0 the queue's figures are not there.", nil, nil)
	queueJobs        = prometheus.NewDesc("brouillon_queue_jobs", "Jobs by where they are: waiting, working, delayed or parked; the same from every replica.", []string{"state"}, nil)
	queueOldest      = prometheus.NewDesc("brouillon_queue_oldest_seconds", "How long the oldest job has been ready that no worker has; the same from every replica.", nil, nil)
	redisConnections = prometheus.NewDesc("brouillon_redis_connections", "Connections to Redis of this process: busy or idle.", []string{"state"}, nil)
	redisPool        = prometheus.NewDesc("brouillon_redis_pool_total", "How connections to Redis were had: hit, miss (a new one) or timeout (none in time).", []string{"result"}, nil)
)

// Describe is prometheus.Collector.
func (s Standing) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{storeUp, queueJobs, queueOldest, redisConnections, redisPool} {
		to <- d
	}
}

// Collect is prometheus.Collector.
func (s Standing) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, of ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, of...)
	}
	pool := s.Pool()
	gauge(redisConnections, float64(pool.Busy), "busy")
	gauge(redisConnections, float64(pool.Idle), "idle")
	for result, n := range map[string]uint64{"hit": pool.Hits, "miss": pool.Misses, "timeout": pool.Timeouts} {
		to <- prometheus.MustNewConstMetric(redisPool, prometheus.CounterValue, float64(n), result)
	}
	d, err := s.Depth()
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
