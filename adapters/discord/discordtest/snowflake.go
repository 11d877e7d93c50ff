package discordtest

import (
	"crypto/rand"
	"encoding/base64"
	"strconv"
	"time"
)

// epoch is when Discord's ids begin, in milliseconds.
const epoch = 1420070400000

// snowflake gives out the next id: it carries the clock's time, and is larger than
// all before it. The lock is held.
func (d *Discord) snowflake() string {
	d.last = max(snowflakeAt(d.o.Now()), d.last+1)
	return strconv.FormatUint(d.last, 10)
}

// snowflakeAt is the smallest id of a time.
func snowflakeAt(t time.Time) uint64 {
	return uint64(max(t.UnixMilli()-epoch, 0)) << 22
}

// numbered reads an id; what is none counts as 0.
func numbered(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// made is when an id was given out.
func made(id string) time.Time {
	return time.UnixMilli(int64(numbered(id)>>22) + epoch).UTC()
}

// stamp writes a time as Discord does.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

// secret is n random bytes in the alphabet of Discord's tokens.
func secret(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}
