package slacktest

import (
	"fmt"
	"unicode/utf8"
)

// The most blocks there may be.
const (
	mostMessageBlocks = 50
	mostViewBlocks    = 100
)

// rules are those of Block Kit that no schema holds, and the lengths again, so
// that they hold where the contract is not there.
type rules struct{ broken []string }

func (r *rules) add(format string, args ...any) {
	r.broken = append(r.broken, fmt.Sprintf(format, args...))
}

// most complains about more than there may be.
func (r *rules) most(what string, n, most int) {
	if n > most {
		r.broken = append(r.broken, exceeds(what, n, most))
	}
}

// text holds a text object to a length, in characters. An absent one is well.
func (r *rules) text(what string, v any, least, most int) {
	if v == nil {
		return
	}
	n := utf8.RuneCountInString(str(object(v), "text"))
	if n < least {
		r.add("%s is empty", what)
	}
	r.most(what, n, most)
}

// field holds a plain string to a length.
func (r *rules) field(what string, b block, name string, most int) {
	r.most(what+" "+name, utf8.RuneCountInString(str(b, name)), most)
}

func (r *rules) blocks(blocks []block, most int) {
	r.most("blocks", len(blocks), most)
	seen := map[string]bool{}
	markdown := 0
	for i, b := range blocks {
		at := fmt.Sprintf("block %d (%s)", i, str(b, "type"))
		id := str(b, "block_id")
		if id != "" && seen[id] {
			r.add("%s: the block_id %q is there twice", at, id)
		}
		seen[id] = true
		r.field(at, b, "block_id", 255)
		r.block(at, b)
		r.actionIDs(at, b)
		if str(b, "type") == "markdown" {
			markdown += utf8.RuneCountInString(str(b, "text"))
		}
	}
	r.most("markdown", markdown, mostMarkdown)
}

func (r *rules) block(at string, b block) {
	switch str(b, "type") {
	case "section":
		r.text(at+" text", b["text"], 1, 3000)
		r.most(at+" fields", len(list(b, "fields")), 10)
		for _, f := range list(b, "fields") {
			r.text(at+" field", f, 1, 2000)
		}
		if b["text"] == nil && len(list(b, "fields")) == 0 {
			r.add("%s has neither text nor fields", at)
		}
	case "header":
		r.text(at+" text", b["text"], 1, 150)
	case "context":
		r.count(at, b, 10)
	case "actions":
		r.count(at, b, 25)
	case "input":
		r.text(at+" label", b["label"], 1, 2000)
		r.text(at+" hint", b["hint"], 1, 2000)
	case "":
		r.add("%s has no type", at)
	}
	for _, e := range elements(b) {
		r.element(at+" "+str(e, "type"), e)
	}
}

// count holds the number of a block's elements.
func (r *rules) count(at string, b block, most int) {
	n := len(list(b, "elements"))
	if n == 0 {
		r.add("%s has no elements", at)
	}
	r.most(at+" elements", n, most)
}

func (r *rules) actionIDs(at string, b block) {
	seen := map[string]bool{}
	for _, e := range elements(b) {
		id := str(e, "action_id")
		if id != "" && seen[id] {
			r.add("%s: the action_id %q is there twice", at, id)
		}
		seen[id] = true
	}
}

// elements are what of a block can be acted on, and what stands beside it.
func elements(b block) []block {
	var all []block
	switch str(b, "type") {
	case "section":
		if e := object(b["accessory"]); e != nil {
			all = append(all, e)
		}
	case "input":
		if e := object(b["element"]); e != nil {
			all = append(all, e)
		}
	case "actions", "context", "context_actions":
		for _, v := range list(b, "elements") {
			if e := object(v); e != nil {
				all = append(all, e)
			}
		}
	}
	return all
}

// object, list and str read JSON; what is of another type counts as absent.
func object(v any) block { b, _ := v.(block); return b }

func list(b block, name string) []any { l, _ := b[name].([]any); return l }

func str(b block, name string) string { s, _ := b[name].(string); return s }
