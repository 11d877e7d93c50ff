// Package faults breaks the bot on purpose and counts what becomes of what people
// asked: the real binary, real redis-server processes, the fakes of Slack and
// Discord, and between them proxies that belong to one replica each, so that it is
// known who did what.
//
// A house is one such town: a Redis, the platforms, a model, and replicas that are
// started again as soon as they die. A crowd sends signed commands, each several
// times. An agenda says when who dies, at random or at a named point of a command's
// road, as it can be seen from outside: the product has no hook for any of it. The
// journal notes what was seen, and the ledger compares what was acknowledged with
// what people see in the end.
//
// The tests are what `make faults`, `make faults-long` and `make soak` run; their
// flags are in flags_test.go.
package faults
