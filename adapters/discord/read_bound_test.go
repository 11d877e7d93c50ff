package discord

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// endlessChannel is a Discord with one channel in which there always is an older
// message of a program; asked counts its pages.
func endlessChannel(t *testing.T, asked *int) *Chat {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked++
		from := uint64(1_480_000_000_000_000_000)
		if before, err := strconv.ParseUint(r.URL.Query().Get("before"), 10, 64); err == nil {
			from = before
		}
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		page := make([]string, limit)
		for i := range page {
			page[i] = fmt.Sprintf(`{"id":"%d","author":{"id":"1","bot":true},"content":"said"}`, from-uint64(i+1)<<22)
		}
		answer(w, http.StatusOK, "["+strings.Join(page, ",")+"]")
	}))
	t.Cleanup(server.Close)
	c, err := NewChat(ChatOptions{Token: copilot.NewSecret(botToken), URL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	c.rest.session.Client = &http.Client{Transport: newRedirect(server.URL, http.DefaultTransport)} // without the limits
	return c
}

// TestTenThousandAreEnough: more is not read, whoever asks for it, and it is said
// that there is more.
func TestTenThousandAreEnough(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reading copilot.Reading
		want    int
	}{
		"all there is":      {copilot.Reading{}, unbounded},
		"since it began":    {copilot.Reading{Since: timeOf("1")}, maxLines},
		"the last people":   {copilot.Reading{Last: pageSize}, maxLines}, // none: programs talk there
		"of a whole thread": {copilot.Reading{Place: copilot.Place{Thread: "5"}}, maxLines},
	} {
		asked := 0
		c.reading.Place.Channel = "4"
		got, err := endlessChannel(t, &asked).read(t.Context(), c.reading)
		if err != nil {
			t.Fatal(err)
		}
		messages, more := got.messages, got.more
		if len(messages) != c.want || !more || asked != c.want/pageSize {
			t.Errorf("%s: %d messages, more %v, on %d pages", name, len(messages), more, asked)
		}
		for i := 1; i < len(messages); i++ {
			if !later(messages[i].ID, messages[i-1].ID) {
				t.Fatalf("%s: message %d is not later than the one before", name, i)
			}
		}
	}
}
