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

	"github.com/brouillon/brouillon/copilot"
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
	// LatestReply is the ts of the newest of them.
	LatestReply string `json:"latest_reply"`
	Edited      struct {
		TS string `json:"ts"`
	} `json:"edited"`
	Metadata struct {
		Type    string          `json:"event_type"`
		Payload json.RawMessage `json:"event_payload"`
	} `json:"metadata"`
}

// status is how a call went: every answer has it.
type status struct {
	OK    bool   `json:"ok"`
	Error string `json:"error"`
}

func (s status) refusal() error {
	if s.OK {
		return nil
	}
	return slackgo.SlackErrorResponse{Err: s.Error}
}

// sheet is a page of a conversation.
type sheet struct {
	status
	Messages []message `json:"messages"`
	Next     struct {
		Cursor string `json:"next_cursor"`
	} `json:"response_metadata"`
}

// pages reads what the library does not read as it is needed: the pages of
// conversations.history and .replies, and of auth.test where the app is installed.
type pages struct {
	api    *web
	client *http.Client
	base   string // of the Web API, with a slash at its end
	token  copilot.Secret
}

// slackAPI is where the Web API is.
const slackAPI = "https://slack.com/api/"

// maxPage bounds a page, in bytes: a thousand messages at their longest.
const maxPage = 128 << 20

// read gets a page, as patiently as other calls.
func (p *pages) read(ctx context.Context, method string, args url.Values) (sheet, error) {
	var got sheet
	err := p.api.patiently(ctx, func() error {
		got = sheet{}
		return p.call(ctx, method, args, &got)
	})
	return got, err
}

// call makes one call and reads the answer. Its errors are those of the library,
// so that both are told apart in one place.
func (p *pages) call(ctx context.Context, method string, args url.Values, answer interface{ refusal() error }) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.base+method, strings.NewReader(args.Encode()))
	if err != nil {
		return fmt.Errorf("slack: %s: %w", method, err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "Bearer "+p.token.Reveal())
	response, err := p.client.Do(r)
	if err != nil {
		return fmt.Errorf("slack: %s: %w", method, err)
	}
	defer response.Body.Close()
	if l, ok := answer.(interface{ heard(http.Header) }); ok {
		l.heard(response.Header)
	}
	switch response.StatusCode {
	case http.StatusOK:
	case http.StatusTooManyRequests:
		seconds, err := strconv.ParseInt(response.Header.Get("Retry-After"), 10, 64)
		if err != nil {
			return fmt.Errorf("slack: %s: %w", method, err)
		}
		return &slackgo.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	default:
		return slackgo.StatusCodeError{Code: response.StatusCode, Status: response.Status}
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, maxPage)).Decode(answer); err != nil {
		return fmt.Errorf("slack: read %s: %w", method, err)
	}
	return answer.refusal()
}
