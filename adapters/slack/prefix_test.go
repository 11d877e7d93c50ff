package slack

import "testing"

// TestPrefixIsOfCommandsAlone: nothing of an address or of somebody's words is
// rewritten.
func TestPrefixIsOfCommandsAlone(t *testing.T) {
	d := &Door{prefix: "br-"}
	for sentence, want := range map[string]string{
		"/draft":                       "/br-draft",
		"Type /draft or /summarize.":   "Type /br-draft or /br-summarize.",
		"“/draft”, (/draft)":           "“/br-draft”, (/br-draft)",
		"https://x.example/draft/now":  "https://x.example/draft/now",
		"post/draft":                   "post/draft",
		"/drafts and /draft-of-sorts?": "/drafts and /draft-of-sorts?",
		"/copilot approvers":           "/br-copilot approvers",
	} {
		if got := d.prefixed(sentence); got != want {
			t.Errorf("%q becomes %q, want %q", sentence, got, want)
		}
	}
}
