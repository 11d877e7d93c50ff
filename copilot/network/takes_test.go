package network

import "testing"

// What a hashtag may hold: letters with their accents and digits everywhere, never
// punctuation, spaces or digits alone, and the middle dot of inclusive writing where
// the network's own code takes it.
func TestTakes(t *testing.T) {
	dots := map[string]bool{"x": true, "mastodon": true}
	for _, n := range All() {
		for tag, want := range map[string]bool{
			"#ÉcologieUrbaine": true, "#Noël2026": true, "#Bar_à_vin": true, "#3Cafés": true,
			"#Étudiant·e·s": dots[n.ID],
			"#2026":         false, "#L'eau": false, "#bar-à-vin": false, "#à vin": false, "vin": false, "#": false, "#vin!": false,
		} {
			if got := n.Takes(tag); got != want {
				t.Errorf("%s: %s: %v", n.ID, tag, got)
			}
		}
	}
	threads, _ := Find("threads")
	if long := "#Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; threads.Takes(long) || !(Network{}).Takes(long) {
		t.Error("a hashtag that is too long for Threads")
	}
}
