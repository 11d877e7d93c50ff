package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"
)

// message is what is used of one of Slack's messages. The blocks are not: the
// text says the same, they are most of what a page weighs, and one that the
// library cannot read would make the whole page unreadable.
type message struct {
	TS       string `json:"ts"`
	Thread   string `json:"thread_ts"`
	User     string `json:"user"`
	UserName string `json:"username"`
	Bot      string `json:"bot_id"`
	SubType  string `json:"subtype"`
	Text     string `json:"text"`
	Replies  int    `json:"reply_count"`
	Metadata struct {
		Type    string          `json:"event_type"`
		Payload json.RawMessage `json:"event_payload"`
	} `json:"metadata"`
}

// sheet is a page of a conversation.
type sheet struct {
	OK       bool      `json:"ok"`
	Error    string    `json:"error"`
	Messages []message `json:"messages"`
	Next     struct {
		Cursor string `json:"next_cursor"`
	} `json:"response_metadata"`
}

// pages reads pages of conversations: conversations.history and .replies.
type pages struct {
	client *http.Client
	base   string // of the Web API, with a slash at its end
	token  string
}

// slackAPI is where the Web API is.
const slackAPI = "https://slack.com/api/"

// maxPage bounds a page, in bytes: a thousand messages at their longest.
const maxPage = 128 << 20

// read gets a page, as patiently as other calls. Its errors are those of the
// library, so that both are told apart in one place.
func (p *pages) read(ctx context.Context, method string, args url.Values) (sheet, error) {
	var got sheet
	err := patiently(ctx, func() (err error) {
		got, err = p.once(ctx, method, args)
		return err
	})
	return got, err
}

func (p *pages) once(ctx context.Context, method string, args url.Values) (sheet, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.base+method, strings.NewReader(args.Encode()))
	if err != nil {
		return sheet{}, fmt.Errorf("slack: %s: %w", method, err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "Bearer "+p.token)
	response, err := p.client.Do(r)
	if err != nil {
		return sheet{}, fmt.Errorf("slack: %s: %w", method, err)
	}
	defer response.Body.Close()
	switch response.StatusCode {
	case http.StatusOK:
	case http.StatusTooManyRequests:
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return sheet{}, &slackgo.RateLimitedError{RetryAfter: time.Duration(max(seconds, 1)) * time.Second}
	default:
		return sheet{}, slackgo.StatusCodeError{Code: response.StatusCode, Status: response.Status}
	}
	var got sheet
	if err := json.NewDecoder(io.LimitReader(response.Body, maxPage)).Decode(&got); err != nil {
		return sheet{}, fmt.Errorf("slack: read %s: %w", method, err)
	}
	if !got.OK {
		return sheet{}, slackgo.SlackErrorResponse{Err: got.Error}
	}
	return got, nil
}
