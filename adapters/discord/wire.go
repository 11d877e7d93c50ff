package discord

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// What Discord delivers and answers, with the fields that are used. It is read by
// types of our own: a kind of component that the library does not know yet must not
// make a click, or a page of history, unreadable.

// snowflake is an id: digits, which grow with time.
type snowflake = string

// permissions are a bit set, which Discord writes as digits in a string.
type permissions uint64

// Permissions that matter here.
const (
	administrator  permissions = 1 << 3
	manageServer   permissions = 1 << 5
	viewChannel    permissions = 1 << 10
	sendMessages   permissions = 1 << 11
	embedLinks     permissions = 1 << 14
	readHistory    permissions = 1 << 16
	manageThreads  permissions = 1 << 34
	sendInThreads  permissions = 1 << 38
	allPermissions             = ^permissions(0)
)

// has says whether all of some permissions are among these; an administrator has
// them all.
func (p permissions) has(some permissions) bool { return p&administrator != 0 || p&some == some }

// UnmarshalJSON reads the digits.
func (p *permissions) UnmarshalJSON(b []byte) error {
	var digits string
	if err := json.Unmarshal(b, &digits); err != nil {
		return fmt.Errorf("discord: read permissions: %w", err)
	}
	if digits == "" {
		*p = 0
		return nil
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return fmt.Errorf("discord: read permissions: %w", err)
	}
	*p = permissions(n)
	return nil
}

// user is an account.
type user struct {
	ID         snowflake `json:"id"`
	Name       string    `json:"username"`
	GlobalName string    `json:"global_name"`
	Bot        bool      `json:"bot"`
	System     bool      `json:"system"`
}

// member is a user in a server. Permissions come with interactions alone, and are
// those in the channel.
type member struct {
	User        *user       `json:"user"`
	Nick        string      `json:"nick"`
	Roles       []snowflake `json:"roles"`
	Permissions permissions `json:"permissions"`
	Pending     bool        `json:"pending"`                      // has not accepted the rules yet
	TimedOut    string      `json:"communication_disabled_until"` // RFC 3339, also of the past
}

// channel is a channel, or a thread of one.
type channel struct {
	ID         snowflake   `json:"id"`
	Guild      snowflake   `json:"guild_id"`
	Type       int         `json:"type"`
	Name       string      `json:"name"`
	Parent     snowflake   `json:"parent_id"`
	Overwrites []overwrite `json:"permission_overwrites"`
	Owner      snowflake   `json:"owner_id"`

	// Of a thread: its last message, which may be gone, how many there are besides the
	// first, and when it was archived.
	LastMessage snowflake `json:"last_message_id"`
	Replies     int       `json:"message_count"`
	Thread      struct {
		ArchivedAt string `json:"archive_timestamp"` // ISO 8601
	} `json:"thread_metadata"`
}

// overwrite changes permissions in one channel, for a role (0) or a member (1).
type overwrite struct {
	ID    snowflake   `json:"id"`
	Type  int         `json:"type"`
	Allow permissions `json:"allow"`
	Deny  permissions `json:"deny"`
}

// Types of channels that are threads of another.
const (
	newsThread    = 10
	publicThread  = 11
	privateThread = 12
)

// thread says whether the channel is a thread of another.
func (c channel) thread() bool { return c.Type >= newsThread && c.Type <= privateThread }

// message is what is used of a message.
type message struct {
	ID         snowflake `json:"id"`
	Channel    snowflake `json:"channel_id"`
	Guild      snowflake `json:"guild_id"`
	Type       int       `json:"type"`
	Author     user      `json:"author"`
	Member     *member   `json:"member"`
	Webhook    snowflake `json:"webhook_id"`
	Content    string    `json:"content"`
	Timestamp  string    `json:"timestamp"`        // ISO 8601
	Edited     string    `json:"edited_timestamp"` // "" when it never was
	Mentions   []user    `json:"mentions"`
	Embeds     []embed   `json:"embeds"`
	Flags      int       `json:"flags"`
	Attachment []struct {
		Name string `json:"filename"`
	} `json:"attachments"`
	Components []json.RawMessage `json:"components"`
	Reference  *reference        `json:"message_reference"`
	Replied    *message          `json:"referenced_message"`
}

// named is what a request is called that somebody makes by saying this.
func (m message) named() string { return "message:" + m.ID }

// reference names a message of a channel.
type reference struct {
	Message snowflake `json:"message_id,omitempty"`
	Channel snowflake `json:"channel_id,omitempty"`
	Guild   snowflake `json:"guild_id,omitempty"`
}

// Types of messages that people write; all others are machinery.
const (
	typeDefault       = 0
	typeReply         = 19
	typeThreadStarter = 21 // a bare reference to the message a thread hangs on
)

// flagEphemeral is the flag of a message that one person alone sees.
const flagEphemeral = 1 << 6

// flagSuppressEmbeds is the flag of a message whose links are not unfurled; it hides
// embeds of our own too.
const flagSuppressEmbeds = 1 << 2
