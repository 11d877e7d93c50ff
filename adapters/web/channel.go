package web

import (
	"slices"

	"github.com/brouillon/brouillon/copilot"
)

// channel is one conversation of the workbench. Its name and topic are data of
// the people in it, so they are not translated.
type channel struct {
	ID, Name, Topic string
	Language        string // of its topic and sample messages, for the lang attribute
}

// channels are all there are, in the order of the sidebar.
var channels = []channel{
	{"launch", "halo-2-launch", "Launch of the Halo 2 bike light", "en"},
	{"support", "support-clients", "Questions et pannes : ce que disent les clients", "fr"},
	{"comments", "commentaires", "Réactions à l’annonce de Loupiote+", "fr"},
}

func findChannel(id string) (channel, bool) {
	at := slices.IndexFunc(channels, func(c channel) bool { return c.ID == id })
	if at < 0 {
		return channel{}, false
	}
	return channels[at], true
}

// place is the channel, or with a thread's root message that thread.
func (c channel) place(thread string) copilot.Place {
	return copilot.Place{Platform: Platform, Workspace: Workspace, Channel: c.ID, Thread: thread}
}

// pathTo is the address of a place in the workbench; message is the message to
// jump to, "" for none.
func pathTo(at copilot.Place, message string) string {
	path := "/c/" + at.Channel
	if at.Thread != "" {
		path += "/t/" + at.Thread
	}
	if message != "" {
		path += "#m-" + message
	}
	return path
}
