package chat

import (
	"strconv"
	"strings"
	"time"
)

// ParseStamp reads the timestamp of a signed delivery: whole seconds, digits only
// and few enough to be a moment.
func ParseStamp(s string) (time.Time, bool) {
	if len(s) > 11 || strings.Trim(s, "0123456789") != "" {
		return time.Time{}, false
	}
	seconds, err := strconv.ParseInt(s, 10, 64)
	return time.Unix(seconds, 0), err == nil
}
