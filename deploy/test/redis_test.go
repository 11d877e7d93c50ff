package test

import (
	"slices"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"
)

// TestRedisIsFoundInEachForm: the same addresses are read by memory.TestURL.
func TestRedisIsFoundInEachForm(t *testing.T) {
	for set, want := range map[string]struct {
		url   string
		ports []string
	}{
		"redis, elsewhere":      {"redis://redis.example.org:6379/0", []string{"6379"}},
		"redis, TLS and a name": {"rediss://bot:$(REDIS_PASSWORD)@redis.example.org:6380/3", []string{"6380"}},
		"redis, a password":     {"redis://:$(REDIS_PASSWORD)@redis.data.svc:6379/0", []string{"6379"}},
		"sentinel":              {"redis+sentinel://s-0.redis:26379/0?master_name=main&addr=s-1.redis:26380&addr=s-2.redis:26379", []string{"26379", "26380", "6379"}},
		"sentinel, passwords": {
			"rediss+sentinel://:$(REDIS_SENTINEL_PASSWORD)@s-0.redis:26379/2?master_name=main&username=bot&password=$(REDIS_PASSWORD)&addr=s-1.redis:26379",
			[]string{"26379", "6379"},
		},
		"cluster":      {"redis+cluster://:$(REDIS_PASSWORD)@redis-0.redis:6379?addr=redis-1.redis:6380", []string{"6379", "6380"}},
		"cluster, TLS": {"rediss+cluster://bot:$(REDIS_PASSWORD)@cluster.example.org:6379", []string{"6379"}},
	} {
		if got := variable(bot(t, sets[set]), "REDIS_URL"); got != want.url {
			t.Errorf("%s: REDIS_URL = %q, want %q", set, got, want.url)
		}
		if got := portsOut(botPolicy(t, sets[set]), want.ports[0]); !slices.Equal(got, want.ports) {
			t.Errorf("%s: the bot may go to ports %q, want %q", set, got, want.ports)
		}
	}
}

// portsOut are those of the rule that has a port.
func portsOut(p *networkingv1.NetworkPolicy, with string) []string {
	for _, rule := range p.Spec.Egress {
		var all []string
		for _, port := range rule.Ports {
			all = append(all, port.Port.String())
		}
		if slices.Contains(all, with) {
			return all
		}
	}
	return nil
}

func TestOwnRedisIsReachedWhereItIs(t *testing.T) {
	for set, want := range map[string]int{"redis, elsewhere": 0, "redis, TLS and a name": 1} {
		for _, rule := range botPolicy(t, sets[set]).Spec.Egress {
			if port := rule.Ports[0].Port.String(); (port == "6379" || port == "6380") && len(rule.To) != want {
				t.Errorf("%s: redis is let out to %v", set, rule.To)
			}
		}
	}
}
