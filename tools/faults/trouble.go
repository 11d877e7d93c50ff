package faults

import (
	"context"
	"time"
)

// killRedis ends Redis with SIGKILL and starts it again, so many times.
func (h *house) killRedis(ctx context.Context, times int, gap time.Duration) {
	for range times {
		if !sleep(ctx, time.Duration(h.rng.ExpFloat64()*float64(gap))) {
			return
		}
		h.redis.Kill()
		sleep(ctx, time.Duration(h.rng.Int64N(int64(300*time.Millisecond))))
		h.redis.Start()
		h.count("Redis SIGKILLed")
	}
}

// redisTroubles are the ways in which Redis refuses or dawdles, one after another.
func (h *house) redisTroubles(ctx context.Context) {
	for _, trouble := range []func(context.Context){h.full, h.readOnly, h.loading, h.slow, h.hangs, h.cutOff} {
		trouble(ctx)
		h.redisBack(ctx)
		sleep(ctx, time.Second)
	}
}

// spell is how long a trouble lasts.
const spell = 3 * time.Second

// full is a Redis that has no memory left and may drop nothing.
func (h *house) full(ctx context.Context) {
	h.config(ctx, "maxmemory", "1")
	sleep(ctx, spell)
	h.config(ctx, "maxmemory", "0")
	h.count("Redis full")
}

func (h *house) config(ctx context.Context, name, value string) {
	if err := h.db.ConfigSet(ctx, name, value).Err(); err != nil {
		h.t.Errorf("CONFIG SET %s %s: %v", name, value, err)
	}
}

// readOnly is a Redis that believes itself a replica, of nobody who answers.
func (h *house) readOnly(ctx context.Context) {
	if err := h.db.ReplicaOf(ctx, "127.0.0.1", "1").Err(); err != nil {
		h.t.Errorf("REPLICAOF: %v", err)
	}
	sleep(ctx, spell)
	if err := h.db.ReplicaOf(ctx, "NO", "ONE").Err(); err != nil {
		h.t.Errorf("REPLICAOF NO ONE: %v", err)
	}
	h.count("Redis read-only")
}

// loading is a Redis that reads for longer than anybody waits.
func (h *house) loading(ctx context.Context) {
	h.redis.Kill()
	h.redis.Start("--key-load-delay", "100000")
	sleep(ctx, spell)
	h.redis.Kill()
	h.redis.Start()
	h.count("Redis loading")
}

// slow is a Redis that answers after 0 to 4 seconds.
func (h *house) slow(ctx context.Context) {
	for _, ms := range []int{100, 700, 1300, 2000, 4000} {
		for _, r := range h.replicas {
			r.line.worsen("latency", map[string]int{"latency": ms, "jitter": ms / 4})
		}
		sleep(ctx, spell/2)
		for _, r := range h.replicas {
			r.line.mend()
		}
	}
	h.count("Redis slow")
}

// hangs is a Redis that is stopped for a second or three.
func (h *house) hangs(ctx context.Context) {
	for range 3 {
		h.redis.Pause()
		sleep(ctx, time.Second+time.Duration(h.rng.Int64N(int64(2*time.Second))))
		h.redis.Resume()
		sleep(ctx, time.Second)
		h.count("Redis stopped")
	}
}

// cutOff is a network that loses one replica, and then resets connections.
func (h *house) cutOff(ctx context.Context) {
	r := h.replicas[h.rng.IntN(len(h.replicas))]
	r.line.cut()
	sleep(ctx, spell)
	r.line.join()
	r.line.worsen("reset_peer", map[string]int{"timeout": 50})
	sleep(ctx, spell/2)
	r.line.mend()
	h.count("Redis cut off")
}

// redisBack waits until Redis answers.
func (h *house) redisBack(ctx context.Context) {
	await(h.t, "Redis", time.Minute, func() bool { return h.db.Ping(ctx).Err() == nil })
}

// zombie is longer than a lease.
const zombie = 22 * time.Second

// zombies stops one replica for longer than a lease while it works, lets another
// take over, and wakes it up again, so many times.
func (h *house) zombies(ctx context.Context, times int) {
	for range times {
		r := h.replicas[h.rng.IntN(len(h.replicas))]
		if !r.signal(freeze) {
			continue
		}
		sleep(ctx, zombie)
		r.signal(thaw)
		sleep(ctx, 3*time.Second)
		h.count("replica stopped and woken")
	}
}
