package slacktest

import (
	"slices"
	"testing"

	"github.com/slack-go/slack"
)

func TestRepliesInPages(t *testing.T) {
	s := workspace(t, Options{})
	root := s.SeedThread(team, 25, []string{ada, ben})
	c := client(s)
	var got []string
	p := &slack.GetConversationRepliesParameters{ChannelID: team, Timestamp: root, Limit: 10}
	for pages := 1; ; pages++ {
		page, more, next, err := c.GetConversationRepliesContext(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if page[0].Timestamp != root || page[0].ReplyCount != 24 {
			t.Fatalf("page %d begins with %+v", pages, page[0])
		}
		for _, m := range page[1:] {
			got = append(got, m.Timestamp)
		}
		if p.Cursor = next; !more {
			break
		}
	}
	if len(got) != 24 || !slices.IsSorted(got) {
		t.Errorf("%d replies: %q", len(got), got)
	}
	all := s.Messages(team)
	if len(all) != 25 || all[24].ThreadTS != root || all[24].TS != got[23] {
		t.Errorf("the channel has %d messages", len(all))
	}
}

func TestHistoryInPages(t *testing.T) {
	s := workspace(t, Options{})
	first := s.SeedHistory(team, 25, []string{ada})
	c := client(s)
	var got []string
	p := &slack.GetConversationHistoryParameters{ChannelID: team, Limit: 10}
	for {
		page, err := c.GetConversationHistoryContext(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Messages {
			got = append(got, m.Timestamp)
		}
		if p.Cursor = page.ResponseMetaData.NextCursor; !page.HasMore {
			break
		}
	}
	slices.Reverse(got)
	if len(got) != 25 || !slices.IsSorted(got) || got[0] != first {
		t.Errorf("%d messages: %q", len(got), got)
	}
	for _, w := range []struct {
		oldest, latest string
		inclusive      bool
		want           []string
	}{
		{got[3], got[6], false, got[4:6]},
		{got[3], got[6], true, got[3:7]},
		{got[22], "", false, got[23:]},
		{"", got[1], true, got[:2]},
		{"0", got[1], false, got[:1]},
	} {
		page, err := c.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: team, Oldest: w.oldest, Latest: w.latest, Inclusive: w.inclusive})
		if err != nil {
			t.Fatal(err)
		}
		var between []string
		for _, m := range page.Messages {
			between = append([]string{m.Timestamp}, between...)
		}
		if !slices.Equal(between, w.want) {
			t.Errorf("between %q and %q: %q, want %q", w.oldest, w.latest, between, w.want)
		}
	}
}

// Metadata comes only when it is asked for, and an edit keeps it.
func TestMetadataOnDemand(t *testing.T) {
	s := workspace(t, Options{})
	c := client(s)
	_, ts, err := c.PostMessageContext(t.Context(), team, card("a draft")...)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := c.UpdateMessageContext(t.Context(), team, ts, slack.MsgOptionText("signed", true)); err != nil {
		t.Fatal(err)
	}
	for _, asked := range []bool{false, true} {
		page, err := c.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: team, IncludeAllMetadata: asked})
		if err != nil {
			t.Fatal(err)
		}
		m := page.Messages[0]
		if (m.Metadata.EventType == "draft") != asked || m.Text != "signed" || m.Edited == nil || len(m.Blocks.BlockSet) != 0 {
			t.Errorf("asked for metadata: %v, got %+v", asked, m)
		}
	}
}

func TestWhatEndsAThread(t *testing.T) {
	s := workspace(t, Options{})
	c := client(s)
	_, root, err := c.PostMessageContext(t.Context(), team, card("a draft")...)
	if err != nil {
		t.Fatal(err)
	}
	reply := s.Say(ada, team, root, "thanks")
	if _, _, err := c.DeleteMessageContext(t.Context(), team, root); err != nil {
		t.Fatal(err)
	}
	if m, _ := s.Message(team, root); m.Subtype != "tombstone" || m.ReplyCount != 1 {
		t.Errorf("what is left of a root: %+v", m)
	}
	if _, _, err := c.DeleteMessageContext(t.Context(), team, reply); err == nil || err.Error() != "cant_delete_message" {
		t.Errorf("deleting somebody's message: %v", err)
	}
	s.Delete(ada, team, reply)
	if m, _ := s.Message(team, root); m.ReplyCount != 0 {
		t.Errorf("the root still counts replies: %+v", m)
	}
}
