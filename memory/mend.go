package memory

import (
	"net"
	"strings"
)

// askProvider mends what a server does not know of itself.
const askProvider = "ask whoever runs it"

// overwritten warns of what CONFIG SET appendonly yes does: it writes the file anew
// from memory, which is empty where a server came back without its flags. Whether
// there is such a file the server does not tell.
func (t told) overwritten() string {
	kept := or(t.config["appenddirname"], "appendonlydir")
	return "If this Redis has kept an append-only file before (" + kept + " or " + or(t.config["appendfilename"], "appendonly.aof") +
		" in " + or(t.config["dir"], "its directory") + "), do not set appendonly: stop it, " + t.cli("SHUTDOWN NOSAVE") +
		", and start it as before, with --appendonly yes --appendfsync always; CONFIG SET would write the file anew from what is in memory, and what it holds would be gone"
}

// allow words how the bot is let ask, after a refusal.
func (t told) allow(refusal, command string) string {
	switch word, _, _ := strings.Cut(refusal, " "); {
	case word == "NOAUTH", word == "WRONGPASS":
		return "its password is not the bot's any more: put the present one into the address of Redis, and restart the bot"
	case word == "NOPERM":
		return "let the bot's user ask, " + t.cli("ACL SETUSER "+t.user+" '+"+command+"'") + "; or, on a hosted server, " + askProvider
	case strings.HasPrefix(refusal, "ERR unknown command"):
		return "the command was renamed or taken away: leave it (rename-command in redis.conf) and restart Redis; or, on a hosted server, " + askProvider
	default:
		return askProvider
	}
}

// cli is the command line that gives this server a command. It asks for a password
// where the bot has one.
func (t told) cli(command string) string {
	line := "redis-cli "
	if t.tls {
		line += "--tls "
	}
	if t.locked {
		line += "--askpass "
	}
	host, port, err := net.SplitHostPort(t.server)
	switch {
	case strings.HasPrefix(t.server, "/"):
		return line + "-s " + t.server + " " + command
	case err != nil:
		return line + command
	default:
		return line + "-h " + host + " -p " + port + " " + command
	}
}
