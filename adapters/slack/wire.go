package slack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// What Slack delivers, with the fields that are used. They are read by types of
// our own: a kind of block that the library does not know yet must not make a
// click unreadable.

// boolean is true or false, which forms spell as words.
type boolean bool

// UnmarshalJSON reads a boolean, or its name in a string.
func (f *boolean) UnmarshalJSON(b []byte) error {
	*f = boolean(strings.Trim(string(b), `"`) == "true")
	return nil
}

// entity is something Slack names by an id.
type entity struct {
	ID           string `json:"id"`
	EnterpriseID string `json:"enterprise_id"`
}

// command is a slash command.
type command struct {
	Team        string  `json:"team_id"`
	Enterprise  string  `json:"enterprise_id"`
	Grid        boolean `json:"is_enterprise_install"`
	Channel     string  `json:"channel_id"`
	User        string  `json:"user_id"`
	UserName    string  `json:"user_name"`
	Command     string  `json:"command"`
	Text        string  `json:"text"`
	ResponseURL string  `json:"response_url"`
	Trigger     string  `json:"trigger_id"`
}

// readCommand reads the form of a slash command. It copies: what is remembered of one
// would keep the whole delivery otherwise.
func readCommand(form url.Values) command {
	get := func(field string) string { return strings.Clone(form.Get(field)) }
	return command{
		Team: get("team_id"), Enterprise: get("enterprise_id"), Grid: get("is_enterprise_install") == "true",
		Channel: get("channel_id"), User: get("user_id"), UserName: get("user_name"),
		Command: get("command"), Text: get("text"), ResponseURL: get("response_url"), Trigger: get("trigger_id"),
	}
}

// interaction is a click, a shortcut or what was sent with a modal.
type interaction struct {
	Type        string  `json:"type"`
	Team        *entity `json:"team"`
	Enterprise  *entity `json:"enterprise"`
	Grid        boolean `json:"is_enterprise_install"`
	Trigger     string  `json:"trigger_id"`
	Callback    string  `json:"callback_id"`
	ResponseURL string  `json:"response_url"`
	User        struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		UserName string `json:"username"`
		Team     string `json:"team_id"`
	} `json:"user"`
	Channel   entity `json:"channel"`
	Container struct {
		Channel string `json:"channel_id"`
		TS      string `json:"message_ts"`
		Thread  string `json:"thread_ts"`
	} `json:"container"`
	Message struct {
		TS     string `json:"ts"`
		Thread string `json:"thread_ts"`
	} `json:"message"`
	Actions []struct {
		ID      string `json:"action_id"`
		Value   string `json:"value"`
		Channel string `json:"selected_conversation"`
	} `json:"actions"`
	View view `json:"view"`

	installed string // where the app is, "" while nobody knows
}

// view is a modal or a Home as it was sent back.
type view struct {
	ID        string `json:"id"`
	Hash      string `json:"hash"`
	Type      string `json:"type"`
	Installed string `json:"app_installed_team_id"`
	Callback  string `json:"callback_id"`
	Metadata  string `json:"private_metadata"`
	State     struct {
		Values map[string]map[string]answer `json:"values"`
	} `json:"state"`
}

// answer is what a person put into one input of a modal.
type answer struct {
	Text    string `json:"value"`
	Option  option `json:"selected_option"`
	Options []option
	Users   []string `json:"selected_users"`
	Channel string   `json:"selected_conversation"`
}

type option struct {
	Value string `json:"value"`
}

// UnmarshalJSON reads an answer of whatever kind of input.
func (a *answer) UnmarshalJSON(b []byte) error {
	var all struct {
		Value    *string  `json:"value"`
		Selected *option  `json:"selected_option"`
		Options  []option `json:"selected_options"`
		Users    []string `json:"selected_users"`
		Channel  string   `json:"selected_conversation"`
	}
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	*a = answer{Options: all.Options, Users: all.Users, Channel: all.Channel}
	if all.Value != nil {
		a.Text = *all.Value
	}
	if all.Selected != nil {
		a.Option = *all.Selected
	}
	return nil
}

// said is the one thing that was answered.
func (a answer) said() string { return cmp.Or(a.Text, a.Option.Value) }

// workspace is whose delivery it is: the organization where the app is installed
// for all of it, so that a channel that several teams share has one memory.
func workspace(team, enterprise string, grid boolean) string {
	if (bool(grid) || team == "") && enterprise != "" {
		return enterprise
	}
	return team
}

// workspace is what the command says of whose it is.
func (c command) workspace() string { return workspace(c.Team, c.Enterprise, c.Grid) }

func (c command) place(workspace string) copilot.Place {
	return copilot.Place{Platform: Platform, Workspace: workspace, Channel: c.Channel}
}

func (c command) person() copilot.Person {
	return copilot.Person{Platform: Platform, ID: c.User, Name: c.UserName}
}

// named is what a request is called that this asks for.
func (i interaction) named() string {
	if i.Type == "view_submission" {
		return i.View.named()
	}
	return "shortcut:" + i.Trigger
}

// named is what the request is called that was sent with a modal: one that is sent twice is one.
func (v view) named() string { return "view:" + v.ID }

// workspace is the installation, as far as that is known; else what the
// interaction says, which of people of other companies is theirs.
func (i interaction) workspace() string {
	if i.installed != "" {
		return i.installed
	}
	var team, enterprise string
	if i.Team != nil {
		team, enterprise = i.Team.ID, i.Team.EnterpriseID
	}
	if i.Enterprise != nil {
		enterprise = cmp.Or(i.Enterprise.ID, enterprise)
	}
	return workspace(cmp.Or(i.View.Installed, team, i.User.Team), enterprise, i.Grid)
}

// place is where the message is that the interaction is about; with thread when
// that message is in one.
func (i interaction) place() copilot.Place {
	p := copilot.Place{Platform: Platform, Workspace: i.workspace(), Channel: cmp.Or(i.Channel.ID, i.Container.Channel)}
	if thread := cmp.Or(i.Message.Thread, i.Container.Thread); thread != cmp.Or(i.Message.TS, i.Container.TS) {
		p.Thread = thread
	}
	return p
}

func (i interaction) person() copilot.Person {
	return copilot.Person{Platform: Platform, ID: i.User.ID, Name: cmp.Or(i.User.Name, i.User.UserName)}
}

// workspace is what the delivery says of our installation: outside stands whose
// person did something, in a shared channel another company.
func (e envelope) workspace() string {
	if len(e.Auth) > 0 && e.Auth[0].Team+e.Auth[0].Enterprise != "" {
		return workspace(e.Auth[0].Team, e.Auth[0].Enterprise, e.Auth[0].Grid)
	}
	return workspace(e.Team, e.Enterprise, len(e.Auth) > 0 && e.Auth[0].Grid)
}

// readInteraction reads the payload of an interaction.
func readInteraction(raw []byte) (interaction, error) {
	var i interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		return i, fmt.Errorf("slack: read an interaction: %w", err)
	}
	return i, nil
}
