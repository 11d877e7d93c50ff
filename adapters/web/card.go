package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// cardView is a card as the template takes it: the label apart, so that it
// stands first and last whatever lies between.
type cardView struct {
	Key     string // unique on the page, for element ids
	Subject copilot.Subject
	Label   string // empty only without generated text
	Heading string
	Stamps  []string
	Blocks  []blockView
	Actions []actionView
	Closed  string // why its reader finds no Approve among them; "" where there is one, or none for anybody
	Busy    bool   // still being written
	Failed  bool   // there is no answer
	Path    string // of the draft's page
	Place   copilot.Place
}

// blockView is a block with what its template needs worked out.
type blockView struct {
	copilot.Block
	Key   string
	Parts []part
	Over  bool
	Cites [][]citeView // of each item
}

// part is a piece of a text, marked when a finding is about it.
type part struct {
	Text   string
	Marked bool
}

// citeView is a message that a point rests on; Path only within the workbench.
type citeView struct {
	copilot.Cite
	Path string
}

// actionView is a button: a form of its own when it acts at once, a link to the
// page with its form, or with what there is to check first, otherwise.
type actionView struct {
	copilot.Action
	Key  string
	Path string
	Asks bool
}

// frame is where on a page a card stands.
type frame struct {
	Key     string // unique on the page
	Place   copilot.Place
	Message string // that shows it, "" outside a conversation
	Back    string // where its actions return to
}

// view lays out a card.
func view(f frame, card copilot.Card) *cardView {
	return viewOf(f, card.Blocks(), card.Actions(), card.Subject())
}

func viewOf(f frame, blocks []copilot.Block, actions []copilot.Action, subject copilot.Subject) *cardView {
	v := &cardView{Key: f.Key, Subject: subject, Place: f.Place}
	for i, b := range blocks {
		switch b.Kind {
		case copilot.BlockLabel:
			v.Label = b.Text
		case copilot.BlockHeading:
			v.Heading = b.Text
		case copilot.BlockStamp:
			v.Stamps = append(v.Stamps, b.Text)
		default:
			v.Blocks = append(v.Blocks, viewBlock(f.Key+"-"+strconv.Itoa(i), b))
		}
	}
	v.Busy = subject.Draft == "" && v.Label != ""
	v.Failed = subject.Draft == "" && v.Label == ""
	if subject.Draft != "" {
		v.Path = "/d/" + subject.Draft
	}
	for _, a := range actions {
		shown := viewAction(f, a, subject)
		shown.Asks = shown.Asks || a.Act == copilot.ActApprove && doubts(v) != nil // once more, before a signature
		v.Actions = append(v.Actions, shown)
	}
	slices.SortStableFunc(v.Actions, func(a, b actionView) int { return ending(a.Act) - ending(b.Act) })
	return v
}

// ending is 1 for what ends a draft: those buttons stand last, away from the rest.
func ending(a copilot.Act) int {
	if a == copilot.ActReject || a == copilot.ActWithdraw {
		return 1
	}
	return 0
}

func viewBlock(key string, b copilot.Block) blockView {
	v := blockView{Block: b, Key: key, Over: b.Limit > 0 && b.Count > b.Limit}
	if b.Kind == copilot.BlockText {
		v.Parts = split(b.Text, b.Marks)
	}
	for _, item := range b.Items {
		var cites []citeView
		for _, c := range item.Cites {
			cites = append(cites, viewCite(c))
		}
		v.Cites = append(v.Cites, cites)
	}
	return v
}

// viewCite links a citation only to where the workbench itself keeps messages.
func viewCite(c copilot.Cite) citeView {
	if !strings.HasPrefix(c.Link, "/c/") {
		return citeView{Cite: c}
	}
	return citeView{Cite: c, Path: c.Link}
}

func viewAction(f frame, a copilot.Action, subject copilot.Subject) actionView {
	v := actionView{Action: a, Key: f.Key + "-" + string(a.Act), Asks: len(a.Form) > 0}
	if a.Act == copilot.ActRetry {
		v.Path = "/c/" + f.Place.Channel + "/m/" + f.Message + "/retry"
		return v
	}
	query := url.Values{"revision": {strconv.Itoa(subject.Revision)}, "digest": {subject.Digest}, "back": {f.Back}}
	v.Path = "/d/" + subject.Draft + "/" + string(a.Act) + "?" + query.Encode()
	return v
}

// split cuts a text at its marks, which are in runes and may overlap; joined again the
// parts are exactly the text. What people see as one character is marked as a whole.
func split(words string, marks []copilot.Mark) []part {
	if !utf8.ValidString(words) { // offsets in runes mean nothing
		return []part{{Text: words}}
	}
	var parts []part
	from, end, number, marked := 0, 0, 0, false
	flush := func() {
		if end > from {
			parts = append(parts, part{Text: words[from:end], Marked: marked})
		}
		from = end
	}
	for character := range text.Characters(words) {
		last := number + utf8.RuneCountInString(character)
		in := slices.ContainsFunc(marks, func(m copilot.Mark) bool { return m.Start < last && m.End > number })
		if in != marked {
			flush()
			marked = in
		}
		end, number = end+len(character), last
	}
	flush()
	if len(parts) == 0 {
		return []part{{}}
	}
	return parts
}
