package faults

import (
	"flag"
	"fmt"
	"os"
	"testing"
	"time"
)

var (
	kills       = flag.Int("kills", 100, "kill replicas at least so often")
	each        = flag.Int("each", 5, "kill at each named point at least so often")
	commands    = flag.Int("commands", 5000, "send at least so many commands")
	rate        = flag.Float64("rate", 28, "commands a second")
	gap         = flag.Duration("gap", 500*time.Millisecond, "between two kills, on average")
	redisKills  = flag.Int("redis-kills", 20, "kill Redis so often")
	rounds      = flag.Int("rounds", 1, "houses, one after another, over which all of it is spread")
	zombieTimes = flag.Int("zombies", 1, "stop a replica for longer than a lease, in each house")
	restarts    = flag.Int("restarts", 4, "restart a replica by SIGTERM so often")
	mixes       = flag.Int("mixes", 6, "start the version before, or the present one, beside the other so often")
	soak        = flag.Duration("soak", 0, "how long to soak; 0: not at all")
	soakRate    = flag.Float64("soak-rate", 4, "commands a second of the soak")
	faultEvery  = flag.Duration("fault-every", time.Minute, "between two faults of the soak")
	warmUp      = flag.Duration("warm-up", 10*time.Minute, "of the soak, which is not judged")
	warmRate    = flag.Float64("warm-rate", 24, "commands a second more while the soak warms up")
	write       = flag.Bool("write", false, "write the table into docs/reliability.md, when nothing was broken")
	seed        = flag.Uint64("seed", 0, "of everything that is random; 0: the clock's")
)

// sum is what all tests together have seen.
var sum = newTally()

func TestMain(m *testing.M) {
	flag.Parse()
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())
	}
	dir, err := os.MkdirTemp("", "faults")
	if err != nil {
		panic(err)
	}
	scratch = dir
	sum.seed = *seed
	fmt.Printf("seed %d: -seed %d repeats it\n", *seed, *seed)
	status := m.Run()
	_ = os.RemoveAll(dir)
	fmt.Println(sum.table())
	if *write && status == 0 {
		name := "faults"
		if *soak > 0 {
			name = "soak"
		}
		if err := writeDown(name, sum.table()); err != nil {
			fmt.Println(err)
			status = 1
		}
	}
	os.Exit(status)
}
