package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// at is a path made of parts, each of which is one part whatever is in it.
func at(parts ...string) string {
	var path strings.Builder
	for _, p := range parts {
		path.WriteString("/" + url.PathEscape(p))
	}
	return path.String()
}

// create makes a message in a channel or thread.
func (r *rest) create(ctx context.Context, channel string, p payload) (message, error) {
	var m message
	err := r.call(ctx, http.MethodPost, at("channels", channel, "messages"), p, &m)
	return m, err
}

// edit puts something else in the place of a message of ours.
func (r *rest) edit(ctx context.Context, channel, id string, p payload) (message, error) {
	var m message
	err := r.call(ctx, http.MethodPatch, at("channels", channel, "messages", id), p, &m)
	return m, err
}

// remove deletes a message of ours.
func (r *rest) remove(ctx context.Context, channel, id string) error {
	return r.call(ctx, http.MethodDelete, at("channels", channel, "messages", id), nil, nil)
}

// maxPage is how many messages a page of history has at most.
const maxPage = 100

// typeUnread is the type of a message that could not be read: machinery, to whoever
// looks for what people wrote.
const typeUnread = -1

// messages is a page of a channel's history, the newest first: those before or after
// an id ("": no bound), both excluded. A message that cannot be read is there by its
// id, with typeUnread, so that a full page is a full page.
func (r *rest) messages(ctx context.Context, channel, before, after string, limit int) ([]message, error) {
	query := url.Values{"limit": {strconv.Itoa(max(1, min(limit, maxPage)))}}
	for name, id := range map[string]string{"before": before, "after": after} {
		if id != "" {
			query.Set(name, id)
		}
	}
	var raw []json.RawMessage
	if err := r.call(ctx, http.MethodGet, at("channels", channel, "messages")+"?"+query.Encode(), nil, &raw); err != nil {
		return nil, err
	}
	page := make([]message, 0, len(raw))
	for _, one := range raw {
		page = append(page, r.readMessage(ctx, channel, one))
	}
	return page, nil
}

// readMessage reads one message of a page as well as it can be read.
func (r *rest) readMessage(ctx context.Context, channel string, raw json.RawMessage) message {
	var m message
	err := json.Unmarshal(raw, &m)
	if err == nil {
		return m
	}
	var name struct {
		ID        snowflake `json:"id"`
		Timestamp string    `json:"timestamp"`
	}
	_ = json.Unmarshal(raw, &name)
	r.log.WarnContext(ctx, "discord: a message cannot be read", "channel", channel, "message", name.ID, "error", err)
	return message{ID: name.ID, Channel: channel, Type: typeUnread, Timestamp: name.Timestamp}
}

// message is one message.
func (r *rest) message(ctx context.Context, channel, id string) (message, error) {
	var m message
	err := r.call(ctx, http.MethodGet, at("channels", channel, "messages", id), nil, &m)
	return m, err
}
