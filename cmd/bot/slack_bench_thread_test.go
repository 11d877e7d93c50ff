package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// threadSize is the messages of the thread that is read, its root among them. A
// page of Slack holds 1,000, and every page begins with the root: 999 replies
// each, so that 9,999 replies take 11 pages and no fewer.
const (
	threadSize  = 10_000
	threadPages = 11
)

// BenchmarkSlackThread reads a thread of 10,000 messages into memory: at most
// 250 ms besides Slack's own time, which is what fetching the same pages and
// dropping them takes, in turn with it.
func BenchmarkSlackThread(b *testing.B) {
	fake := slacktest.New(b, slacktest.Options{Lenient: true})
	users := []string{"U0LEA", "U0MARC"}
	for _, id := range users {
		fake.User(slacktest.User{ID: id})
	}
	fake.Channel(slacktest.Channel{ID: slackChannel, BotIn: true, Members: users})
	root := fake.SeedThread(slackChannel, threadSize, users)
	chat := slack.NewChat(slack.ChatOptions{BotToken: copilot.NewSecret(fake.Options().BotToken), URL: fake.APIURL()})
	defer chat.Close(context.Background())
	thread := copilot.Place{Platform: slack.Platform, Workspace: fake.Options().Team, Channel: slackChannel, Thread: root}
	var read, bare []time.Duration
	for b.Loop() {
		start := time.Now()
		discard(b, fake, root)
		bare = append(bare, time.Since(start))
		fake.ResetCalls()
		start = time.Now()
		c, err := chat.Read(b.Context(), copilot.Reading{Place: thread, For: copilot.Person{ID: users[0]}})
		if err != nil || len(c.Lines) != threadSize {
			b.Fatalf("%d lines, %v", len(c.Lines), err)
		}
		read = append(read, time.Since(start))
		if n := fake.Count("conversations.replies"); n != threadPages {
			b.Fatalf("%d pages, want %d", n, threadPages)
		}
	}
	slices.Sort(read)
	slices.Sort(bare)
	middle := len(read) / 2
	b.ReportMetric((read[middle]-bare[middle]).Seconds()*1000, "besides-ms")
	b.ReportMetric(float64(read[middle])/float64(bare[middle]), "ratio")
	b.ReportMetric(threadPages, "pages")
}

// discard fetches a thread as cheaply as can be, page after page.
func discard(b *testing.B, fake *slacktest.Slack, root string) {
	b.Helper()
	for cursor := ""; ; {
		form := url.Values{"channel": {slackChannel}, "ts": {root}, "limit": {"1000"}, "cursor": {cursor}}
		if cursor == "" {
			form.Del("cursor")
		}
		r, err := http.NewRequest(http.MethodPost, fake.APIURL()+"conversations.replies", strings.NewReader(form.Encode()))
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Authorization", "Bearer "+fake.Options().BotToken)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		raw, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		if cursor = nextCursor(raw); cursor == "" {
			return
		}
	}
}

// nextCursor is found at the end of a page, without reading the page.
func nextCursor(page []byte) string {
	_, tail, ok := strings.Cut(string(page[max(0, len(page)-200):]), `"response_metadata":`)
	var meta struct {
		Next string `json:"next_cursor"`
	}
	if !ok || json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimSpace(tail), "}")), &meta) != nil {
		return ""
	}
	return meta.Next
}
