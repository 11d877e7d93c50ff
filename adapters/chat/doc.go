// Package chat is what the adapters of chats have in common: how progress is shown
// at the pace of a platform, what is remembered of messages whose sending nobody
// knows the outcome of, how a signed delivery is let in, and how long texts are cut.
// It knows no platform and sends nothing itself.
package chat
