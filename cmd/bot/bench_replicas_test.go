package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// replicaHouse is a bot that gets a second beside it now and then, behind a balancer.
// Each has one core for what it computes, and cores are theirs alone where there are four.
type replicaHouse struct {
	*slackHouse
	balancer *tcpBalancer
	redisPID int
	alone    int // connections to Redis when no bot is there
}

// coresApart are how many cores it takes to give each bot one that Redis, the platform, the
// model and the load do not need.
const coresApart = 4

func newReplicaHouse(b *testing.B) *replicaHouse {
	b.Helper()
	h := &replicaHouse{slackHouse: newSlackTown(b, ""), balancer: newTCPBalancer(b)}
	h.redisPID = info(b, h.server, "process_id")
	h.alone = info(b, h.server, "connected_clients")
	h.furnish(b, append(h.toSlack(), "SLACK_SIGNING_SECRET="+h.fake.Options().SigningSecret, "GOMAXPROCS=1")...)
	h.bot, h.botURL = h.replica(b, 0)
	h.fake.ConnectHTTP(h.botURL)
	h.balancer.to(h.botURL)
	return h
}

// replica starts the nth.
func (h *replicaHouse) replica(b *testing.B, n int) (*exec.Cmd, string) {
	b.Helper()
	cmd := exec.Command(h.binary)
	if cores := runtime.NumCPU(); cores >= coresApart {
		cmd = exec.Command("taskset", "-c", strconv.Itoa(cores-1-n), h.binary)
	}
	return spawn(b, cmd, h.env...)
}

// BenchmarkReplicas is how many commands two replicas answer beside one, by turns, on one
// Redis that fsyncs every write. Commands are sent at a constant rate, far more than can be
// answered meanwhile; from the last acknowledgement on, what is left is timed until all is
// answered. With a model that takes its time the workers bound a replica, with one that takes
// none its core does. The bound: two carry 1.7 times what one does, on cores apart.
func BenchmarkReplicas(b *testing.B) {
	h := newReplicaHouse(b)
	for _, c := range []struct {
		takes    time.Duration
		commands int
		rate     int
	}{
		{5 * time.Second, 16, 100},
		{200 * time.Millisecond, 200, 100},
		{0, 800, 400},
	} {
		b.Run(fmt.Sprintf("model of %s", c.takes), func(b *testing.B) {
			h.takes.Store(int64(c.takes))
			h.compare(b, c.commands, c.rate)
		})
	}
}

// stint is what some replicas did with the commands they were sent.
type stint struct {
	tally
	answers float64 // a second
	took    []time.Duration
	spent   [3]float64 // ms of processor time a command: of the bots, of Redis, of this process
	calls   float64    // of the model, a command
	clients int        // connections to Redis, at the end
}

// compare has one and two replicas take turns.
func (h *replicaHouse) compare(b *testing.B, commands, rate int) {
	var one, two []stint
	for b.Loop() {
		one = append(one, h.stint(b, commands, rate, h.bot))
		second, url := h.replica(b, 1)
		h.balancer.to(h.botURL, url)
		two = append(two, h.stint(b, commands, rate, h.bot, second))
		h.balancer.to(h.botURL)
		_ = second.Process.Signal(os.Interrupt)
		_ = second.Wait()
	}
	ratios := make([]float64, len(one))
	for i := range one {
		ratios[i] = two[i].answers / one[i].answers
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "ratio")
	reportStints(b, "one", one)
	reportStints(b, "two", two)
	b.ReportMetric(float64(one[0].clients-h.alone), "redis-connections")
	b.ReportMetric(one[0].calls, "model-calls")
	b.ReportMetric(float64(runtime.NumCPU()), "cores")
	b.ReportMetric(0, "ns/op") // a turn lasts as long as it is told to
}

// stint sends commands to the bots, and waits until all are answered.
func (h *replicaHouse) stint(b *testing.B, commands, rate int, bots ...*exec.Cmd) stint {
	b.Helper()
	h.client.CloseIdleConnections() // new ones are shared out anew
	before, asked := h.spent(bots), h.asked.Load()
	v := h.fire(b, h.balancer.url(), rate, time.Duration(commands)*time.Second/time.Duration(rate))
	d, err := h.store.Depth(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	s := stint{took: v.took, tally: h.outcome(b, v), clients: info(b, h.server, "connected_clients")}
	s.calls = float64(h.asked.Load()-asked) / float64(commands)
	s.answers = float64(d.Waiting+d.Working+d.Delayed) / s.drain.Seconds()
	for i, ms := range h.spent(bots) {
		s.spent[i] = (ms - before[i]) / float64(commands)
	}
	return s
}

// spent is how many milliseconds of processor time bots, Redis and this process took so far.
func (h *replicaHouse) spent(bots []*exec.Cmd) (ms [3]float64) {
	for _, bot := range bots {
		ms[0] += spentBy(bot.Process.Pid)
	}
	ms[1], ms[2] = spentBy(h.redisPID), spentBy(os.Getpid())
	return ms
}

// tick is the unit in which Linux tells processor time: 10 ms on every machine that Go knows.
const tick = 10.0

// spentBy is how many milliseconds of processor time a process took so far.
func spentBy(pid int) float64 {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // after the name, which may hold anything
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) * tick
}

// reportStints tells what one or two replicas came to.
func reportStints(b *testing.B, who string, all []stint) {
	var took []time.Duration
	var total tally
	var answers, bots, redis, load []float64
	for _, s := range all {
		total.add(s.tally)
		took = append(took, s.took...)
		answers = append(answers, s.answers)
		bots, redis, load = append(bots, s.spent[0]), append(redis, s.spent[1]), append(load, s.spent[2])
	}
	percentiles(b, who+"-ack", took)
	for name, values := range map[string][]float64{"answers/s": answers, "bot-cpu-ms": bots, "redis-cpu-ms": redis, "load-cpu-ms": load} {
		slices.Sort(values)
		b.ReportMetric(values[len(values)/2], who+"-"+name)
	}
	b.ReportMetric(float64(total.late), who+"-late")
	b.ReportMetric(float64(total.lost), who+"-lost")
	b.ReportMetric(float64(total.doubled), who+"-doubled")
}
