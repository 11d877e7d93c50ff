package main

import (
	"context"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

type summarizeCmd struct {
	Language string `help:"en or fr; default: the conversation's."`
	Words    int    `help:"At most how many words; default: as many as it needs."`
	JSONL    bool   `name:"jsonl" help:"Read {\"id\",\"lines\":[{\"id\",\"author\",\"time\",\"text\"}],\"language\",\"max_words\"} lines, write {\"id\",\"summary\",\"points\":[{\"text\",\"cites\":[\"line id\"]}],\"coverage\":{\"read\",\"total\"}} lines."`
}

type summarizeLine struct {
	ID       any         `json:"id"`
	Lines    []inputLine `json:"lines"`
	Language string      `json:"language"`
	MaxWords int         `json:"max_words"`
}

// inputLine is a message; its time may be in any of the usual forms, or missing.
type inputLine struct {
	ID     any    `json:"id"`
	Author string `json:"author"`
	Time   any    `json:"time"`
	Text   string `json:"text"`
}

type summarizeAnswer struct {
	ID       any              `json:"id"`
	Summary  string           `json:"summary"`
	Points   []summarizePoint `json:"points"`
	Coverage coverageAnswer   `json:"coverage"`
	Findings []finding        `json:"findings"`
	Label    string           `json:"label"`
	Digest   string           `json:"digest"`
}

type summarizePoint struct {
	Text    string   `json:"text"`
	Cites   []string `json:"cites"`
	Section string   `json:"section"`
}

type coverageAnswer struct {
	Read  int `json:"read"`
	Total int `json:"total"`
}

// Run summarizes standard input for a person, or one conversation a line.
func (c summarizeCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	composer, err := headless(s)
	if err != nil {
		return err
	}
	if c.JSONL {
		return lines(ctx, std, func(ctx context.Context, q summarizeLine) (summarizeAnswer, error) {
			draft, err := composeSummary(ctx, composer, q, s.Locale)
			if err != nil {
				return summarizeAnswer{}, err
			}
			return answerSummary(q.ID, draft), nil
		})
	}
	conversation, err := everything(std.in)
	if err != nil {
		return spoken(err, s.Locale)
	}
	q := summarizeLine{Lines: transcript(conversation), Language: c.Language, MaxWords: c.Words}
	draft, err := composeSummary(ctx, composer, q, s.Locale)
	if err != nil {
		return spoken(err, s.Locale)
	}
	return tell(std, draft, s.Locale)
}

func composeSummary(ctx context.Context, c copilot.Composer, q summarizeLine, locale string) (copilot.Draft, error) {
	r, err := request(c, "summarize", "", locale, map[string]string{"language": q.Language})
	if err != nil {
		return copilot.Draft{}, err
	}
	if q.MaxWords > 0 { // any number: the option's range is for people
		r.Options["words"] = strconv.Itoa(q.MaxWords)
	}
	m := copilot.Material{}
	for _, l := range q.Lines {
		m.Conversation.Lines = append(m.Conversation.Lines, copilot.Line{ID: plainID(l.ID), Author: l.Author, Time: moment(l.Time), Text: l.Text})
	}
	m.Conversation.Total = len(m.Conversation.Lines)
	revision, err := c.Compose(ctx, r, m, nil)
	return draftOf(r, revision), err
}

func plainID(id any) string {
	switch id := id.(type) {
	case nil:
		return ""
	case string:
		return id
	default:
		b, _ := json.Marshal(id)
		return string(b)
	}
}

// moment reads a time leniently: a conversation is worth summarizing even if
// nobody can tell when it was.
func moment(v any) time.Time {
	switch v := v.(type) {
	case string:
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
			if at, err := time.Parse(layout, v); err == nil {
				return at
			}
		}
		if seconds, err := strconv.ParseFloat(v, 64); err == nil { // a Slack timestamp
			return time.UnixMilli(int64(seconds * 1000)).UTC()
		}
	case float64:
		return time.UnixMilli(int64(v * 1000)).UTC()
	}
	return time.Time{}
}

func answerSummary(id any, d copilot.Draft) summarizeAnswer {
	r := d.Latest()
	card := copilot.Show(d, r, copilot.Profile{}, r.Settings.Language)
	a := summarizeAnswer{
		ID: id, Points: []summarizePoint{}, Coverage: coverageAnswer{r.Coverage.Read, r.Coverage.Total},
		Findings: findings(r.Findings, r.Settings.Language, false), Label: card.Blocks()[0].Text, Digest: r.Digest,
	}
	var gist []string
	next := 0
	for _, b := range blocksOf(card, copilot.BlockPoints) {
		for _, item := range b.Items {
			p := summarizePoint{Text: item.Text, Section: r.Points[next].Section, Cites: []string{}}
			next++
			for _, c := range item.Cites {
				p.Cites = append(p.Cites, c.Line)
			}
			a.Points = append(a.Points, p)
			if p.Section == "tldr" {
				gist = append(gist, p.Text)
			}
		}
	}
	a.Summary = strings.Join(gist, " ")
	return a
}

var spokenLine = regexp.MustCompile(`^(?:\[([^\]]{4,30})\]\s*)?([\p{L}\p{N}_.@' -]{1,40}?)\s?:\s+(\S.*)$`)

// transcript reads a pasted conversation: "Ana: text" or "[2026-03-12 10:02]
// Ana: text" a line; other lines go on with the message above.
func transcript(s string) []inputLine {
	var all []inputLine
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		m := spokenLine.FindStringSubmatch(line)
		switch {
		case line == "":
		case m != nil:
			all = append(all, inputLine{ID: strconv.Itoa(len(all) + 1), Author: m[2], Time: m[1], Text: m[3]})
		case len(all) > 0 && all[len(all)-1].Author != "":
			all[len(all)-1].Text += "\n" + line
		default:
			all = append(all, inputLine{ID: strconv.Itoa(len(all) + 1), Text: line})
		}
	}
	return all
}
