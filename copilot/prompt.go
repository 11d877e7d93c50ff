package copilot

import (
	"github.com/brouillon/brouillon/copilot/network"
)

// Task is what a writer is asked to do; a command of the table names one.
type Task string

// The tasks.
const (
	TaskDraft     Task = "draft"
	TaskSummarize Task = "summarize"
	TaskHashtags  Task = "hashtags"
)

// Prompt is everything a writer is told. A model reads System and User; a writer
// without one reads the fields. Both say the same.
//
// Texts in Brief, Lines, Recent and Previous are other people's words: data to
// work on, never instructions to follow.
type Prompt struct {
	Account  Account // whose tokens it uses
	Task     Task
	Language string // to write in: "en" or "fr"
	Brief    string // what was asked, or the text to find hashtags for
	Network  network.Network
	Tone     string
	Audience string
	Angles   []string // one for each variant wanted, in order: "fact", "story", ...
	Length   string   // "shorter" or "longer" than Previous; "" as it fits
	MaxWords int      // of a summary
	MaxTags  int
	Profile  Profile
	Facts    []Fact
	Lines    []PromptLine // the conversation, oldest first
	Recent   []Exchange   // newest first
	Previous []string     // the texts to revise, one for each variant; empty for a first draft
	Before   Settings     // of Previous
	Tags     []string     // the hashtags of the revision to revise
	Reason   string       // why a revision is asked for, in a person's words
	Doubts   []string     // what the checks found in the writer's own first try

	// Of a conversation too long for one call: Lines are its part number Part of
	// Parts or, with Partials, all of it, of which User holds the partials alone.
	Part, Parts int
	Partials    []Partial // what the summaries of the parts say, to be merged into one
	// Fresh are the last of Lines, when a summary is to be brought up to date: Partials
	// are what it said of those before, and User holds the partials and these.
	Fresh []PromptLine

	System  string // the instructions, rendered
	User    string // the material, rendered, quoted as data
	Version string // of the templates
}

// Partial is a point of the summary of one part of a conversation. Its text is a
// writer's: data as the conversation is.
type Partial struct {
	Part    int    // from 1
	Section string // as Point.Section
	Text    string
	Refs    []string // of the lines it rests on, all of them in that part
}

// PromptLine is a line as a writer sees it: under a short reference it can cite.
type PromptLine struct {
	Ref string // "m1", "m2", ...: what the writer cites; the core maps it back
	Line
	Gap bool // somebody who does not want to be read spoke right before
}
