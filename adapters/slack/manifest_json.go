package slack

// manifest and what it is made of are Slack's app manifest, version 2, as far as
// this app uses it.
type manifest struct {
	Metadata metadata `json:"_metadata"`
	Display  display  `json:"display_information"`
	Features features `json:"features"`
	OAuth    oauth    `json:"oauth_config"`
	Settings settings `json:"settings"`
}

type metadata struct {
	Major int `json:"major_version"`
	Minor int `json:"minor_version"`
}

type display struct {
	Name        string `json:"name"`             // at most 35 characters
	Description string `json:"description"`      // at most 140
	Long        string `json:"long_description"` // 175 to 4000
	Color       string `json:"background_color"`
}

type features struct {
	Home      appHome        `json:"app_home"`
	Bot       botUser        `json:"bot_user"`
	Shortcuts []shortcut     `json:"shortcuts"`
	Commands  []slashCommand `json:"slash_commands"`
}

type appHome struct {
	HomeTab     bool `json:"home_tab_enabled"`
	MessagesTab bool `json:"messages_tab_enabled"`
	ReadOnly    bool `json:"messages_tab_read_only_enabled"`
}

type botUser struct {
	Name   string `json:"display_name"`
	Online bool   `json:"always_online"`
}

type shortcut struct {
	Name        string `json:"name"` // at most 24 characters
	Type        string `json:"type"`
	Callback    string `json:"callback_id"`
	Description string `json:"description"` // at most 150
}

type slashCommand struct {
	Command     string `json:"command"` // at most 32 characters, "/" among them
	URL         string `json:"url,omitempty"`
	Description string `json:"description"`
	Hint        string `json:"usage_hint,omitempty"`
	Escape      bool   `json:"should_escape"` // so that mentions come with their ids
}

type oauth struct {
	Scopes scopes `json:"scopes"`
}

type scopes struct {
	Bot []string `json:"bot"`
}

type settings struct {
	Events        subscriptions `json:"event_subscriptions"`
	Interactivity interactivity `json:"interactivity"`
	OrgDeploy     bool          `json:"org_deploy_enabled"`
	Socket        bool          `json:"socket_mode_enabled"`
	Rotation      bool          `json:"token_rotation_enabled"`
}

type subscriptions struct {
	URL string   `json:"request_url,omitempty"`
	Bot []string `json:"bot_events"`
}

type interactivity struct {
	Enabled bool   `json:"is_enabled"`
	URL     string `json:"request_url,omitempty"`
}
