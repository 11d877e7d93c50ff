package main

import (
	"net"
	"net/http"
	"strings"
	"testing"
)

// Profiles are served at their own address and nowhere else, what the flags were not even
// there, and without that address nowhere at all.
func TestProfilesAreAside(t *testing.T) {
	profiles, figures := free(t), free(t)
	for name, c := range map[string]struct {
		flags []string
		want  int
	}{
		"by default": {want: http.StatusNotFound},
		"asked for":  {flags: []string{"--pprof=" + profiles}, want: http.StatusNotFound},
	} {
		var log overheard
		base, stop := startedWith(t, &log, append([]string{"--listen=127.0.0.1:0", "--metrics=" + figures}, c.flags...)...)
		for _, at := range []string{base, "http://" + figures} {
			for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/cmdline"} {
				if got := statusAt(t, at+path); got != c.want {
					t.Errorf("%s: %s at %s: %d", name, path, at, got)
				}
			}
		}
		if c.flags != nil {
			for path, want := range map[string]int{"/debug/pprof/": 200, "/debug/pprof/heap": 200, "/debug/pprof/cmdline": 404, "/metrics": 404, "/": 404} {
				if got := statusAt(t, "http://"+profiles+path); got != want {
					t.Errorf("%s: %s: %d, want %d", name, path, got, want)
				}
			}
		} else if c, err := net.Dial("tcp", profiles); err == nil {
			_ = c.Close()
			t.Errorf("%s: somebody listens", name)
		}
		stop()
	}
}

// A bot that finds one of its addresses taken lets go of those it has.
func TestAddressesAreLetGo(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	mine, figures := free(t), free(t)
	for _, flag := range []string{"--metrics=" + taken.Addr().String(), "--pprof=" + taken.Addr().String()} {
		var said strings.Builder
		args := []string{"--listen=" + mine, "--metrics=" + figures, flag}
		if got := run(t.Context(), args, stdio{strings.NewReader(""), &said, &said}); got != statusFailed || !strings.Contains(said.String(), "choose another") {
			t.Errorf("%s: status %d: %s", flag, got, said.String())
		}
		for _, address := range []string{mine, figures} {
			l, err := net.Listen("tcp", address)
			if err != nil {
				t.Fatalf("%s: %v", flag, err)
			}
			must(t, l.Close())
		}
	}
}

// Other machines reach profiles only where somebody says so.
func TestProfilesStayOnTheMachine(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:6060": "", "localhost:6060": "", "[::1]:6060": "",
		":6060": "BOT_PPROF_ANYWHERE", "0.0.0.0:6060": "BOT_PPROF_ANYWHERE", "10.0.0.7:6060": "BOT_PPROF_ANYWHERE", "bot.example.com:6060": "BOT_PPROF_ANYWHERE",
		"6060": "use host:port",
	} {
		f := &faults{}
		f.pprof(address, false)
		if said := strings.Join(f.all, " "); (said == "") != (want == "") || !strings.Contains(said, want) {
			t.Errorf("%s: %q", address, said)
		}
	}
	f := &faults{}
	if f.pprof("0.0.0.0:6060", true); len(f.all) > 0 {
		t.Errorf("though somebody said so: %q", f.all)
	}
}
