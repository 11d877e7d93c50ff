package copilot

import "slices"

// Card is something shown in a chat: blocks of plain text and the actions a
// reader may take, chat-neutral. Its fields are unexported so that only this
// package makes one, and every one it makes of generated text begins and ends
// with the label (P1).
type Card struct {
	blocks  []Block
	actions []Action
	subject Subject
	locale  string
	passing bool
}

// Passing says that the card only tells how far the work is: another follows, and
// one that was never shown is missed by nobody.
func (c Card) Passing() bool { return c.passing }

// Locale is the language the card is in.
func (c Card) Locale() string { return c.locale }

// Subject says what a card is about, for routing; empty for progress and failures.
type Subject struct {
	Draft    string
	Revision int
	Digest   string
	State    State
}

// Blocks are the parts from top to bottom. With generated text among them the
// first and the last are of kind BlockLabel: a renderer that has to drop
// something drops from the middle.
func (c Card) Blocks() []Block { return c.blocks }

// Actions are the buttons, in order; none once nothing can be done.
func (c Card) Actions() []Action { return c.actions }

// Subject is what the card is about.
func (c Card) Subject() Subject { return c.subject }

// Summary is one line for a notification; with generated text on the card it
// begins with the label.
func (c Card) Summary() string {
	if len(c.blocks) == 0 {
		return ""
	}
	line := c.blocks[0].Text
	for _, b := range c.blocks[1:] {
		if b.Kind == BlockHeading || b.Kind == BlockNotice {
			return line + " · " + b.Text
		}
	}
	return line
}

// BlockKind says what a block is, and so how it may look.
type BlockKind string

// The kinds of block.
const (
	BlockLabel    BlockKind = "label"    // the label; first and last
	BlockHeading  BlockKind = "heading"  // what the card is: "Draft for LinkedIn"
	BlockMeta     BlockKind = "meta"     // who asked, what wrote it, when
	BlockStamp    BlockKind = "stamp"    // who decided what, when, on which text
	BlockText     BlockKind = "text"     // generated text of one variant: the exact bytes, never markup
	BlockHashtags BlockKind = "hashtags" // Items: one hashtag each; Text: where they come from
	BlockPoints   BlockKind = "points"   // one section of a summary; Items with Cites
	BlockPhrases  BlockKind = "phrases"  // Items: key phrases
	BlockFindings BlockKind = "findings" // Items: what to look at
	BlockSources  BlockKind = "sources"  // Items: facts that the writer was given
	BlockNotice   BlockKind = "notice"   // a sentence of ours: progress, notes, failures
	BlockSignOff  BlockKind = "sign_off" // who may sign off, or how to change that
)

// Block is one part of a card.
type Block struct {
	Kind  BlockKind
	Title string // from the catalogue: a heading over the block, may be empty
	Text  string // plain text, may hold newlines
	Items []Item

	// Of a BlockText only.
	Variant int    // 1-based
	Count   int    // length as the network counts
	Limit   int    // 0: none
	Copy    string // what a Copy button gives: the text and its hashtags, nothing else
	Partial bool   // still being written, or incomplete
	Marks   []Mark // spans of Text that a finding is about
}

// Item is one entry of a block.
type Item struct {
	Text   string
	Detail string // why, or where from
	Kind   string // machine kind of a finding
	Blocks bool   // a finding that blocks sign-off
	Cites  []Cite
}

// Mark is a span of a text that a finding is about; offsets in runes.
type Mark struct{ Start, End int }

// Action is a button of a card.
type Action struct {
	Act    Act
	Label  string // from the catalogue
	Danger bool
	Form   []Field // what it asks for before it acts; empty: it acts at once
}

// Act is what an action does.
type Act string

// Decides says whether the act is a person's word on a revision: a verdict.
func (a Act) Decides() bool {
	_, ok := Verdict(a).Outcome()
	return ok
}

// known says whether the act is one of those that cards offer.
func (a Act) known() bool {
	return a.Decides() || slices.Contains([]Act{ActEdit, ActFollowUp, ActRetry, ActShare}, a)
}

// The acts. The first four are verdicts.
const (
	ActApprove  = Act(Approve)
	ActChanges  = Act(RequestChanges)
	ActReject   = Act(Reject)
	ActWithdraw = Act(Withdraw)
	ActEdit     = Act("edit")
	ActFollowUp = Act("follow_up")
	ActRetry    = Act("retry")
	ActShare    = Act("share")
)

// Field is one question of an action's form.
type Field struct {
	Name     string // "reason", "variant", "text.1", "hashtags"
	Label    string
	Value    string // what it holds to begin with
	Options  []Choice
	Long     bool // more than one line
	Required bool
}

// Choice is one answer to a question with fixed answers.
type Choice struct{ Value, Label string }
