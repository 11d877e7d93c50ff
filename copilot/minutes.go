package copilot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
)

// Minutes are the running summary of a thread: what its last summary said, and of
// which messages, so that the next one has to read only what was said since.
//
// They are never shown as they are. A summary takes them up when whoever asks has
// just been given those very messages by the chat, unchanged, and asks for the same
// manner of summary: so they tell nobody what they could not read (P6), and keep
// nothing of a message that was edited or deleted in what comes after.
type Minutes struct {
	Manner string   `json:"manner"` // digest of what the writer was told to do
	Read   []string `json:"read"`   // ids of the messages, oldest first; the last is where to go on
	By     []string `json:"by"`     // ids of those who wrote them; a version before kept none
	Digest string   `json:"digest"` // of those messages, as they were
	Points []Point  `json:"-"`
	Writer string   `json:"writer"` // as in Answer
	Model  string   `json:"model,omitempty"`

	At time.Time `json:"at"`
}

// minuted says whether a request is for the summary of a whole thread and nothing
// more: what somebody asked for besides is not for those who ask later.
func minuted(r Request, m Material) bool {
	task := taskOf(r, m)
	s := resolve(r, task, Material{Profile: m.Profile, Previous: m.Previous})
	return task == TaskSummarize && r.Place.Thread != "" && r.Command != "" && m.Previous == nil &&
		r.Text == "" && r.About == "" && s.Last == 0 && s.Since.IsZero()
}

// Minutes are what to keep of the summary that Compose made of a thread; false for
// one that is nothing to go on from: it was cut off, a writer stepped in for another,
// or the chat did not give all of the thread. Nor are there any without a window: a
// writer that needs none reads everything again for less than it costs to remember.
func (c Composer) Minutes(r Request, m Material, revision Revision) (Minutes, bool) {
	read := m.Conversation
	if c.Window == 0 || !minuted(r, m) || read.More || read.Total > len(read.Lines) || incomplete(revision.Findings) || steppedIn(revision.Notes) {
		return Minutes{}, false
	}
	job, err := c.prepare(r, m)
	if err != nil {
		return Minutes{}, false
	}
	minutes := Minutes{
		Manner: job.manner(), Digest: digestOfLines(job.lines), Points: revision.Points,
		Writer: revision.Made.Writer, Model: revision.Made.Model, At: revision.Made.At,
	}
	for _, l := range job.lines {
		minutes.Read = append(minutes.Read, l.ID)
		if !slices.Contains(minutes.By, l.AuthorID) {
			minutes.By = append(minutes.By, l.AuthorID)
		}
	}
	return minutes, true
}

// steppedIn says whether another writer than the one that was asked wrote something.
func steppedIn(notes []Note) bool {
	return slices.ContainsFunc(notes, func(n Note) bool { return strings.HasPrefix(n.Key, "note.fallback") })
}

// digestOfLines changes with every message, what it says and whose it is.
func digestOfLines(lines []PromptLine) string {
	parts := make([]string, 0, 3*len(lines))
	for _, l := range lines {
		parts = append(parts, l.ID, l.Author, l.Text)
	}
	return digestOf(parts...)
}

// manner names what a writer is told to do with a conversation, whatever its length:
// the language, the words asked for, how the channel speaks, the templates.
func (j composition) manner() string {
	p := j.prompt
	p.Lines, p.Facts, p.Recent = nil, nil, nil
	if render(&p) != nil {
		return ""
	}
	return digestOf(p.Version, p.System)
}

// resume has a composition go on from the minutes of its thread, where they are of the
// messages that were read and of the same manner; else all of them are read.
func (j composition) resume() composition {
	minutes := j.material.Minutes
	known := len(minutes.Read)
	if known == 0 || known > len(j.lines) || !minuted(j.request, j.material) ||
		minutes.Digest != digestOfLines(j.lines[:known]) || minutes.Manner != j.manner() {
		return j
	}
	refs := make(map[string]string, known)
	for _, l := range j.lines[:known] {
		refs[l.ID] = l.Ref
	}
	for _, p := range minutes.Points {
		said := Partial{Part: 1, Section: p.Section, Text: p.Text.s}
		for _, c := range p.Cites {
			said.Refs = append(said.Refs, refs[c.Line])
		}
		j.earlier = append(j.earlier, said)
	}
	if len(j.earlier) > 0 {
		j.known = known
	}
	return j
}

// resumed tells the reader what was not read again: nothing, where another writer
// stepped in, for that one reads all.
func (j composition) resumed(answer Answer) []Note {
	fresh := len(j.lines) - j.known
	switch {
	case j.known == 0 || steppedIn(answer.Notes):
		return nil
	case fresh == 0:
		return []Note{{"note.minutes.same", nil}}
	}
	return []Note{{"note.minutes", map[string]any{"Count": fresh, "Known": j.known}}}
}

// repeats is the answer where nothing was said since the minutes: what they say, and
// no writer is asked.
func (j composition) repeats() (Answer, bool) {
	if j.known == 0 || j.known < len(j.lines) {
		return Answer{}, false
	}
	var b strings.Builder
	for _, p := range j.earlier {
		b.WriteString("=== " + p.Section + "\n- " + p.Text)
		for _, ref := range p.Refs {
			b.WriteString(" [" + ref + "]")
		}
		b.WriteString("\n")
	}
	minutes := j.material.Minutes
	return Answer{Text: b.String(), Writer: minutes.Writer, Model: minutes.Model}, true
}

// fits says whether the minutes and what was said since fit into one call.
func (j composition) fits(window int) bool {
	room := roomFor(j.lines[j.known:])
	for _, p := range j.earlier {
		room += partialRoom(p)
	}
	return room <= window
}

// minutes finds those of the thread that a request asks to summarize. They are a
// saving and never needed: without them all is read.
func (c *Copilot) minutes(ctx context.Context, r Request, m Material) Minutes {
	if c.Window == 0 || !minuted(r, m) {
		return Minutes{}
	}
	minutes, err := c.Memory.Minutes(ctx, r.Place)
	if err != nil && !errors.Is(err, ErrAbsent) {
		c.Log.WarnContext(ctx, "minutes not read", "error", err)
	}
	return minutes
}

// keepMinutes keeps those of a summary that is kept itself.
func (c *Copilot) keepMinutes(ctx context.Context, job Job, r Request, m Material, revision Revision) {
	minutes, ok := c.Minutes(r, m, revision)
	if !ok {
		return
	}
	if err := c.Memory.KeepMinutes(ctx, r.Place, minutes, job.Fence); err != nil {
		c.Log.WarnContext(ctx, "minutes not kept", "job", job.ID, "error", err)
	}
}
