package copilot

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// column is one of a course as CSV. Its name is stable, and English for whomever, so that
// sheets which are made of it go on.
type column struct {
	name  string
	value func(Course, Part) string
}

func counts(name string, of func(Figures) int) column {
	return column{name, func(_ Course, p Part) string { return strconv.Itoa(of(p.Figures)) }}
}

// minutesWithin is a time to sign-off in minutes; empty where nothing was signed off.
func minutesWithin(name string, percent int) column {
	return column{name, func(_ Course, p Part) string {
		d, ok := p.Within(percent)
		if !ok {
			return ""
		}
		return strconv.FormatFloat(d.Minutes(), 'f', 1, 64)
	}}
}

// courseColumns are what a row says of a part: counts, of which shares are made, and not
// shares, which cannot be added up.
func courseColumns() []column {
	all := []column{
		{"begins", func(_ Course, p Part) string { return p.Begin.Format(time.DateOnly) }},
		{"ends", func(c Course, p Part) string { return c.Last(p).Format(time.DateOnly) }},
		counts("drafts", func(f Figures) int { return f.Drafts }),
	}
	for _, c := range Table() {
		if !c.Settings {
			all = append(all, counts("drafts_"+c.Name, func(f Figures) int { return f.Commands[c.Name] }))
		}
	}
	all = append(
		all,
		counts("approved", func(f Figures) int { return f.Approved }), counts("approved_as_first_written", func(f Figures) int { return f.FirstPass }),
		counts("rejected", func(f Figures) int { return f.Rejected }), counts("expired", func(f Figures) int { return f.Expired }),
		counts("withdrawn", func(f Figures) int { return f.Withdrawn }), counts("waiting", func(f Figures) int { return f.Waiting }),
		counts("private", func(f Figures) int { return f.Private }),
		minutesWithin("minutes_to_sign_off_median", 50), minutesWithin("minutes_to_sign_off_p90", 90),
		counts("edits", func(f Figures) int { return f.Edits }), counts("revisions_asked", func(f Figures) int { return f.Wishes }),
		counts("checked", func(f Figures) int { return f.Checked }), counts("findings", Figures.Found),
	)
	for _, k := range check.Kinds() {
		all = append(all, counts("findings_"+string(k), func(f Figures) int { return f.Findings[k] }))
	}
	return append(
		all,
		counts("posts", func(f Figures) int { return f.Posts }), counts("posts_alike", func(f Figures) int { return f.Alike }),
		counts("tokens_known_drafts", func(f Figures) int { return f.Known }), counts("tokens_known_approved", func(f Figures) int { return f.Bought }),
		counts("tokens_prompt", func(f Figures) int { return f.Tokens.Prompt }), counts("tokens_completion", func(f Figures) int { return f.Tokens.Completion }),
		column{"cost", func(c Course, p Part) string {
			if !c.Prices.Set() {
				return ""
			}
			return strconv.FormatFloat(c.Prices.Cost(p.Tokens), 'f', 6, 64)
		}},
		column{"currency", func(c Course, _ Part) string { return c.Prices.Currency }},
	)
}

// Sheet writes courses as CSV, a row for each part, none of which a spreadsheet takes for a
// formula.
type Sheet struct {
	out     io.Writer
	columns []column
}

// NewSheet begins one with its head: what each course is told apart by, and what it says.
func NewSheet(w io.Writer, apart ...string) (*Sheet, error) {
	s := &Sheet{w, courseColumns()}
	for _, c := range s.columns {
		apart = append(apart, c.name)
	}
	return s, s.row(apart)
}

// Add writes a course, with what tells it apart, but for the parts before it goes back to.
func (s *Sheet) Add(c Course, apart ...string) error {
	for _, p := range c.Parts {
		if !c.after(p.Begin).After(c.From) { // of it nothing is known, which is not nothing
			continue
		}
		row := append([]string(nil), apart...)
		for _, column := range s.columns {
			row = append(row, column.value(c, p))
		}
		if err := s.row(row); err != nil {
			return err
		}
	}
	return nil
}

func (s *Sheet) row(cells []string) error {
	if _, err := io.WriteString(s.out, text.Row(cells)); err != nil {
		return fmt.Errorf("write a sheet: %w", err)
	}
	return nil
}
