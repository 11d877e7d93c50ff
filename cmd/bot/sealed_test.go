package main

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// A bot with another key than its Redis was sealed with, or with none, does not start, and
// says what to do; with the right one it does, also as a key of before.
func TestStartsWithItsKeyOnly(t *testing.T) {
	redis := memorytest.Redis(t)
	const key, other = "--secret-key=the key of this test, and of no other", "--secret-key=another key of this test, and of no other"
	serve := func(args ...string) (*overheard, func()) {
		var log overheard
		ends := running(&log, append([]string{"--listen=127.0.0.1:0", "--lame-duck=0s", "--redis=" + redis.URL()}, args...)...)
		return &log, ends
	}
	log, stop := serve(key)
	log.holds(t, "Brouillon is at ")
	stop()
	for name, args := range map[string][]string{"BOT_SECRET_KEY is not set": nil, "BOT_SECRET_KEY_BEFORE": {other}} {
		log, stop := serve(args...)
		log.holds(t, name)
		stop()
		if said := log.String(); strings.Contains(said, "Brouillon is at") || strings.Contains(said, "of this test") {
			t.Errorf("%s: it says %s", name, said)
		}
	}
	log, stop = serve(other, "--secret-key-before=the key of this test, and of no other")
	log.holds(t, "Brouillon is at ")
	log.holds(t, "sealed with the present key")
	stop()
	log, stop = serve(other)
	log.holds(t, "Brouillon is at ")
	stop()
}
