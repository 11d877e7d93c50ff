// Package memory keeps everything that must last on Redis: drafts, decisions,
// audit, what channels know, and the durable queue.
package memory
