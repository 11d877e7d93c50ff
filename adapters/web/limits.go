package web

import (
	"math"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// How much the door lets through: of one address, behind which an office may be; of one
// session; of sign-ins begun from one address; and of each of those how often a browser
// comes back with it, which asks the issuer.
var (
	ofAddress = allowance{50, 500}
	ofSession = allowance{10, 100}
	ofSignIns = allowance{0.5, 20}
	ofAttempt = allowance{0.1, 3}
)

// allowance is how many a second, and how many at once.
type allowance struct {
	every rate.Limit
	burst int
}

// mostBuckets is how many addresses and sessions are remembered. When they are more, one
// of them is forgotten, which gives it all of its allowance again: memory ends first.
const mostBuckets = 20_000

// limits counts requests, in this process.
type limits struct {
	now func() time.Time

	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

func newLimits(now func() time.Time) *limits {
	return &limits{now: now, buckets: map[string]*rate.Limiter{}}
}

// wait counts a request of whoever key names: 0, or without counting it how long they
// have to wait.
func (l *limits) wait(key string, a allowance) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	bucket, ok := l.buckets[key]
	if !ok {
		for old := range l.buckets {
			if len(l.buckets) < mostBuckets {
				break
			}
			delete(l.buckets, old)
		}
		bucket = rate.NewLimiter(a.every, a.burst)
		l.buckets[key] = bucket
	}
	now := l.now()
	asked := bucket.ReserveN(now, 1)
	wait := asked.DelayFrom(now)
	if wait > 0 {
		asked.CancelAt(now)
	}
	return wait
}

// limit turns those away who ask too often.
func (s *Server) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := addressOf(r, s.proxies)
		wait := s.limits.wait("address "+from, ofAddress)
		if strings.HasPrefix(r.URL.Path, "/login/") && wait == 0 {
			wait = s.limits.wait(s.signingIn(r, from))
		}
		if wait > 0 {
			s.tooOften(w, r, wait)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// signingIn is as what a request of a sign-in is counted: whoever comes back with one that
// they began was counted with those of their address when they did.
func (s *Server) signingIn(r *http.Request, from string) (string, allowance) {
	if r.URL.Path == CallbackPath {
		if a, ok := s.chat.door.under(r); ok {
			return "attempt " + digest(a.State), ofAttempt
		}
	}
	return "sign-in " + from, ofSignIns
}

// limitSession does the same for one session.
func (s *Server) limitSession(w http.ResponseWriter, r *http.Request, has session) bool {
	wait := s.limits.wait("session "+has.name(), ofSession)
	if wait > 0 {
		s.tooOften(w, r, wait)
	}
	return wait == 0
}

func (s *Server) tooOften(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	v, seconds := s.viewerOf(r), int(math.Ceil(wait.Seconds()))
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
	s.tell(w, r, v, http.StatusTooManyRequests, catalogue.Say(v.Lang, "web.door.often", catalogue.Args{"Count": seconds}))
}

// addressOf is where a request comes from: what it says of itself is believed only
// through a proxy that is trusted. Of IPv6 it is the network, which one person has all of.
func addressOf(r *http.Request, trusted []netip.Prefix) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	at, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	at = at.Unmap().WithZone("")
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && within(trusted, at); i-- {
		before, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		at = before.Unmap().WithZone("")
	}
	if at.Is6() {
		if network, err := at.Prefix(64); err == nil {
			return network.String()
		}
	}
	return at.String()
}

func within(networks []netip.Prefix, at netip.Addr) bool {
	for _, n := range networks {
		if n.Contains(at) {
			return true
		}
	}
	return false
}
