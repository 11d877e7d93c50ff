package telemetry

import (
	"errors"
	"net/url"
	"strings"
)

// errPairs does not repeat what was given, which may be secret.
var errPairs = errors.New("use name=value,name=value, with %20 for a space and %2C for a comma")

// Pairs reads "name=value,name=value", as OpenTelemetry's variables have headers and
// attributes: percent-encoded where need be.
func Pairs(given string) (map[string]string, error) {
	all := map[string]string{}
	for one := range strings.SplitSeq(given, ",") {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		name, value, ok := strings.Cut(one, "=")
		name = strings.TrimSpace(name)
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if !ok || name == "" || err != nil || strings.ContainsAny(name+value, "\r\n\x00") {
			return nil, errPairs
		}
		all[name] = value
	}
	return all, nil
}
