package copilot_test

import (
	"context"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestLookalikeHostsAreShown: an address that may look like another one stays when a
// person supplied it, and whoever signs is told where it leads.
func TestLookalikeHostsAreShown(t *testing.T) {
	for link, leads := range map[string]string{
		"https://аррӏе.com/sale":                        "xn--80ak6aa92e.com",
		"https://www.pаypal.com":                        "www.xn--pypal-4ve.com",
		"https://xn--80ak6aa92e.com":                    "xn--80ak6aa92e.com",
		"https://apple.com@evil.example":                "evil.example",
		"https://bücher.example/a?b=c":                  "xn--bcher-kva.example",
		"https://apple.com/sale":                        "",
		"https://ex%61mple.com/a":                       "example.com",
		"https://www.good.example@evil%2eexample/":      "evil.example",
		"https://good.example。evil.example/x":           "good.example.evil.example",
		"https://good.example。EVIL.example。example?a=b": "good.example.evil.example.example",
		"https://good.example/a。b.example":              "",
		"https://APPLE.com":                             "",
		"www.apple.com/аррӏе":                           "",
		"http://127.0.0.1:8080/x":                       "",
	} {
		b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
			return copilot.Answer{Text: "=== fact\nLook here: " + link + " today.", Writer: "echo"}, nil
		}))
		b.accept(t, draftRequest("r1", "Look here: "+link+" today."))
		b.work(t, empty)
		r := b.drafts(t)[0].Latest()
		told := ""
		for _, f := range r.Findings {
			if f.Code == "link_ascii" {
				told = f.Why("en")
				if f.Text != link || !strings.Contains(f.Why("fr"), "mène à "+leads) {
					t.Errorf("of %q it says %q", f.Text, f.Why("fr"))
				}
			}
		}
		if (told != "") != (leads != "") || !strings.Contains(told, leads) {
			t.Errorf("%s: %q, want %q", link, told, leads)
		}
		shown := ""
		for _, block := range b.chat.last(t, "message-r1").Blocks() {
			for _, item := range block.Items {
				shown += item.Text + item.Detail
			}
		}
		if !strings.Contains(shown, leads) {
			t.Errorf("%s: the card says %s", link, shown)
		}
	}
}
