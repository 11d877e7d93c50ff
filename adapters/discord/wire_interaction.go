package discord

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Types of interactions.
const (
	interactionPing         = 1
	interactionCommand      = 2
	interactionComponent    = 3
	interactionAutocomplete = 4
	interactionModal        = 5
)

// interaction is a command, a click, a question for what to complete or what was
// sent with a modal.
type interaction struct {
	ID        snowflake            `json:"id"`
	Type      int                  `json:"type"`
	Token     string               `json:"token"`
	Guild     snowflake            `json:"guild_id"`
	ChannelID snowflake            `json:"channel_id"`
	Channel   *channel             `json:"channel"`
	Member    *member              `json:"member"` // in a server
	User      *user                `json:"user"`   // in a direct conversation
	Locale    string               `json:"locale"`
	Owners    map[string]snowflake `json:"authorizing_integration_owners"`
	Message   *message             `json:"message"` // that was clicked on
	Data      interactionData      `json:"data"`
}

// named is what a request is called that this asks for.
func (i interaction) named() string { return "interaction:" + i.ID }

// interactionData is what was chosen, typed or sent.
type interactionData struct {
	ID       snowflake     `json:"id"`
	Name     string        `json:"name"` // of the command, as it was registered, in no language
	Type     int           `json:"type"` // of the command
	Options  []givenOption `json:"options"`
	Target   snowflake     `json:"target_id"` // the message of a message command
	Resolved resolved      `json:"resolved"`

	CustomID   string     `json:"custom_id"`
	Values     []string   `json:"values"` // of a select menu on a message
	Components []givenRow `json:"components"`
}

// givenOption is what stands in one option of a command; a subcommand has options of
// its own.
type givenOption struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"` // a string, a number or a boolean
	Focused bool            `json:"focused"`
	Options []givenOption   `json:"options"`
}

// text is the value as it would be typed.
func (o givenOption) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	return string(o.Value)
}

// givenRow is a part of a modal as it was sent: a label with one component, or, from
// older forms, a row of them.
type givenRow struct {
	Type       int              `json:"type"`
	Component  *givenComponent  `json:"component"`
	Components []givenComponent `json:"components"`
}

// givenComponent is one input of a modal with what was put into it.
type givenComponent struct {
	Type     int      `json:"type"`
	CustomID string   `json:"custom_id"`
	Value    string   `json:"value"`
	Values   []string `json:"values"`
}

// resolved is what ids in the data stand for.
type resolved struct {
	Users    map[snowflake]user    `json:"users"`
	Members  map[snowflake]member  `json:"members"`
	Roles    map[snowflake]role    `json:"roles"`
	Messages map[snowflake]message `json:"messages"`
}

// role is a role of a server.
type role struct {
	ID          snowflake   `json:"id"`
	Name        string      `json:"name"`
	Permissions permissions `json:"permissions"`
}

// readInteraction reads an interaction as Discord sends it.
func readInteraction(raw []byte) (interaction, error) {
	var i interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		return i, fmt.Errorf("discord: read an interaction: %w", err)
	}
	return i, nil
}

// inputs are those of a modal, in order.
func (d interactionData) inputs() []givenComponent {
	var all []givenComponent
	for _, row := range d.Components {
		all = append(all, row.Components...)
		if row.Component != nil {
			all = append(all, *row.Component)
		}
	}
	return all
}

// answers are what was put into the inputs of a modal, by their names.
func (d interactionData) answers() map[string][]string {
	all := map[string][]string{}
	for _, c := range d.inputs() {
		switch {
		case c.CustomID == "":
		case c.Values != nil:
			all[c.CustomID] = c.Values
		default:
			all[c.CustomID] = []string{c.Value}
		}
	}
	return all
}

// typed are the words that were written into a modal, in order.
func (d interactionData) typed() []string {
	var all []string
	for _, c := range d.inputs() {
		if c.Type == componentTextInput && strings.TrimSpace(c.Value) != "" {
			all = append(all, c.Value)
		}
	}
	return all
}
