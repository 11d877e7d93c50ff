package slacktest

import (
	"encoding/json"
	"slices"
	"strings"
)

// mostView is the largest view, in bytes.
const mostView = 250_000

func (s *Slack) checkModal(name string, args arguments) error {
	return s.checkView(name, "modal", args["view"])
}

func (s *Slack) checkHome(name string, args arguments) error {
	return s.checkView(name, "home", args["view"])
}

// checkView holds a view to what Slack takes, and its texts to the promises.
func (s *Slack) checkView(name, kind, raw string) error {
	var v block
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		return wrong("invalid_arguments", "the view is no JSON object: %v", err)
	}
	if len(raw) > mostView {
		return wrong("view_too_large", "the view has %d bytes, at most %d are taken", len(raw), mostView)
	}
	blocks := blocksOf(v)
	if !s.unchecked(CheckMentions) {
		s.mentions(name, mentionsIn(blocks))
	}
	if err := s.viewRules(kind, v, blocks); err != nil {
		return err
	}
	if s.schemas == nil {
		return nil
	}
	schema := s.schemas.modal
	if kind == "home" {
		schema = s.schemas.home
	}
	if fault := faultOf(schema, []byte(raw)); fault != "" {
		return wrong("invalid_arguments", "%s", fault)
	}
	return nil
}

func (s *Slack) viewRules(kind string, v block, blocks []block) error {
	if s.unchecked(CheckLimits) {
		return nil
	}
	r := rules{}
	if str(v, "type") != kind {
		r.add("the view is of the type %q, not %q", str(v, "type"), kind)
	}
	if kind == "modal" {
		r.modal(v, blocks)
	}
	r.field("view", v, "private_metadata", 3000)
	r.field("view", v, "callback_id", 255)
	r.field("view", v, "external_id", 255)
	r.blocks(blocks, mostViewBlocks)
	if len(r.broken) > 0 {
		return wrong("invalid_arguments", "%s", strings.Join(r.broken, "; "))
	}
	return nil
}

func (r *rules) modal(v block, blocks []block) {
	if v["title"] == nil {
		r.add("the view has no title")
	}
	for _, name := range []string{"title", "submit", "close"} {
		r.text("view "+name, v[name], 1, 24)
	}
	input := func(b block) bool { return str(b, "type") == "input" }
	if v["submit"] == nil && slices.ContainsFunc(blocks, input) {
		r.add("a view with inputs has no submit")
	}
}

// blocksOf are the blocks of a view.
func blocksOf(v block) []block {
	var all []block
	for _, b := range list(v, "blocks") {
		all = append(all, object(b))
	}
	return all
}
