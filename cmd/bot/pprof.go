package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
)

// servePprof serves what the process is doing, for who looks for what makes it slow or big,
// at an address of its own, if it has one, until the server it returns is shut. Nothing
// else is served there, and this nowhere else: the package of the library puts itself on
// http.DefaultServeMux, which this program serves nowhere.
func servePprof(ctx context.Context, s *Settings, log *slog.Logger) (*http.Server, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	// Not /debug/pprof/cmdline: somebody may have given a secret as a flag.
	return serveAside(ctx, "BOT_PPROF_ADDR", s.Pprof, mux, log)
}

// aloof says whether an address is one that this machine alone reaches.
func aloof(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || (ip != nil && ip.IsLoopback()))
}

// pprof is an address to serve profiles at, "" for none: of this machine, unless somebody
// says that they mean it, for nobody signs in there, and a profile takes as much of the
// machine as whoever asks for it wants.
func (f *faults) pprof(address string, anywhere bool) string {
	if _, _, err := net.SplitHostPort(address); address != "" && err != nil {
		f.add("BOT_PPROF_ADDR is %q: use host:port, e.g. 127.0.0.1:6060", address)
	} else if address != "" && !anywhere && !aloof(address) {
		f.add("BOT_PPROF_ADDR is %q, which other machines may reach, and nobody signs in there: use 127.0.0.1 (kubectl port-forward and ssh -L reach it), or set BOT_PPROF_ANYWHERE as well", address)
	}
	return address
}
