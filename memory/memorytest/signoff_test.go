package memorytest

import "testing"

// TestMostGames: each day plays some of the games, and who says how many has as many.
func TestMostGames(t *testing.T) {
	for _, c := range []struct {
		checks string
		whole  bool
		want   int
	}{{"100", false, dailyGames}, {"100", true, games}, {"5000", false, 5000}, {"5000", true, 5000}, {"7", false, 7}} {
		if got := mostGames(c.checks, c.whole); got != c.want {
			t.Errorf("of %s, whole %t: %d, want %d", c.checks, c.whole, got, c.want)
		}
	}
}
