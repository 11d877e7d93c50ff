package slacktest

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The limits of text, in characters.
const (
	mostText       = 40_000 // of a message
	mostUpdateText = 4_000  // of chat.update
	mostInBlocks   = 13_200 // of all texts in the blocks of a message, documented nowhere
	mostMarkdown   = 12_000
)

// block is a block, an element or another object of Block Kit.
type block = map[string]any

func (s *Slack) checkPost(name string, args arguments) error {
	if !s.unchecked(CheckUnfurl) {
		for _, promise := range []string{"unfurl_links", "unfurl_media"} {
			if args[promise] != "false" && args[promise] != "0" {
				s.blame("%s: %s is %q: links in drafts must not unfurl, send false", name, promise, args[promise])
			}
		}
	}
	return s.checkMessage(name, args)
}

func (s *Slack) checkUpdate(name string, args arguments) error {
	if n := utf8.RuneCountInString(args["text"]); n > mostUpdateText {
		return wrong("msg_too_long", "text has %d characters, chat.update takes %d", n, mostUpdateText)
	}
	return s.checkMessage(name, args)
}

// checkMessage holds a message to what Slack takes and to what the product
// promises. A broken promise is told, but the message is taken.
func (s *Slack) checkMessage(name string, args arguments) error {
	blocks, err := parseBlocks(args["blocks"])
	if err != nil {
		return err
	}
	switch {
	case args["text"] == "" && len(blocks) == 0 && args["attachments"] == "" && args["markdown_text"] == "":
		return wrong("no_text", "neither text nor blocks")
	case args["markdown_text"] != "" && (args["text"] != "" || len(blocks) > 0):
		return wrong("markdown_text_conflict", "markdown_text does not go with text or blocks")
	}
	if n := utf8.RuneCountInString(args["text"]); n > mostText {
		if name != "chat.postMessage" {
			return wrong("msg_too_long", "text has %d characters, at most %d are taken", n, mostText)
		}
		s.blame("%s: text has %d characters: Slack cuts it at %d", name, n, mostText)
	}
	s.promises(name, args, blocks)
	if err := checkMetadata(name, args); err != nil {
		return err
	}
	if err := s.checkBlocks(blocks, mostMessageBlocks); err != nil {
		return err
	}
	return s.fitsSchema(args)
}

// promises are what the product holds to, though Slack would allow it.
func (s *Slack) promises(name string, args arguments, blocks []block) {
	if !s.unchecked(CheckFallback) && len(blocks) > 0 && args["text"] == "" {
		s.blame("%s: blocks without text: a notification would say nothing", name)
	}
	if !s.unchecked(CheckLinkNames) && (args.is("link_names") || args["parse"] == "full") {
		s.blame("%s: link_names=%q parse=%q: bare names would become mentions", name, args["link_names"], args["parse"])
	}
	if !s.unchecked(CheckMentions) {
		s.mentions(name, append(mentionsIn(blocks), mention(args["text"]), mention(args["markdown_text"])))
	}
}

func (s *Slack) mentions(name string, found []string) {
	for _, m := range found {
		if m != "" {
			s.blame("%s: a live mention, not escaped: %q", name, m)
		}
	}
}

func parseBlocks(raw string) ([]block, error) {
	if raw == "" {
		return nil, nil
	}
	var blocks []block
	if err := json.Unmarshal([]byte(raw), &blocks); err != nil {
		return nil, wrong("invalid_blocks_format", "blocks are no JSON array of objects: %v", err)
	}
	return blocks, nil
}

// checkMetadata holds metadata to its form; an empty object takes it away.
func checkMetadata(name string, args arguments) error {
	raw := args["metadata"]
	if raw == "" || name == "chat.update" && raw == "{}" {
		return nil
	}
	var m struct {
		Type    string         `json:"event_type"`
		Payload map[string]any `json:"event_payload"`
	}
	if err := json.Unmarshal([]byte(raw), &m); err != nil || m.Type == "" || m.Payload == nil {
		return wrong("invalid_metadata_format", "metadata wants event_type and event_payload, an object: %.200s (%v)", raw, err)
	}
	return nil
}

// checkBlocks holds blocks to the rules written by hand.
func (s *Slack) checkBlocks(blocks []block, most int) error {
	if s.unchecked(CheckLimits) {
		return nil
	}
	r := rules{}
	r.blocks(blocks, most)
	if len(r.broken) > 0 {
		return wrong("invalid_blocks", "%s", strings.Join(r.broken, "; "))
	}
	if n := characters(blocks); most == mostMessageBlocks && n > mostInBlocks {
		return wrong("msg_blocks_too_long", "the texts of the blocks have %d characters, about %d are taken", n, mostInBlocks)
	}
	return nil
}

// fitsSchema holds a message to the contract.
func (s *Slack) fitsSchema(args arguments) error {
	if s.schemas == nil {
		return nil
	}
	message := map[string]any{}
	for _, name := range []string{"channel", "user", "ts", "thread_ts", "text"} {
		if args[name] != "" {
			message[name] = args[name]
		}
	}
	for _, name := range []string{"blocks", "attachments", "metadata"} {
		if args[name] != "" && args[name] != "{}" {
			message[name] = json.RawMessage(args[name])
		}
	}
	if r := []rune(args["text"]); len(r) > mostText {
		message["text"] = string(r[:mostText])
	}
	text, err := json.Marshal(message)
	if err != nil {
		return wrong("invalid_arguments", "not JSON: %v", err)
	}
	if fault := faultOf(s.schemas.message, text); fault != "" {
		return wrong("invalid_blocks", "%s", fault)
	}
	return nil
}

// exceeds says that there is more of something than is taken.
func exceeds(what string, n, most int) string {
	return fmt.Sprintf("%s: %d, at most %d", what, n, most)
}
