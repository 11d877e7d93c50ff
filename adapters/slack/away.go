package slack

import (
	"net/http"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Away answers what Slack delivers while the bot is not ready: whoever typed a
// command is told that it was not accepted, in both languages, since nobody's is
// known yet; all else Slack is asked to deliver again.
func Away(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != commandsPath {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	said := catalogue.Say(catalogue.English, "fault.store", nil) + "\n" + catalogue.Say(catalogue.French, "fault.store", nil)
	acknowledge(w, body(whispered(said)))
}
