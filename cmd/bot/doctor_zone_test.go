package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A zone that is misspelt is UTC, which nobody would see until a time matters.
func TestDoctorKnowsTheZone(t *testing.T) {
	for zone, want := range map[string][]diagnosis{
		"":              nil,
		"Europe/Paris":  {{State: conditionOK, Said: "Times are shown in the zone Europe/Paris."}},
		":Europe/Paris": {{State: conditionOK, Said: "Times are shown in the zone Europe/Paris."}},
		"Europe/Pariss": {{
			State: conditionWarning, Said: `Times are shown in UTC: no zone is called "Europe/Pariss" here.`,
			Do: "Give TZ a name such as Europe/Paris, or take it away.",
		}},
		"/etc/localtime": nil,
	} {
		t.Setenv(zoneVariable, zone)
		var told []diagnosis
		examineZone(&chart{tell: func(d diagnosis) error { told = append(told, d); return nil }})
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("TZ=%s: (-want +got):\n%s", zone, diff)
		}
	}
}
