package web

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// uploads sends a file as a browser does, and what was pasted beside it.
func (b *browser) uploads(path, file, pasted string) response {
	b.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	if file != "" {
		part, err := m.CreateFormFile("file", "launch.yaml")
		if err == nil {
			_, err = io.WriteString(part, file)
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	if err := m.WriteField("yaml", pasted); err != nil {
		b.t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		b.t.Fatal(err)
	}
	r := b.request(b.t.Context(), http.MethodPost, path, nil)
	r.Body, r.ContentLength = io.NopCloser(&body), int64(body.Len())
	r.Header.Set("Content-Type", m.FormDataContentType())
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer got.Body.Close()
	page, err := io.ReadAll(got.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response{got.StatusCode, got.Header, string(page)}
}

// TestAFileThereAndBack has what one channel knows given to another; who signs off
// is not in it.
func TestAFileThereAndBack(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	lea, from, to := s.as("lea", "en"), channels[0].place(""), channels[1].place("")
	voice := copilot.Voice{Words: "plain", Traits: []string{"warm"}, Emoji: check.NoEmoji, Samples: []copilot.Sample{{Network: "x", Text: "A post"}}}
	if err := s.core.SetProfile(t.Context(), from, copilot.Profile{Voice: voice, Approvers: []copilot.Approver{{ID: "marc", Name: "Marc"}}}); err != nil {
		t.Fatal(err)
	}
	if err := s.core.SetProfile(t.Context(), to, copilot.Profile{Audience: "before"}); err != nil {
		t.Fatal(err)
	}
	got := lea.get("/c/launch/settings.yaml")
	if got.Status != http.StatusOK || !strings.Contains(got.Header.Get("Content-Disposition"), `filename="launch.yaml"`) || !strings.Contains(got.Body, "A post") {
		t.Fatalf("%d %v\n%s", got.Status, got.Header, got.Body)
	}
	for name, send := range map[string][2]string{"uploaded": {got.Body, "audience: pasted"}, "pasted": {"", got.Body}} {
		if answer := lea.uploads("/c/support/settings/file", send[0], send[1]); answer.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", name, answer.Status, read(answer.Body))
		}
		p, err := s.core.Profile(t.Context(), to)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(copilot.Profile{Voice: voice}, p); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAWrongFileStaysOnThePage names its line, in the reader's language.
func TestAWrongFileStaysOnThePage(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	for lang, want := range map[string]string{"en": "Line 2: there is no field “voyce” here.", "fr": "Ligne 2 : il n’y a pas de champ « voyce » ici."} {
		got := s.as("lea", lang).uploads("/c/launch/settings/file", "", "audience: other\nvoyce: <b>\n")
		if page := read(got.Body); got.Status != http.StatusUnprocessableEntity || !strings.Contains(page, want) || !strings.Contains(page, "voyce: &lt;b&gt;") {
			t.Errorf("%s: %d, no %q in\n%s", lang, got.Status, want, page)
		}
	}
	if p, err := s.core.Profile(t.Context(), channels[0].place("")); err != nil || p.Audience == "other" {
		t.Errorf("audience %q, %v", p.Audience, err)
	}
	if got := s.as("lea", "en").uploads("/c/launch/settings/file", strings.Repeat("# x\n", copilot.MostYAML/4+1), ""); !strings.Contains(read(got.Body), "more than 256 KB") {
		t.Errorf("%d", got.Status)
	}
}

// TestVoiceIsSet: every field of the form, what is chosen that does not exist, and
// what does not fit, which stays on the page and changes nothing.
func TestVoiceIsSet(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b, at := s.as("lea", "en"), channels[0].place("")
	b.post("/c/launch/settings", url.Values{"sample": {"Old post"}})
	form := url.Values{
		"voice": {"plain"}, "traits": {"warm\ndry"}, "preferred": {"lamp"}, "banned": {"best"}, "emoji": {"few"}, "address": {"tu"}, "inclusive": {"doublets"},
		"sample": {"New post"}, "sample-network": {"x"}, "drop-sample": {"Old post"},
		"fact": {"Free tea"}, "until": {"2999-12-31"},
	}
	b.post("/c/launch/settings", form)
	voice := func() copilot.Voice {
		t.Helper()
		p, err := s.core.Profile(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		return p.Voice
	}
	want := copilot.Voice{
		Words: "plain", Traits: []string{"warm", "dry"}, Preferred: []string{"lamp"}, Banned: []string{"best"},
		Emoji: check.FewEmoji, Address: check.Tu, Inclusive: check.Doublets, Samples: []copilot.Sample{{Network: "x", Text: "New post"}},
	}
	if diff := cmp.Diff(want, voice()); diff != "" {
		t.Error(diff)
	}
	page := b.get("/c/launch/settings").Body
	for _, shown := range []string{`value="few" selected`, `value="tu" selected`, `value="doublets" selected`, "New post", "until 2999-12-31"} {
		if !strings.Contains(page, shown) {
			t.Errorf("the page does not show %s", shown)
		}
	}
	for _, wrong := range []url.Values{
		{"voice": {"changed"}, "traits": {strings.Repeat("x", 101)}, "fact": {"Stray tea"}},
		{"voice": {"changed"}, "fact": {"More tea"}, "until": {"soon"}},
		{"voice": {"changed"}, "fact": {strings.Repeat("x", 1_001)}},
	} {
		got := b.post("/c/launch/settings", wrong)
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(read(got.Body), "Nothing was changed.") || voice().Words != "plain" {
			t.Errorf("%d, kept %+v", got.Status, voice())
		}
		if wrong.Has("traits") && !strings.Contains(got.Body, wrong.Get("traits")) {
			t.Error("what was typed is gone")
		}
	}
	if facts, err := s.core.Facts(t.Context(), at); err != nil || len(facts) != 1 || facts[0].Until() != "2999-12-31" {
		t.Errorf("facts %+v, %v", facts, err)
	}
	b.post("/c/launch/settings", url.Values{"emoji": {"loads"}, "address": {"sie"}})
	if v := voice(); v.Emoji != "" || v.Address != "" {
		t.Errorf("kept %+v", v)
	}
}

// TestAFileOfAnybodyLeavesTheSignOff: who does not manage may read in the channel's own file,
// and not one that signs off otherwise.
func TestAFileOfAnybodyLeavesTheSignOff(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	rules := "sign_off: {signatures: 2}"
	for _, c := range []struct {
		who, file    string
		status, want int
	}{
		{"lea", rules, http.StatusForbidden, 0},
		{"marc", rules, http.StatusSeeOther, 2},
		{"lea", rules, http.StatusSeeOther, 2},
		{"lea", "sign_off: {}", http.StatusForbidden, 2},
		{"marc", "sign_off: {}", http.StatusSeeOther, 0},
	} {
		got := s.as(c.who, "en").uploads("/c/launch/settings/file", "", c.file)
		p, err := s.core.Profile(t.Context(), channels[0].place(""))
		if err != nil {
			t.Fatal(err)
		}
		if got.Status != c.status || p.Signatures != c.want {
			t.Errorf("%s sent %q: %d, kept %d", c.who, c.file, got.Status, p.Signatures)
		}
	}
}
