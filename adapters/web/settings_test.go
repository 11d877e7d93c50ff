package web

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

// TestEntriesAreLines holds that the page reads back the lists it shows: an entry
// may have a comma in it.
func TestEntriesAreLines(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	at := channels[0].place("")
	want := copilot.Voice{Traits: []string{"warm, not sweet", "dry"}, Preferred: []string{"here; now"}, Banned: []string{"never, ever", "best"}}
	form := url.Values{"hashtags": {"#Halo2, Ride;#Night"}}
	for name, list := range map[string][]string{"traits": want.Traits, "preferred": want.Preferred, "banned": want.Banned} {
		form.Set(name, strings.Join(list, "\r\n")) // as browsers end a line
	}
	if got := s.as("lea", "en").post("/c/launch/settings", form); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, read(got.Body))
	}
	p, err := s.core.Profile(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, p.Voice); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"#Halo2", "#Ride", "#Night"}, p.Hashtags); diff != "" {
		t.Error(diff)
	}
}

// TestASampleOfSeveralLinesIsDropped as a browser sends it, with other ends of lines
// than are kept.
func TestASampleOfSeveralLinesIsDropped(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b, at := s.as("lea", "en"), channels[0].place("")
	kept := func() []copilot.Sample {
		t.Helper()
		p, err := s.core.Profile(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		return p.Samples
	}
	b.post("/c/launch/settings", url.Values{"sample": {"Two lines,\r\none post"}})
	if got := kept(); len(got) != 1 || got[0].Text != "Two lines,\none post" {
		t.Fatalf("kept %+v", got)
	}
	b.post("/c/launch/settings", url.Values{"drop-sample": {"Two lines,\r\none post"}})
	if got := kept(); len(got) != 0 {
		t.Errorf("kept %+v", got)
	}
}

// TestARefusedFormIsHandedBack holds that nobody types or ticks anything twice, and
// that the page lists what is kept.
func TestARefusedFormIsHandedBack(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b := s.as("lea", "en")
	b.post("/c/launch/settings", url.Values{"sample": {"Old\npost"}, "fact": {"Free tea"}})
	facts, err := s.core.Facts(t.Context(), channels[0].place(""))
	if err != nil || len(facts) != 1 {
		t.Fatalf("facts %+v, %v", facts, err)
	}
	got := b.post("/c/launch/settings", url.Values{
		"traits": {strings.Repeat("x", 101)}, "sample": {"New post"}, "sample-network": {"mastodon"}, "drop-sample": {"Old\r\npost"},
		"fact": {"Free <cake>"}, "source": {"Ana"}, "until": {"2999-12-31"}, "drop": {facts[0].ID},
	})
	if got.Status != http.StatusUnprocessableEntity {
		t.Fatalf("%d", got.Status)
	}
	for _, shown := range []string{
		">New post</textarea>", `value="mastodon" selected`, "<p dir=\"auto\">Old\npost", "value=\"Old\npost\" checked", "Free tea",
		`name="drop" value="` + facts[0].ID + `" checked`, `value="Free &lt;cake&gt;"`, `value="Ana"`, `value="2999-12-31"`,
	} {
		if !strings.Contains(got.Body, shown) {
			t.Errorf("the page does not show %s", shown)
		}
	}
	if n := strings.Count(got.Body, "New post"); n != 1 {
		t.Errorf("a sample that is not kept is listed: shown %d times", n)
	}
}

// TestAFactIsPutInPlaceOfAnother in one form: what is dropped makes room for what is
// added, which may say the same; and nothing is dropped when nothing is added.
func TestAFactIsPutInPlaceOfAnother(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b, at := s.as("lea", "en"), channels[0].place("")
	for i := range 100 {
		if err := s.core.AddFact(t.Context(), at, copilot.Fact{ID: strconv.Itoa(i), Text: "Fact " + strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	has := func(words string) bool {
		t.Helper()
		facts, err := s.core.Facts(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(facts, func(f copilot.Fact) bool { return f.Text == words })
	}
	b.post("/c/launch/settings", url.Values{"drop": {"7"}, "fact": {"Fact 100"}})
	if has("Fact 7") || !has("Fact 100") {
		t.Error("the hundredth fact does not take the place of the one dropped")
	}
	b.post("/c/launch/settings", url.Values{"drop": {"8"}, "fact": {"Fact 8"}, "source": {"Ana"}})
	if !has("Fact 8") {
		t.Error("a fact said anew is dropped with the old one")
	}
	b.post("/c/launch/settings", url.Values{"drop": {"9"}, "fact": {strings.Repeat("x", 1_001)}})
	if !has("Fact 9") {
		t.Error("a fact is dropped by a form that was refused")
	}
}

var seenPattern = regexp.MustCompile(`name="seen" value="([^"]+)"`)

// seen is what a person's page of the settings says it shows.
func (b *browser) seen(path string) string {
	b.t.Helper()
	m := seenPattern.FindStringSubmatch(b.get(path).Body)
	if m == nil {
		b.t.Fatal("the page does not say what it shows")
	}
	return m[1]
}

// TestTwoPeopleSaveAtOnce: a manager names an approver while somebody else writes on
// the same page. Neither's is lost; and where both change one thing, the second is told
// and finds on the page what they wrote.
func TestTwoPeopleSaveAtOnce(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	lea, marc, at := s.as("lea", "fr"), s.as("marc", "en"), channels[1].place("")
	before, err := s.core.Profile(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	as := func(b *browser, seen string, changed url.Values) response {
		form := url.Values{
			"seen": {seen}, "audience": {before.Audience}, "language": {before.Language}, "voice": {before.Words}, "network": before.Networks,
			"preferred": {strings.Join(before.Preferred, "\n")}, "banned": {strings.Join(before.Banned, "\n")}, "emoji": {string(before.Emoji)},
			"address": {string(before.Address)}, "hashtags": before.Hashtags, "approver": {"role:" + RoleManager},
		}
		for name, values := range changed {
			form[name] = values
		}
		return b.post("/c/support/settings", form)
	}
	leas, marcs := lea.seen("/c/support/settings"), marc.seen("/c/support/settings")
	as(marc, marcs, url.Values{"approver": {"marc"}, "audiences": {"riders: city riders"}, "sample": {"One post"}})
	if got := as(lea, leas, url.Values{"traits": {"warm"}, "sample": {"Another post"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, read(got.Body))
	}
	want := before
	want.Approvers, want.Audiences, want.Traits = []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}}, []copilot.Audience{{Name: "riders", Words: "city riders"}}, []string{"warm"}
	want.Samples = []copilot.Sample{{Text: "One post"}, {Text: "Another post"}}
	kept := func() copilot.Profile {
		t.Helper()
		p, err := s.core.Profile(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if diff := cmp.Diff(want, kept()); diff != "" {
		t.Errorf("kept of both (-want +got):\n%s", diff)
	}
	got := as(lea, leas, url.Values{"traits": {"warm"}, "audiences": {"presse : quotidiens"}, "fact": {"Free tea"}})
	if page := read(got.Body); got.Status != http.StatusConflict || !strings.Contains(page, "quelqu’un d’autre a changé cela") || !strings.Contains(page, "presse : quotidiens") {
		t.Errorf("%d %s", got.Status, page)
	}
	if facts, err := s.core.Facts(t.Context(), at); err != nil || len(facts) > 0 || cmp.Diff(want, kept()) != "" {
		t.Errorf("a refused form is kept in part: %v, %v", facts, err)
	}
	if got := as(lea, "", url.Values{"audiences": {"presse"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, ">presse</textarea>") {
		t.Errorf("%d", got.Status)
	}
}

// TestARefusedPageUndoesNothing: whatever a form was refused for, to send the page that
// came back does not take back what somebody else saved meanwhile.
func TestARefusedPageUndoesNothing(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	marc, at := s.as("marc", "en"), channels[1].place("")
	ask := func(seen, until, approver, traits string) response {
		return marc.post("/c/support/settings", url.Values{"seen": {seen}, "fact": {"Free tea"}, "until": {until}, "approver": {approver}, "traits": {traits}})
	}
	seen := marc.seen("/c/support/settings")
	p, err := s.core.Profile(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	p.Approvers, p.Traits = []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}}, []string{"dry"}
	if err := s.core.SetProfile(t.Context(), at, p); err != nil {
		t.Fatal(err)
	}
	for _, until := range []string{"soon", "2020-01-01", "9999-12-31"} {
		got := ask(seen, until, "role:"+RoleManager, "")
		if got.Status != http.StatusUnprocessableEntity {
			t.Fatalf("%s: %d", until, got.Status)
		}
		if m := seenPattern.FindStringSubmatch(got.Body); m == nil || m[1] != seen {
			t.Errorf("%s: the page says that it shows what is kept now: %v", until, m)
		}
		ask(seenPattern.FindStringSubmatch(got.Body)[1], "2999-12-31", "role:"+RoleManager, "")
		if now, err := s.core.Profile(t.Context(), at); err != nil || cmp.Diff(p.Approvers, now.Approvers) != "" || cmp.Diff(p.Traits, now.Traits) != "" {
			t.Errorf("%s: kept %v, %v, %v", until, now.Approvers, now.Traits, err)
		}
	}
}

// TestSettingsInTheConversation: what is typed after /copilot is done and told to whoever
// typed it, or leads to the part of the page that does it.
func TestSettingsInTheConversation(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	lea := s.as("lea", "fr")
	for typed, to := range map[string]string{
		"/copilot voix": "/c/launch/settings#how", "/copilot export": "/c/launch/settings.yaml", "/copilot importer": "/c/launch/settings#file",
		"/copilot faits ajouter": "/c/launch/settings#facts", "/copilot réglages": "/c/launch/settings", "/Copilot\tvoice": "/c/launch/settings#how",
	} {
		if got := lea.post("/c/launch", url.Values{"text": {typed}}); got.Header.Get("Location") != to {
			t.Errorf("%s: %d, to %q, want %q", typed, got.Status, got.Header.Get("Location"), to)
		}
	}
	lea.post("/c/launch", url.Values{"text": {"/copilot faits ajouter La <b>Halo 2</b> pèse 98 g source: labo"}})
	lea.post("/c/launch", url.Values{"text": {"/copilot faits"}})
	for _, want := range []string{"Gardé :", "1 fait de ce canal :", "La &lt;b&gt;Halo 2&lt;/b&gt; pèse 98 g · source : labo"} {
		if page := read(lea.get("/c/launch").Body); !strings.Contains(page, want) {
			t.Errorf("Léa is not told %q", want)
		}
	}
	if page := s.as("marc", "fr").get("/c/launch").Body; strings.Contains(page, "Gardé") {
		t.Error("others are told too")
	}
	if got := lea.post("/c/launch", url.Values{"text": {"/copilot faits retirer"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(read(got.Body), "Quel fait") {
		t.Errorf("%d %s", got.Status, read(got.Body))
	}
	got := lea.post("/c/launch", url.Values{"text": {"/copilot fiats"}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(read(got.Body), "Vouliez-vous dire /copilot fai") {
		t.Errorf("%d %s", got.Status, read(got.Body))
	}
}

// TestAudiencesAreCompleted with those of the channel that the page shows.
func TestAudiencesAreCompleted(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	lea := s.as("lea", "en")
	lea.post("/c/launch/settings", url.Values{"audiences": {"riders: city riders\nnight shift: work at night"}})
	for _, want := range []string{`"value":"riders","label":"riders","detail":"city riders"`, `"value":"\"night shift\""`} {
		if got := lea.get("/commands?channel=launch").Body; !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if got := lea.get("/commands?channel=support").Body; strings.Contains(got, "riders") {
		t.Error("another channel's audience is offered")
	}
}

// TestOptionsInTheReadersLanguage names options as the examples beside them do.
func TestOptionsInTheReadersLanguage(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	for lang, want := range map[string]string{"en": "network:", "fr": "réseau:"} {
		who := s.as("lea", lang)
		if page := who.get("/c/launch").Body; !strings.Contains(page, "<code>"+want+"</code>") {
			t.Errorf("%s: the panel does not name %s", lang, want)
		}
		if got := who.get("/commands").Body; !strings.Contains(got, `"value":"`+want+`"`) {
			t.Errorf("%s: %s", lang, got)
		}
		if filter := who.get("/review").Body; strings.Contains(filter, `<option value="copilot"`) {
			t.Errorf("%s: drafts are filtered by a command that makes none", lang)
		}
	}
}

// TestSeveralSignatures: a manager says how many have to sign, nobody else does, and what is
// no such number is refused.
func TestSeveralSignatures(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	kept := func() int {
		t.Helper()
		p, err := s.core.Profile(t.Context(), channels[0].place(""))
		if err != nil {
			t.Fatal(err)
		}
		return p.Signatures
	}
	for _, c := range []struct {
		who, typed   string
		status, want int
	}{
		{"lea", "3", http.StatusSeeOther, 0},
		{"marc", "2", http.StatusSeeOther, 2},
		{"marc", "11", http.StatusUnprocessableEntity, 2},
		{"marc", "two", http.StatusUnprocessableEntity, 2},
		{"marc", "1", http.StatusSeeOther, 0},
	} {
		got := s.as(c.who, "en").post("/c/launch/settings", url.Values{"approver": {"marc", "ana"}, "signatures": {c.typed}, "wait_days": {c.typed}})
		if got.Status != c.status || kept() != c.want { // of both fields the bounds differ, and one refuses all
			t.Errorf("%s typed %q: %d, kept %d", c.who, c.typed, got.Status, kept())
		}
	}
}

// TestDelegateTyped: an approver names who signs for them in the composer.
func TestDelegateTyped(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	at := channels[0].place("")
	if err := s.core.SetProfile(t.Context(), at, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc"}}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		who, typed string
		want       int
	}{
		{"lea", "/copilot delegate @sam until 2 weeks", 0},
		{"marc", "/copilot delegate @nobody until 2 weeks", 0},
		{"marc", "/copilot delegate @Sam until 2 weeks", 1},
		{"marc", "/copilot délégation arrêt", 0},
	} {
		s.as(c.who, "en").post("/c/launch", url.Values{"text": {c.typed}})
		p, err := s.core.Profile(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Delegations) != c.want || c.want > 0 && p.Delegations[0].To.ID != "sam" {
			t.Errorf("%s typed %q: %+v", c.who, c.typed, p.Delegations)
		}
	}
}

// TestRetainTyped: whoever may change the settings says for how long things are kept.
func TestRetainTyped(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	for _, c := range []struct {
		typed        string
		status, want int
	}{
		{"90", http.StatusSeeOther, 90}, {"3651", http.StatusUnprocessableEntity, 90}, {"ever", http.StatusUnprocessableEntity, 90}, {"", http.StatusSeeOther, 0},
	} {
		got := s.as("lea", "fr").post("/c/launch/settings", url.Values{"retain": {c.typed}})
		p, err := s.core.Profile(t.Context(), channels[0].place(""))
		if err != nil || got.Status != c.status || p.Retain != c.want {
			t.Errorf("%q: %d, kept %d, %v", c.typed, got.Status, p.Retain, err)
		}
	}
}
