package discord

import (
	"context"
	"net/http"
)

// guild is a server.
type guild struct {
	ID    snowflake `json:"id"`
	Name  string    `json:"name"`
	Owner snowflake `json:"owner_id"`
	Roles []role    `json:"roles"`
}

// channel is a channel or a thread, with its overwrites.
func (r *rest) channel(ctx context.Context, id string) (channel, error) {
	var c channel
	err := r.call(ctx, http.MethodGet, at("channels", id), nil, &c)
	return c, err
}

// guild is a server, with its roles.
func (r *rest) guild(ctx context.Context, id string) (guild, error) {
	var g guild
	err := r.call(ctx, http.MethodGet, at("guilds", id), nil, &g)
	return g, err
}

// memberOf is somebody in a server. Permissions are not told.
func (r *rest) memberOf(ctx context.Context, guild, user string) (member, error) {
	var m member
	err := r.call(ctx, http.MethodGet, at("guilds", guild, "members", user), nil, &m)
	return m, err
}

// threadMember is nil when somebody is in a thread.
func (r *rest) threadMember(ctx context.Context, thread, user string) error {
	return r.call(ctx, http.MethodGet, at("channels", thread, "thread-members", user), nil, nil)
}

// direct opens the direct conversation with somebody, or finds it.
func (r *rest) direct(ctx context.Context, user string) (channel, error) {
	var c channel
	err := r.call(ctx, http.MethodPost, "/users/@me/channels", map[string]string{"recipient_id": user}, &c)
	return c, err
}

// commandsOf is the path of the commands of a server, or with "" of all servers.
func (r *rest) commandsOf(ctx context.Context, guild string) (string, error) {
	application, err := r.applicationID(ctx)
	if err != nil {
		return "", err
	}
	if guild == "" {
		return at("applications", application, "commands"), nil
	}
	return at("applications", application, "guilds", guild, "commands"), nil
}

// commands reads into out the commands that are registered in a server, or with ""
// everywhere, with what they are called in other languages.
func (r *rest) commands(ctx context.Context, guild string, out any) error {
	path, err := r.commandsOf(ctx, guild)
	if err != nil {
		return err
	}
	return r.call(ctx, http.MethodGet, path+"?with_localizations=true", nil, out)
}

// setCommands registers exactly these commands, and reads into out (which may be
// nil) what they are then. Each that is new counts among 200 a day.
func (r *rest) setCommands(ctx context.Context, guild string, in, out any) error {
	path, err := r.commandsOf(ctx, guild)
	if err != nil {
		return err
	}
	return r.call(ctx, http.MethodPut, path, in, out)
}

// application is the app in Discord, and its bot.
type application struct {
	ID        snowflake `json:"id"`
	Name      string    `json:"name"`
	Flags     uint64    `json:"flags"`
	PublicKey string    `json:"verify_key"` // 64 hex digits
	Bot       user      `json:"bot"`
}

// me is the app whose token it is.
func (r *rest) me(ctx context.Context) (application, error) {
	var a application
	err := r.call(ctx, http.MethodGet, "/applications/@me", nil, &a)
	return a, err
}

// gatewayInfo is where the gateway is, and how often a session may be begun.
type gatewayInfo struct {
	URL    string `json:"url"`
	Starts struct {
		Total      int   `json:"total"`
		Remaining  int   `json:"remaining"`
		ResetAfter int64 `json:"reset_after"` // milliseconds
	} `json:"session_start_limit"`
}

// gatewayBot asks where the gateway is.
func (r *rest) gatewayBot(ctx context.Context) (gatewayInfo, error) {
	var g gatewayInfo
	err := r.call(ctx, http.MethodGet, "/gateway/bot", nil, &g)
	return g, err
}
