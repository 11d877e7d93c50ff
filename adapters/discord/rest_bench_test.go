package discord

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/brouillon/brouillon/copilot"
)

// BenchmarkEdits edits 20 answers at once, each of an interaction of its own, at a
// Discord that takes 100 ms for an edit: as we do it, and as the library's
// InteractionResponseEdit does, one after the other under a lock.
func BenchmarkEdits(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-time.After(100 * time.Millisecond)
		_, _ = io.WriteString(w, `{"id":"1","channel_id":"2"}`)
	}))
	b.Cleanup(server.Close)
	own := newRest(restOptions{Token: copilot.NewSecret("a.b.c"), URL: server.URL, Application: "1", Log: slog.New(slog.DiscardHandler)})
	b.Cleanup(own.close)
	b.Run("ours", func(b *testing.B) {
		twentyAtOnce(b, func(token string) error {
			_, err := own.editOriginal(b.Context(), token, payload{Content: "A café reopens"})
			return err
		})
	})
	library, err := discordgo.New("Bot a.b.c")
	if err != nil {
		b.Fatal(err)
	}
	library.Client = &http.Client{Transport: newRedirect(server.URL, http.DefaultTransport)}
	b.Run("discordgo", func(b *testing.B) {
		words := "A café reopens"
		twentyAtOnce(b, func(token string) error {
			_, err := library.InteractionResponseEdit(&discordgo.Interaction{AppID: "1", Token: token}, &discordgo.WebhookEdit{Content: &words})
			return err
		})
	})
}

// twentyAtOnce edits 20 answers at once, by their tokens.
func twentyAtOnce(b *testing.B, edit func(token string) error) {
	for b.Loop() {
		var editing sync.WaitGroup
		for n := range 20 {
			editing.Go(func() {
				if err := edit("token" + strconv.Itoa(n)); err != nil {
					b.Error(err)
				}
			})
		}
		editing.Wait()
	}
}
