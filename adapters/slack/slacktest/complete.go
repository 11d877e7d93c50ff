package slacktest

import (
	"encoding/json"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// complete adds to blocks what Slack adds: ids where there are none, and the
// defaults of text objects. The lock is held.
func (s *Slack) complete(blocks []block) []block {
	for _, b := range blocks {
		if str(b, "block_id") == "" {
			b["block_id"] = token(3)
		}
		for _, e := range elements(b) {
			if t := str(e, "type"); str(e, "action_id") == "" && t != "mrkdwn" && t != "plain_text" && t != "image" {
				e["action_id"] = token(4)
			}
		}
		platformtest.Walk(b, defaults)
	}
	return blocks
}

func defaults(o block) {
	name := map[string]string{"plain_text": "emoji", "mrkdwn": "verbatim"}[str(o, "type")]
	if _, there := o[name]; name != "" && !there {
		o[name] = name == "emoji"
	}
}

// kept encodes the blocks of a message; nil for none.
func (s *Slack) kept(raw string) json.RawMessage {
	blocks, err := parseBlocks(raw)
	if err != nil || len(blocks) == 0 {
		return nil
	}
	return encode(s.complete(blocks))
}
