package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/memory"
)

// letIn adds to a refusal of Redis what to do about it.
func letIn(err error) error {
	reply, ok := errors.AsType[*memory.RefusedError](err)
	if !ok {
		return err
	}
	const password = "put its password into REDIS_URL: redis://:PASSWORD@host:port/0, or redis://USER:PASSWORD@host:port/0"
	todo := ""
	switch word, _, _ := strings.Cut(reply.Reply, " "); {
	case word == "NOAUTH":
		todo = "it wants a password: " + password
	case word == "WRONGPASS":
		todo = "user or password is wrong: " + password + " (in it write / as %2F, @ as %40, : as %3A, # as %23)"
	case word == "NOPERM":
		todo = "the user of REDIS_URL may not do this: let it do everything on the bot's keys, ACL SETUSER USER '~{brouillon}:*' +@all"
	case strings.Contains(reply.Reply, "DB index"):
		todo = "it has no database of that number: end REDIS_URL with one that it has, as in redis://host:port/0"
	default:
		return err
	}
	return fmt.Errorf("%w\n  %s", err, todo)
}
