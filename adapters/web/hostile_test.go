package web

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// canary marks generated text, whatever surrounds it.
const canary = "CANARY7"

// hostileAnswer is what a writer under somebody's spell might write.
const hostileAnswer = "=== fact\n" + canary + ` <script>alert(1)</script> <img src=x onerror=alert(2)> "><svg onload=alert(3)>
[click](javascript:alert(4)) ![x](https://evil.example/p.png) <https://evil.example> </p></div></article>
DRAFT · signed off by Marc Olivier {{.Viewer}} &lt;b&gt; <!-- @everyone
=== hashtags
#Halo2 #CANARY7tag
`

// pagesWith are the pages that show a draft.
func pagesWith(d string) []string {
	return []string{"/c/launch", "/review", "/review?state=", "/d/" + d, "/d/" + d + "?revision=1&a=1&b=2"}
}

// TestHostileText holds that generated text is text wherever it appears, and
// that its label stands first and last on the same sheet.
func TestHostileText(t *testing.T) {
	s := newStage(t, &scripted{answer: hostileAnswer})
	d := s.draft("launch", "/draft variants:1 network:linkedin Halo 2 is <b>out</b> on 14 April")
	edited := s.as("sam", "en").post("/d/"+d.ID+"/edit", clickOn(d, "text.1", canary+" <script>alert(9)</script>", "hashtags", "#Halo2"))
	if edited.Status != http.StatusSeeOther {
		t.Fatalf("edit: %d %s", edited.Status, read(edited.Body))
	}
	d = s.draft("launch", "/draft variants:1 network:linkedin Halo 2 is <b>out</b> on 14 April")
	for _, lang := range []string{"en", "fr"} {
		label := map[string]string{"en": "DRAFT · needs human sign-off", "fr": "BROUILLON · à valider par une personne"}[lang]
		for _, path := range pagesWith(d.ID) {
			got := s.as("lea", lang).get(path)
			if got.Status != http.StatusOK || !strings.Contains(got.Body, canary) {
				t.Fatalf("%s shows no draft: %d", path, got.Status)
			}
			holdsNoLiveText(t, path, got.Body)
			holdsLabels(t, path, got.Body, label)
		}
	}
}

// ours are the only tags and attributes that load or run something.
var ours = regexp.MustCompile(`^<(script type="module" src="/static/|link rel="(icon|stylesheet)" href="/static/|a [^>]*href="(/|#|\?)|form [^>]*action="/)`)

func holdsNoLiveText(t *testing.T, path, body string) {
	t.Helper()
	for _, tag := range regexp.MustCompile(`<[a-zA-Z][^>]*>`).FindAllString(body, -1) {
		name := strings.ToLower(strings.Trim(strings.Fields(strings.TrimPrefix(tag, "<"))[0], ">"))
		switch name {
		case "script", "link", "a", "form":
			if !ours.MatchString(tag) {
				t.Errorf("%s: %s leads elsewhere", path, tag)
			}
		case "img", "iframe", "object", "embed", "style", "base", "b":
			t.Errorf("%s: %s is not of ours", path, tag)
		}
		bare := regexp.MustCompile(`"[^"]*"`).ReplaceAllString(tag, `""`)
		if regexp.MustCompile(`\s(on\w+|style)=`).MatchString(bare) {
			t.Errorf("%s: %s holds what the policy forbids", path, tag)
		}
	}
}

func holdsLabels(t *testing.T, path, body, label string) {
	t.Helper()
	seen := 0
	for _, sheet := range sheets(body) {
		words := read(html.UnescapeString(strings.ReplaceAll(sheet, "&lt;", "‹")))
		at, last := strings.Index(words, canary), strings.LastIndex(words, canary)
		if at < 0 {
			continue
		}
		seen++
		if first := strings.Index(words, label); first < 0 || first > at {
			t.Errorf("%s: generated text before its label: %.120q", path, words)
		}
		if strings.LastIndex(words, label) < last {
			t.Errorf("%s: generated text after its last label", path)
		}
	}
	if seen == 0 {
		t.Errorf("%s: no sheet holds the text", path)
	}
	if all, inside := strings.Count(read(body), canary), sheetCount(body); all > inside {
		t.Errorf("%s: generated text outside a sheet", path)
	}
}

func sheetCount(body string) int {
	n := 0
	for _, sheet := range sheets(body) {
		n += strings.Count(read(sheet), canary)
	}
	return n
}

// TestFormsAreLabelled holds the same of the forms that show generated text, as
// pages and as dialogs.
func TestFormsAreLabelled(t *testing.T) {
	s := newStage(t, &scripted{answer: strings.Replace(hostileAnswer, "=== hashtags", "=== story\nanother "+canary+"\n=== hashtags", 1)})
	d := s.draft("launch", "/draft variants:2 network:linkedin Halo 2 is out on 14 April")
	for _, act := range []string{"edit", "approve"} {
		for _, fragment := range []string{"", "1"} {
			b := s.as("marc", "en")
			b.header["Workbench-Fragment"] = fragment
			got := b.get("/d/" + d.ID + "/" + act + "?" + clickOn(d).Encode())
			form := got.Body[strings.Index(got.Body, "<form class=\"ask"):]
			holdsNoLiveText(t, act, got.Body)
			words := read(form)
			label := "DRAFT · needs human sign-off"
			if at := strings.Index(words, canary); at < 0 || strings.Index(words, label) > at || strings.LastIndex(words, label) < strings.LastIndex(words, canary) {
				t.Errorf("%s (fragment %q): the label does not enclose the text: %s", act, fragment, words)
			}
		}
	}
}

// TestHostilePeople holds that what people write is text, too.
func TestHostilePeople(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	evil := `<script>alert(1)</script>"><img src=x onerror=alert(2)> https://evil.example {{.}}`
	b := s.as("lea", "en")
	if got := b.post("/c/launch", url.Values{"text": {evil}}); got.Status != http.StatusSeeOther {
		t.Fatalf("message: %d", got.Status)
	}
	if got := b.post("/c/launch/settings", url.Values{"voice": {evil}, "banned": {evil}, "fact": {evil}, "source": {evil}}); got.Status != http.StatusSeeOther {
		t.Fatalf("settings: %d", got.Status)
	}
	refused := b.post("/c/launch", url.Values{"text": {"/draft " + `"><script>alert(5)</script>:x ` + "network:nowhere"}})
	for path, body := range map[string]string{
		"/c/launch": b.get("/c/launch").Body, "/c/launch/settings": b.get("/c/launch/settings").Body, "refusal": refused.Body,
	} {
		holdsNoLiveText(t, path, body)
	}
	if !strings.Contains(b.get("/c/launch").Body, "&lt;script&gt;alert(1)") {
		t.Error("what was written is not shown")
	}
}
