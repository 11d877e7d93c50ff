package discord

// Types of components.
const (
	componentRow         = 1
	componentButton      = 2
	componentSelect      = 3
	componentTextInput   = 4
	componentMentionable = 7
	componentTextDisplay = 10
	componentLabel       = 18
)

// Styles of buttons and of text inputs.
const (
	stylePrimary   = 1
	styleSecondary = 2
	styleSuccess   = 3
	styleDanger    = 4
	styleLink      = 5
	styleShort     = 1
	styleParagraph = 2
)

// component is any part of a message or a modal that is not text; which fields it
// has, its type says.
type component struct {
	Type        int             `json:"type"`
	CustomID    string          `json:"custom_id,omitempty"` // at most 100 characters
	URL         string          `json:"url,omitempty"`       // of a button that is a link, instead; at most 512
	Label       string          `json:"label,omitempty"`     // of a button at most 80, over an input 45
	Description string          `json:"description,omitempty"`
	Content     string          `json:"content,omitempty"` // of a text display
	Style       int             `json:"style,omitempty"`
	Options     []selectOption  `json:"options,omitempty"`
	Defaults    []selectDefault `json:"default_values,omitempty"`
	Placeholder string          `json:"placeholder,omitempty"`
	Value       string          `json:"value,omitempty"`
	Min         *int            `json:"min_values,omitempty"`
	Max         int             `json:"max_values,omitempty"`
	MinLength   int             `json:"min_length,omitempty"`
	MaxLength   int             `json:"max_length,omitempty"`
	Required    *bool           `json:"required,omitempty"` // absent: it is
	Component   *component      `json:"component,omitempty"`
	Components  []component     `json:"components,omitempty"`
}

// selectOption is one of at most 25 things to choose.
type selectOption struct {
	Label       string `json:"label"`                 // at most 100 characters
	Value       string `json:"value"`                 // at most 100
	Description string `json:"description,omitempty"` // at most 100
	Default     bool   `json:"default,omitempty"`
}

// selectDefault is somebody who is chosen to begin with: a "user" or a "role".
type selectDefault struct {
	ID   snowflake `json:"id"`
	Type string    `json:"type"`
}
