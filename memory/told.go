package memory

import (
	"bufio"
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/redis/go-redis/v9"
)

// told is what a server says of how it is set up.
type told struct {
	server  string // its address
	user    string // who asked
	locked  bool   // whoever asks needs a password
	tls     bool
	info    map[string]string
	config  map[string]string
	refusal string // why it told no INFO
	silence string // why it told no CONFIG
}

// hear asks one server. A refusal is part of what it says; an error says that it
// could not be asked.
func hear(ctx context.Context, c *redis.Client) (told, error) {
	o := c.Options()
	t := told{
		server: o.Addr, user: or(o.Username, "default"), locked: o.Password != "", tls: o.TLSConfig != nil,
		config: map[string]string{},
	}
	text, err := c.Info(ctx).Result() // no section: before Redis 7 it takes no more than one
	if t.refusal, err = refused(err); err != nil || t.refusal != "" {
		return t, err
	}
	t.info = infoFields(text)
	if t.info["loading"] == "1" || t.info["async_loading"] == "1" {
		return t, errLoading
	}
	for _, pattern := range []string{"*append*", "save", "dir"} { // before Redis 7 it takes no more than one
		values, err := c.ConfigGet(ctx, pattern).Result()
		if t.silence, err = refused(err); err != nil || t.silence != "" {
			return t, err
		}
		maps.Copy(t.config, values)
	}
	return t, nil
}

// refused tells a server that answers and refuses from one that cannot be asked
// now.
func refused(err error) (reason string, away error) {
	var reply redis.Error
	if !errors.As(err, &reply) {
		return "", err
	}
	if _, passes := why(err); passes {
		return "", err
	}
	reason, _, _ = strings.Cut(reply.Error(), ",") // "unknown command 'X', with args …" repeats what was asked
	return reason, nil
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
