package openai

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxAfter caps what an endpoint may ask us to wait: more is a matter for
// people, and an absurd number must not overflow.
const maxAfter = time.Hour

// retryAfter reads how long to wait before another try: Retry-After in seconds
// or as a date, or OpenAI's own retry-after-ms. It is 0 when nothing sensible is
// said, and at most maxAfter.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if d, ok := number(h.Get("Retry-After-Ms"), time.Millisecond); ok {
		return d
	}
	said := strings.TrimSpace(h.Get("Retry-After"))
	if d, ok := number(said, time.Second); ok {
		return d
	}
	date, err := http.ParseTime(said)
	if err != nil {
		return 0
	}
	return max(0, min(date.Sub(now), maxAfter))
}

// number reads a count of units; fractions count, nonsense and less than nothing do not.
func number(s string, unit time.Duration) (time.Duration, bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(n >= 0) { // the negation turns NaN away too
		return 0, false
	}
	if n >= maxAfter.Seconds()*float64(time.Second/unit) {
		return maxAfter, true
	}
	return time.Duration(n * float64(unit)), true
}
