// Package test judges what the bot is deployed with, without a cluster and
// without an engine. The chart is rendered for many sets of values; what comes
// out is decoded strictly as the API's own types, held against Pod Security
// "restricted", and looked at for what those do not see: probes, limits,
// selectors that select. The compose file is loaded as compose does. It is a
// module of its own, so that the product does not carry what it needs.
package test
