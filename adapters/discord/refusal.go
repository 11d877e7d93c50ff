package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/brouillon/brouillon/copilot"
)

// refusal is an error that Discord answers with. Unlike the library's it carries
// neither the request nor what was sent.
type refusal struct {
	of     route
	status int
	code   int    // 0: none
	text   string // as Discord puts it
}

func (e *refusal) Error() string {
	return fmt.Sprintf("discord: %s: status %d, code %d: %s", e.of, e.status, e.code, e.text)
}

// tooMany says that there were too many calls.
type tooMany struct {
	after time.Duration // how long to rest
}

func (e *tooMany) Error() string { return fmt.Sprintf("discord: too many calls: rest %v", e.after) }

// failure is any other error of a call, without the address that was called.
type failure struct {
	text  string
	cause error // nil when there is none of ours
}

func (e *failure) Error() string { return e.text }
func (e *failure) Unwrap() error { return e.cause }

// maxText bounds what is kept of what somebody else says of an error, in bytes.
const maxText = 400

// failed makes an error of the library one of ours, in which nothing is secret: no
// token, and no address that has one.
func (r *rest) failed(of route, err error) error {
	secrets := append(of.secrets(), r.token.Reveal(), url.QueryEscape(r.token.Reveal()))
	if e, ok := errors.AsType[*discordgo.RESTError](err); ok {
		said := refusal{of: of, status: e.Response.StatusCode}
		if e.Message != nil {
			said.code, said.text = e.Message.Code, outside(e.Message.Message+details(e.ResponseBody), secrets)
		}
		return &said
	}
	if e, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
		return &tooMany{e.RetryAfter}
	}
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return &failure{fmt.Sprintf("discord: %s: %s", of, outside(err.Error(), secrets)), harmless(err)}
}

// harmless is the error within another that somebody asks for, nil when it is none:
// what else is in there may say the address, or what came instead of an answer.
func harmless(err error) error {
	if f, ok := errors.AsType[*copilot.Fault](err); ok {
		return f
	}
	if e, ok := errors.AsType[*tooMany](err); ok {
		return e
	}
	for _, e := range []error{errElsewhere, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, e) {
			return e
		}
	}
	return nil
}

// outside is a text that somebody else wrote, short and without what is secret.
func outside(text string, secrets []string) string {
	for _, s := range secrets {
		if s != "" {
			text = strings.ReplaceAll(text, s, "…")
		}
	}
	return strings.ToValidUTF8(text[:min(len(text), maxText)], "")
}

// details are the fields that were refused, and why: " embeds.0.title:TOO_LONG". What
// stood in them is not repeated.
func details(body []byte) string {
	var said struct {
		Errors json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(body, &said) != nil {
		return ""
	}
	var all strings.Builder
	detail(&all, "", said.Errors)
	return all.String()
}

// detail goes through one level of fields.
func detail(to *strings.Builder, path string, raw json.RawMessage) {
	var fields map[string]json.RawMessage
	if to.Len() > maxText || json.Unmarshal(raw, &fields) != nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		var reasons []struct {
			Code string `json:"code"`
		}
		if name != "_errors" {
			detail(to, strings.TrimPrefix(path+"."+name, "."), fields[name])
		} else if json.Unmarshal(fields[name], &reasons) == nil && len(reasons) > 0 {
			to.WriteString(" " + path + ":" + reasons[0].Code)
		}
	}
}
