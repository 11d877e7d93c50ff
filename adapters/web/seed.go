package web

import (
	"bufio"
	"context"
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

//go:embed seed/*.txt
var seeds embed.FS

// Seed fills channels that are empty with their sample conversation and, if they
// have said nothing about themselves yet, their profile. Message ids are stable,
// so that two replicas starting together seed one conversation.
func Seed(ctx context.Context, core Core, chat *Chat) error {
	for _, c := range channels {
		kept, err := chat.timeline.List(ctx, c.ID, 1)
		if err != nil {
			return fmt.Errorf("seed %s: %w", c.ID, err)
		}
		if len(kept) > 0 {
			continue
		}
		if err := seedChannel(ctx, core, chat, c); err != nil {
			return fmt.Errorf("seed %s: %w", c.ID, err)
		}
	}
	return nil
}

func seedChannel(ctx context.Context, core Core, chat *Chat, c channel) error {
	profile, err := core.Profile(ctx, c.place(""))
	if err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	if silent(profile) {
		if err := core.SetProfile(ctx, c.place(""), chat.sampleProfile(c.ID)); err != nil {
			return fmt.Errorf("profile: %w", err)
		}
	}
	text, err := seeds.ReadFile("seed/" + c.ID + ".txt")
	if err != nil {
		return err
	}
	messages, err := readSeed(c, string(text), chat.now())
	if err != nil {
		return err
	}
	for _, m := range messages {
		if err := chat.put(ctx, c.ID, m); err != nil {
			return err
		}
	}
	return nil
}

// sampleProfile is what a sample channel says of itself. Where people sign in nobody is
// named: those whom it would name are nobody there.
func (c *Chat) sampleProfile(channel string) copilot.Profile {
	p := sampleProfiles[channel]
	if c.door != nil {
		p.Approvers = slices.DeleteFunc(slices.Clone(p.Approvers), func(a copilot.Approver) bool { return !a.Role })
	}
	return p
}

func silent(p copilot.Profile) bool {
	return p.Words == "" && p.Audience == "" && len(p.Approvers) == 0 && len(p.Networks) == 0
}

// readSeed reads a sample conversation in the format that seed/launch.txt
// describes, as if it had ended yesterday.
func readSeed(c channel, text string, now time.Time) ([]message, error) {
	var all []message
	thread := ""
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		line := lines.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "  ") && len(all) > 0:
			all[len(all)-1].Text += "\n" + strings.TrimSpace(line)
			continue
		}
		m, err := readSeedLine(strings.TrimLeft(line, "*> "), now)
		if err != nil {
			return nil, fmt.Errorf("message %d: %w", len(all)+1, err)
		}
		m.ID = fmt.Sprintf("%s-%03d", c.ID, len(all)+1)
		m.At = m.At.Add(time.Duration(len(all)) * time.Millisecond) // keeps the order within a minute
		switch line[0] {
		case '*':
			thread = m.ID
		case '>':
			m.Thread = thread
		}
		all = append(all, m)
	}
	return all, lines.Err()
}

func readSeedLine(line string, now time.Time) (message, error) {
	parts := strings.SplitN(line, " | ", 3)
	if len(parts) != 3 {
		return message{}, fmt.Errorf("%q is not of the form time | author | text", line)
	}
	day, clock, _ := strings.Cut(parts[0], " ")
	back, err := strconv.Atoi(day)
	if err != nil {
		return message{}, fmt.Errorf("day %q: %w", day, err)
	}
	of, err := time.Parse("15:04", clock)
	if err != nil {
		return message{}, fmt.Errorf("time: %w", err)
	}
	at := time.Date(now.Year(), now.Month(), now.Day()-back, of.Hour(), of.Minute(), 0, 0, now.Location())
	return message{Kind: said, At: at, Text: parts[2], Author: seedAuthor(parts[1])}, nil
}

// seedAuthor is a member of the workbench when the name is one's, and somebody
// who only exists in the sample otherwise.
func seedAuthor(name string) copilot.Person {
	for _, m := range members {
		if m.Name == name {
			return m.person("")
		}
	}
	return copilot.Person{Platform: Platform, ID: "sample:" + name, Name: name}
}
