package faults

import (
	"bufio"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// sampleEvery is how often a watch looks; of so many samples one is told.
const (
	sampleEvery = 10 * time.Second
	samplesTold = 30
)

// The gauges that a watch reads, as /metrics names them.
const (
	goroutines  = "go_goroutines"
	descriptors = "process_open_fds"
	resident    = "process_resident_memory_bytes"
)

// watch notes what replicas hold, over time.
type watch struct {
	replicas []*replica
	start    time.Time
	samples  map[string][]sample // by the name of the replica
}

// sample is what a replica held at a moment.
type sample struct {
	after time.Duration // since the watch began
	held  map[string]float64
}

func newWatch(replicas []*replica) *watch {
	return &watch{replicas, time.Now(), map[string][]sample{}}
}

// sample notes what every replica holds now. One that does not answer (it is stopped,
// say) is left out.
func (w *watch) sample(t testing.TB) {
	for _, r := range w.replicas {
		held, err := gauges(r)
		if err != nil {
			t.Logf("%s is not watched: %v", r.name, err)
			continue
		}
		w.samples[r.name] = append(w.samples[r.name], sample{time.Since(w.start), held})
		if len(w.samples[r.name])%samplesTold == 1 {
			t.Logf("%s holds %.0f goroutines, %.0f descriptors, %.1f MiB", r.name, held[goroutines], held[descriptors], held[resident]/mebibyte)
		}
	}
}

func gauges(r *replica) (map[string]float64, error) {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get("http://" + r.address + "/metrics")
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	held := map[string]float64{}
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		switch name {
		case goroutines, descriptors, resident:
			if held[name], err = strconv.ParseFloat(value, 64); err != nil {
				return nil, err
			}
		}
	}
	if len(held) != 3 {
		return nil, fmt.Errorf("%d of 3 gauges", len(held))
	}
	return held, nil
}

// growth is what became of what a replica held after it was warm.
type growth struct {
	replica     string
	over        time.Duration
	begin, end  map[string]float64 // means of the first and of the last tenth
	slope       float64            // of resident memory, bytes an hour, by least squares
	samples     int
	goroutines  float64 // an hour
	descriptors float64 // an hour
}

// growths are what became of all replicas after a warm-up.
func (w *watch) growths(warmUp time.Duration) []growth {
	var all []growth
	for _, r := range w.replicas {
		var warm []sample
		for _, s := range w.samples[r.name] {
			if s.after >= warmUp {
				warm = append(warm, s)
			}
		}
		if len(warm) < 10 {
			continue
		}
		tenth := len(warm) / 10
		all = append(all, growth{
			replica: r.name, over: warm[len(warm)-1].after - warm[0].after, samples: len(warm),
			begin: mean(warm[:tenth]), end: mean(warm[len(warm)-tenth:]),
			slope: slope(warm, resident), goroutines: slope(warm, goroutines), descriptors: slope(warm, descriptors),
		})
	}
	return all
}

func mean(samples []sample) map[string]float64 {
	all := map[string]float64{}
	for _, s := range samples {
		for name, value := range s.held {
			all[name] += value / float64(len(samples))
		}
	}
	return all
}

// slope is how much of something is added an hour, by least squares.
func slope(samples []sample, name string) float64 {
	var n, x, y, xx, xy float64
	for _, s := range samples {
		at, value := s.after.Hours(), s.held[name]
		n, x, y, xx, xy = n+1, x+at, y+value, xx+at*at, xy+at*value
	}
	return (n*xy - x*y) / (n*xx - x*x)
}

const mebibyte = 1 << 20

// What a soak may add, and over which time that can be told from noise.
const (
	mostSlope = 1 * mebibyte // of resident memory, an hour
	mostMore  = 3            // goroutines or descriptors, in all
	judged    = 20 * time.Minute
)

// fault says what grew, "" for nothing.
func (g growth) fault() string {
	if g.over < judged {
		return ""
	}
	for _, name := range []string{goroutines, descriptors} {
		if more := g.end[name] - g.begin[name]; more > mostMore {
			return fmt.Sprintf("%s grew by %.1f", name, more)
		}
	}
	if g.slope > mostSlope {
		return fmt.Sprintf("resident memory grows by %.2f MiB an hour", g.slope/mebibyte)
	}
	return ""
}

// String is fmt.Stringer.
func (g growth) String() string {
	return fmt.Sprintf("%s over %v after warm-up (%d samples): goroutines %.1f to %.1f, descriptors %.1f to %.1f, resident %.1f to %.1f MiB, slope %+.2f MiB/h",
		g.replica, g.over.Round(time.Second), g.samples, g.begin[goroutines], g.end[goroutines], g.begin[descriptors], g.end[descriptors],
		g.begin[resident]/mebibyte, g.end[resident]/mebibyte, g.slope/mebibyte)
}
