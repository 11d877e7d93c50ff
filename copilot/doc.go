// Package copilot is the core: the nouns, the ports and the table of commands;
// how a request becomes a draft, and how a decision moves it. It knows no
// platform, no Redis and no HTTP: adapters bring those to its ports Writer,
// Memory, Queue and Chat.
package copilot
