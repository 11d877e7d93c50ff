package main

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// TestRefusedByRedis: whoever gives a wrong address is told what to do, and never
// reads the password.
func TestRefusedByRedis(t *testing.T) {
	redis := memorytest.Redis(t, "--requirepass", "sesame")
	for address, want := range map[string]string{
		"unix://" + redis.Socket():                    "it wants a password: put its password into REDIS_URL: redis://:PASSWORD@host:port/0",
		"unix://:hunter2@" + redis.Socket():           "user or password is wrong",
		"unix://:sesame@" + redis.Socket() + "?db=99": "it has no database of that number",
	} {
		var out, complaint strings.Builder
		status := run(t.Context(), []string{"--listen=127.0.0.1:0", "--redis=" + address}, stdio{strings.NewReader(""), &out, &complaint})
		said := complaint.String()
		if status != statusFailed || !strings.Contains(said, want) || !strings.Contains(said, "Redis at "+redis.Socket()+" refuses: ") {
			t.Errorf("status %d, it says %q, want %q", status, said, want)
		}
		for _, words := range []string{"memory:", "ping", "sesame", "hunter2"} {
			if strings.Contains(said, words) {
				t.Errorf("it says %q in %q", words, said)
			}
		}
	}
}
