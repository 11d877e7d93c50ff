package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// zoneVariable names the zone of the times that are shown; Go reads it when the process starts.
const zoneVariable = "TZ"

// examineZone says of which zone times are shown, where one is named: Go takes UTC for a name
// that it does not know, and tells nobody.
func examineZone(c *chart) {
	named := strings.TrimPrefix(os.Getenv(zoneVariable), ":")
	if named == "" || filepath.IsAbs(named) { // of a file, Go knows itself
		return
	}
	if _, err := time.LoadLocation(named); err != nil {
		c.warn("Give "+zoneVariable+" a name such as Europe/Paris, or take it away.", "Times are shown in UTC: no zone is called %q here.", named)
		return
	}
	c.ok("Times are shown in the zone %s.", named)
}
