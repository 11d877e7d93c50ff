package copilot

import "time"

// Tenant is one customer's walled garden: a Slack workspace, a Discord server, a
// workbench. Nothing ever crosses from one to another (P6).
type Tenant struct {
	Platform  string `json:"platform"`  // "slack", "discord", "web": the name of a chat adapter
	Workspace string `json:"workspace"` // the platform's own id of the workspace or server
}

// Place is where something was said: comparable, so it can be a map key.
// Thread is empty for the channel itself.
type Place struct {
	Platform  string `json:"platform"`
	Workspace string `json:"workspace"`
	Channel   string `json:"channel"`
	Thread    string `json:"thread,omitempty"`
}

// Tenant is the walled garden the place lies in.
func (p Place) Tenant() Tenant { return Tenant{p.Platform, p.Workspace} }

// Root is the channel a place belongs to: the place without its thread.
func (p Place) Root() Place {
	p.Thread = ""
	return p
}

// Person is somebody as a platform knows them.
type Person struct {
	Platform string `json:"platform"`
	ID       string `json:"id"`     // the platform's own id, stable when the name changes
	Name     string `json:"name"`   // for showing only: never authority
	Locale   string `json:"locale"` // "en" or "fr": the language the person reads the copilot in
}

// Same says whether two values are the same person, whatever name they show.
func (p Person) Same(q Person) bool { return p.Platform == q.Platform && p.ID == q.ID && p.ID != "" }

// Line is one message of a conversation.
type Line struct {
	ID       string    `json:"id"`
	Author   string    `json:"author"` // display name
	AuthorID string    `json:"author_id,omitempty"`
	Time     time.Time `json:"time"`
	Text     string    `json:"text"` // plain text, mentions already turned into names
	Link     string    `json:"link,omitempty"`
	Thread   string    `json:"thread,omitempty"` // it was said in, where that was read along with its channel
	Bot      bool      `json:"bot,omitempty"`    // joins, bots and other machinery: never summarized
	// Withheld says that its author does not want to be read: it has neither words nor name.
	Withheld bool `json:"withheld,omitempty"`
}

// Coverage states how much of a conversation was read, so that no summary
// pretends to know what it did not see.
type Coverage struct {
	Read  int       `json:"read"`
	Total int       `json:"total"`
	More  bool      `json:"more,omitempty"` // than Total, nobody knows how many
	From  time.Time `json:"from,omitzero"`
	To    time.Time `json:"to,omitzero"`
}
