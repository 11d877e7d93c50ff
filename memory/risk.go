package memory

import (
	"bufio"
	"context"
	"fmt"
	"strings"
)

// Risks says, one English sentence each, how this Redis is set up to lose what
// was acknowledged; none when it is set up to keep everything. What the server
// does not tell (some hosted ones do not) is a risk, too.
func (s *Store) Risks(ctx context.Context) ([]string, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	text, err := s.db.Info(ctx, "persistence", "memory").Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read how Redis is set up: %w", err)
	}
	info := infoFields(text)
	var risks []string
	if info["aof_enabled"] != "1" {
		risks = append(risks, "Redis keeps no append-only file: a crash loses everything since its last snapshot (set appendonly yes)")
	} else if fsync := s.fsync(ctx); fsync != "always" {
		risks = append(risks, fmt.Sprintf("Redis does not write to disk before it answers: a crash may lose the last second (set appendfsync always; it is %s)", fsync))
	}
	if policy := or(info["maxmemory_policy"], "unknown"); policy != "noeviction" {
		risks = append(risks, fmt.Sprintf("Redis may drop data when its memory is full (set maxmemory-policy noeviction; it is %s)", policy))
	}
	return risks, nil
}

func (s *Store) fsync(ctx context.Context) string {
	set, err := s.db.ConfigGet(ctx, "appendfsync").Result()
	if err != nil {
		return "unknown"
	}
	return or(set["appendfsync"], "unknown")
}

func infoFields(text string) map[string]string {
	fields := map[string]string{}
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		if name, value, ok := strings.Cut(lines.Text(), ":"); ok {
			fields[name] = strings.TrimSpace(value)
		}
	}
	return fields
}
