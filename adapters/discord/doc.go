// Package discord is the copilot in Discord: slash commands, message commands,
// buttons and modals, over the gateway or HTTP interactions.
//
// Chat is the port copilot.Chat over Discord's HTTP API: it reads conversations on
// behalf of a person and shows cards as messages. Door takes what Discord delivers,
// the same for both transports: Server is its HTTP side, Gateway the other. Nothing
// is acknowledged before the core has accepted it.
//
// A server is keyed by its id. A thread, or a post of a forum, is a channel of its
// own in Discord: here it is a Thread of the channel it hangs in. A message is named
// CHANNEL:ID, followed by the ids of the messages that continue it.
//
// Generated text reaches Discord only in the embeds of a copilot.Card, escaped: it
// mentions nobody, unfurls nothing and is no link; label first and last in each
// message.
package discord
