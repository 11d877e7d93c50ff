package discord

import (
	"crypto/ed25519"
	"log/slog"
	"net/http"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Away answers what Discord delivers while the bot is not ready: whoever did
// something is told that it was not accepted, in their language; Discord's question
// whether somebody is there is answered. What is not signed is refused as ever.
func Away(key ed25519.PublicKey, log *slog.Logger, now func() time.Time) http.Handler {
	return signedBy(key, log, now).Let(func(w http.ResponseWriter, _ *http.Request, raw []byte) {
		i, err := readInteraction(raw)
		switch {
		case err != nil:
			http.Error(w, "unreadable", http.StatusBadRequest)
		case i.Type == interactionPing:
			_ = respond(w, reply{Type: replyPong})
		case i.Type == interactionAutocomplete:
			_ = respond(w, choices(nil))
		default:
			_ = respond(w, whispered(catalogue.Say(catalogue.Base(i.Locale), "fault.store", nil)))
		}
	})
}
