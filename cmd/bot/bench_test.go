package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// instant is a writer that takes no time, so that what is left is ours.
type instant struct{}

// Compose is copilot.Writer.
func (instant) Compose(_ context.Context, _ copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	const text = "=== fact\nOur café in Lyon reopens on Monday 9 March 2026 at 8 am, with a new terrace of 40 seats.\n=== hashtags\n#Lyon #Café\n"
	piece(text)
	return copilot.Answer{Text: text, Writer: "instant"}, nil
}

// percentiles reports p50 and p99 in milliseconds.
func percentiles(b *testing.B, name string, took []time.Duration) {
	slices.Sort(took)
	at := func(q float64) float64 { return took[int(q*float64(len(took)-1))].Seconds() * 1000 }
	b.ReportMetric(at(.5), name+"-p50-ms")
	b.ReportMetric(at(.99), name+"-p99-ms")
}

// BenchmarkAnswer is a command from its POST to the final card in the channel,
// through the workbench, with a writer that takes no time: everything that is
// ours. "accept" is the part until the acknowledgement. The bounds:
// accept p50 < 2 ms, p99 < 20 ms; answer p50 < 15 ms.
func BenchmarkAnswer(b *testing.B) {
	s := webStage(b, instant{})
	form := url.Values{"text": {"/draft variants:1 network:linkedin Our café in Lyon reopens on Monday 9 March 2026 at 8 am, with a new terrace of 40 seats"}}
	var accept, answer []time.Duration
	for b.Loop() {
		start := time.Now()
		if err := postTo(s.door.(*webDoor).URL, "lea", "/c/"+webChannel, form); err != nil {
			b.Fatal(err)
		}
		accept = append(accept, time.Since(start))
		s.settle()
		answer = append(answer, time.Since(start))
	}
	percentiles(b, "accept", accept)
	percentiles(b, "answer", answer)
}

// BenchmarkStart is the process from its start to the first accepted command,
// and its idle memory: at most 100 ms and 32 MB.
func BenchmarkStart(b *testing.B) {
	binary := builtBot(b)
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	resident := 0
	for b.Loop() {
		start := time.Now()
		address, stop := startBinary(b, binary)
		form := url.Values{"text": {"/draft variants:1 Our café in Lyon reopens on Monday"}}
		if err := postTo("http://"+address, "lea", "/c/"+webChannel, form); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		resident = max(resident, stop())
	}
	percentiles(b, "start", took)
	b.ReportMetric(float64(resident)/1024, "idle-MB")
	b.ReportMetric(float64(info.Size())/(1<<20), "binary-MB")
}

// startBinary runs the bot with nothing configured; stop waits a moment, reads
// its resident memory in KiB and ends it.
func startBinary(b *testing.B, binary string) (address string, stop func() int) {
	b.Helper()
	cmd := exec.Command(binary)
	cmd.Env = []string{"BOT_LOG_LEVEL=error"}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, found, ok := strings.Cut(lines.Text(), "http://"); ok {
			address = found
			break
		}
	}
	return address, func() int {
		time.Sleep(300 * time.Millisecond) // idle is what is measured
		kib := residentKiB(cmd.Process.Pid)
		_ = cmd.Process.Signal(os.Interrupt)
		for lines.Scan() {
		}
		_ = cmd.Wait()
		return kib
	}
}

// residentKiB is the memory a process holds now, peakKiB the most it ever held.
func residentKiB(pid int) int { return statusKiB(pid, "VmRSS:") }
func peakKiB(pid int) int     { return statusKiB(pid, "VmHWM:") }

func statusKiB(pid int, name string) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			kib, _ := strconv.Atoi(fields[1])
			return kib
		}
	}
	return 0
}

// postTo sends a form to the workbench as its script does.
func postTo(base, who, path string, form url.Values) error {
	r, err := http.NewRequest(http.MethodPost, base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", base)
	r.Header.Set("Accept", "application/json")
	r.AddCookie(&http.Cookie{Name: "brouillon_who", Value: who})
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, response.Status)
	}
	return nil
}
