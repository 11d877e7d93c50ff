package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestSigningOffWithoutScript is the main job with nothing but forms.
func TestSigningOffWithoutScript(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	lea, marc := s.as("lea", "en"), s.as("marc", "fr")

	page := lea.get("/d/" + d.ID + "/approve?" + clickOn(d).Encode())
	if page.Status != http.StatusOK || !strings.Contains(page.Body, `name="digest" value="`+d.Latest().Digest) {
		t.Fatalf("the form of approve does not name the text: %d", page.Status)
	}
	refused := lea.post("/d/"+d.ID+"/approve", clickOn(d, "variant", "2"))
	if refused.Status != http.StatusForbidden || !strings.Contains(read(refused.Body), "You are not an approver of this channel") {
		t.Errorf("a writer approves: %d %s", refused.Status, read(refused.Body))
	}
	if !strings.Contains(refused.Body, `value="2" id="f-variant-2" checked`) {
		t.Error("the choice is lost after the refusal")
	}
	if got := marc.post("/d/"+d.ID+"/approve", clickOn(d, "variant", "2")); got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/c/launch" {
		t.Fatalf("the manager approves: %d %s", got.Status, read(got.Body))
	}
	again := marc.post("/d/"+d.ID+"/approve", clickOn(d, "variant", "1"))
	if again.Status != http.StatusForbidden && again.Status != http.StatusConflict || !strings.Contains(read(again.Body), "Marc Olivier") {
		t.Errorf("the second click is not told who decided: %d %s", again.Status, read(again.Body))
	}
	shown := read(s.as("sam", "en").get("/c/launch").Body)
	for _, want := range []string{"DRAFT · signed off by Marc Olivier", "Signed off by Marc Olivier", "version 2 of revision 1"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	trail := read(s.as("sam", "en").get("/d/" + d.ID).Body)
	for _, want := range []string{"Léa Martin was refused “Approve”", "Marc Olivier signed off · version 2"} {
		if !strings.Contains(trail, want) {
			t.Errorf("the record does not say %q: %s", want, trail)
		}
	}
}

// TestOneVersionIsShownBeforeItIsSigned, whole as it is signed, with what there is to
// check; and where there is something, no single click signs.
func TestOneVersionIsShownBeforeItIsSigned(t *testing.T) {
	s := newStage(t, &scripted{answer: "=== fact\nHalo 2 is out on 14 April.\n=== hashtags\n#Halo2 #Ride\n"})
	sound := s.draft("launch", "/draft network:linkedin variants:1 Halo 2 is out on 14 April, we ride")
	doubtful := s.draft("launch", "/draft network:linkedin variants:1 Halo 2 is out, we ride")
	marc := s.as("marc", "en")
	for _, d := range []copilot.Draft{sound, doubtful} {
		page := marc.get("/d/" + d.ID + "/approve?" + clickOn(d).Encode())
		label := copilot.Label("en")
		if got := read(page.Body); !strings.Contains(got, label+" Halo 2 is out on 14 April. #Halo2 #Ride ") || strings.Count(got, label) != 2 {
			t.Errorf("the page to approve says\n%s", got)
		}
		asks := strings.Contains(marc.get("/d/"+d.ID).Body, `href="/d/`+d.ID+`/approve`)
		if asks != (len(d.Latest().Findings) > 0) {
			t.Errorf("%d findings, asked once more: %v", len(d.Latest().Findings), asks)
		}
	}
	if len(sound.Latest().Findings) > 0 || len(doubtful.Latest().Findings) == 0 {
		t.Errorf("%+v, %+v", sound.Latest().Findings, doubtful.Latest().Findings)
	}
}

// TestADigestIsNotToBeGuessed holds that a click names the text it was made on.
func TestADigestIsNotToBeGuessed(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft Halo 2 is out on 14 April")
	form := clickOn(d, "variant", "1", "digest", strings.Repeat("0", 64))
	if got := s.as("marc", "en").post("/d/"+d.ID+"/approve", form); got.Status != http.StatusConflict {
		t.Errorf("a wrong digest: %d %s", got.Status, read(got.Body))
	}
}

func TestEditing(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	lea := s.as("lea", "en")
	empty := lea.post("/d/"+d.ID+"/edit", clickOn(d, "text.1", "My own words, kept.", "text.2", " ", "hashtags", "#Halo2"))
	if empty.Status != http.StatusUnprocessableEntity || !strings.Contains(empty.Body, "My own words, kept.</textarea>") {
		t.Errorf("an empty text: %d, or what was typed is lost", empty.Status)
	}
	got := lea.post("/d/"+d.ID+"/edit", clickOn(d, "text.1", "One.\r\n\r\nTwo.", "text.2", "Three.", "hashtags", "#Halo2, #Ride"))
	if got.Status != http.StatusSeeOther {
		t.Fatalf("edit: %d %s", got.Status, read(got.Body))
	}
	page := lea.get("/d/" + d.ID).Body
	for _, want := range []string{"One.\n\nTwo.", "#Ride", "<ins>", "<del>", "Edited by hand", "revision 2"} {
		if !strings.Contains(page, want) {
			t.Errorf("the draft's page does not show %q", want)
		}
	}
	if stale := lea.post("/d/"+d.ID+"/edit", clickOn(d, "text.1", "Too late.", "text.2", "x", "hashtags", "")); stale.Status != http.StatusConflict {
		t.Errorf("an edit of an old revision: %d", stale.Status)
	}
	if card := read(lea.get("/c/launch").Body); strings.Count(card, "Draft for LinkedIn") != 1 {
		t.Error("the edit has a card of its own")
	}
}

func TestFollowingUp(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	if got := s.as("sam", "en").post("/d/"+d.ID+"/follow_up", clickOn(d, "text", "for X instead")); got.Status != http.StatusSeeOther {
		t.Fatalf("follow up: %d %s", got.Status, read(got.Body))
	}
	s.until("there is a second revision", func() bool {
		kept, err := s.core.Draft(t.Context(), d.Ref())
		return err == nil && len(kept.Revisions) == 2
	})
	s.until("its card is shown", func() bool {
		return strings.Contains(read(s.as("lea", "en").get("/c/launch").Body), "Draft for X · revision 2")
	})
	page := read(s.as("lea", "en").get("/c/launch").Body)
	if !strings.Contains(page, "Sam Okafor followed up") || !strings.Contains(page, "Superseded by revision 2") {
		t.Error("the conversation does not tell what happened")
	}
}

// TestRefusalsKeepTheText holds that nobody types anything twice.
func TestRefusalsKeepTheText(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	for _, c := range []struct{ lang, typed, want string }{
		{"en", "/draft netwrok:linkedin our new light", "Did you mean network?"},
		{"fr", "/draft réseau:linkedni notre lampe", "linkedin"},
		{"en", "/darft our new light", "Did you mean /draft?"},
		{"en", "/draft", "Say what it should be about"},
		{"en", "   ", "Write something first."},
	} {
		b := s.as("lea", c.lang)
		for _, path := range []string{"/c/launch", "/c/launch/t/launch-005"} {
			got := b.post(path, url.Values{"text": {c.typed}})
			if got.Status != http.StatusUnprocessableEntity || !strings.Contains(read(got.Body), c.want) {
				t.Errorf("%q: %d, without %q", c.typed, got.Status, c.want)
			}
			if !strings.Contains(got.Body, c.typed+"</textarea>") {
				t.Errorf("%q is lost", c.typed)
			}
		}
		var a answer
		if got := b.script().post("/c/launch", url.Values{"text": {c.typed}}); json.Unmarshal([]byte(got.Body), &a) != nil || a.OK || !strings.Contains(a.Sentence, c.want) {
			t.Errorf("the script is told %+v", a)
		}
	}
}

// TestOneAnswerToOneForm holds that a form sent twice is one request (P5).
func TestOneAnswerToOneForm(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	form := url.Values{"text": {"/draft Halo 2 is out"}, "request": {newForm()}}
	for range 3 {
		if got := s.as("lea", "en").post("/c/launch", form); got.Status != http.StatusSeeOther {
			t.Fatal(got.Status)
		}
	}
	s.settle()
	all, err := s.core.Drafts(t.Context(), copilot.Filter{Tenant: Tenant()})
	if err != nil || len(all) != 1 {
		t.Errorf("%d drafts, %v", len(all), err)
	}
	if n := strings.Count(s.as("lea", "en").get("/c/launch").Body, `class="card`); n != 1 {
		t.Errorf("%d cards", n)
	}
	// A browser may bring the form back as it was: other words are another request.
	form.Set("text", "/draft Something else is out")
	if got := s.as("lea", "en").post("/c/launch", form); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	s.settle()
	if all, err = s.core.Drafts(t.Context(), copilot.Filter{Tenant: Tenant()}); err != nil || len(all) != 2 {
		t.Errorf("%d drafts, %v", len(all), err)
	}
}

// TestFormsLeadNowhereElse holds that a form's way back stays in the workbench.
func TestFormsLeadNowhereElse(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft Halo 2 is out")
	form := clickOn(d, "back", "https://evil.example/", "reason", "no")
	if page := s.as("marc", "en").get("/d/" + d.ID + "/reject?" + form.Encode()); strings.Contains(page.Body, `"https://evil.example`) {
		t.Error("the form leads elsewhere")
	}
	if got := s.as("marc", "en").post("/d/"+d.ID+"/reject", form); got.Header.Get("Location") != "/" {
		t.Errorf("%d to %s", got.Status, got.Header.Get("Location"))
	}
}

func TestReview(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	launch := s.draft("launch", "/draft variants:2 Halo 2 is out")
	comments := s.draft("comments", "/hashtags the new bike light Halo 2")
	if got := s.as("marc", "en").post("/d/"+launch.ID+"/reject", clickOn(launch, "reason", "not now")); got.Status != http.StatusSeeOther {
		t.Fatalf("reject: %d %s", got.Status, read(got.Body))
	}
	for query, want := range map[string][2]bool{ // launch's, comments'
		"": {false, true}, "?state=": {true, true}, "?state=rejected": {true, false}, "?state=&channel=comments": {false, true},
		"?state=&command=draft": {true, false}, "?state=approved": {false, false}, "?state=&channel=nowhere": {true, true},
	} {
		body := s.as("sam", "en").get("/review" + query).Body
		if got := [2]bool{strings.Contains(body, "/d/"+launch.ID), strings.Contains(body, "/d/"+comments.ID)}; got != want {
			t.Errorf("review%s lists %v, want %v", query, got, want)
		}
	}
}

func TestAChannelWithoutApprovers(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("comments", "/draft variants:1 La Halo 2 sort")
	page := s.as("marc", "fr").get("/c/comments").Body
	if !strings.Contains(page, `href="/c/comments/settings#approvers"`) || strings.Contains(page, "/d/"+d.ID+"/approve") {
		t.Error("the card does not say how to change that nobody may sign off")
	}
	settings := url.Values{"approver": {"marc"}, "network": {"facebook"}, "first": {"instagram"}, "hashtags": {"Loupiote pas#bon"}}
	if got := s.as("lea", "en").post("/c/comments/settings", settings); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	p, err := s.core.Profile(t.Context(), d.Place)
	if err != nil || len(p.Approvers) != 0 {
		t.Errorf("a writer made %v approvers, %v", p.Approvers, err)
	}
	if got := s.as("marc", "en").post("/c/comments/settings", settings); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	if p, err = s.core.Profile(t.Context(), d.Place); err != nil || len(p.Approvers) != 1 || p.Approvers[0].ID != "marc" {
		t.Errorf("approvers %v, %v", p.Approvers, err)
	}
	if strings.Join(p.Networks, " ") != "instagram facebook" || strings.Join(p.Hashtags, " ") != "#Loupiote" {
		t.Errorf("networks %v, hashtags %v", p.Networks, p.Hashtags)
	}
	if got := s.as("marc", "en").post("/d/"+d.ID+"/approve", clickOn(d)); got.Status != http.StatusSeeOther {
		t.Errorf("approve: %d %s", got.Status, read(got.Body))
	}
}

func TestFacts(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b := s.as("lea", "en")
	b.post("/c/launch/settings", url.Values{"fact": {"Halo 2 weighs 98 g"}, "source": {"lab report"}})
	facts, err := s.core.Facts(t.Context(), channels[0].place(""))
	if err != nil || len(facts) != 1 || facts[0].Text != "Halo 2 weighs 98 g" || facts[0].By.Name != "Léa Martin" {
		t.Fatalf("facts %+v, %v", facts, err)
	}
	if page := read(b.get("/c/launch/settings").Body); !strings.Contains(page, "Halo 2 weighs 98 g lab report") {
		t.Error("the fact is not shown")
	}
	b.post("/c/launch/settings", url.Values{"drop": {facts[0].ID}})
	if facts, err = s.core.Facts(t.Context(), channels[0].place("")); err != nil || len(facts) != 0 {
		t.Errorf("facts %+v, %v", facts, err)
	}
}

// TestAFailureCanBeTriedAgain holds that a request ends in an answer or in a
// visible failure with a way on (P4).
func TestAFailureCanBeTriedAgain(t *testing.T) {
	w := &scripted{answer: plainAnswer}
	w.fail(&copilot.WriterError{Kind: copilot.WriterForbidden})
	s := newStage(t, w)
	if got := s.as("lea", "en").post("/c/launch/t/launch-005", url.Values{"text": {"/draft Halo 2 is out"}}); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	page := ""
	s.until("the failure is shown", func() bool {
		page = s.as("lea", "en").get("/c/launch/t/launch-005").Body
		return strings.Contains(page, "/retry")
	})
	if !strings.Contains(read(page), "refuses our key") {
		t.Error("the failure does not say why")
	}
	retry := page[strings.Index(page, `action="/c/launch/m/`)+len(`action="`):]
	retry = retry[:strings.Index(retry, `"`)]
	w.fail(nil)
	s.until("the request can be revived", func() bool { // it is parked just after it is shown
		return s.as("lea", "en").post(retry, nil).Status == http.StatusSeeOther
	})
	s.until("there is an answer in its place", func() bool {
		now := s.as("lea", "en").get("/c/launch/t/launch-005").Body
		return strings.Contains(now, "Draft for LinkedIn") && !strings.Contains(now, "/retry")
	})
}

func TestCountsAreTheNetworks(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft network:x Halo 2 is out")
	got := s.as("lea", "en").post("/d/"+d.ID+"/count", url.Values{"text": {"Hé 👍🏽 https://example.com/a/very/long/address/indeed"}, "hashtags": {"#a, #b"}})
	var c counted
	if err := json.Unmarshal([]byte(got.Body), &c); err != nil {
		t.Fatal(err)
	}
	if want := (counted{Count: 2 + 1 + 2 + 1 + 23 + 1 + 5, Limit: 280}); c != want { // a link counts 23, an emoji 2
		t.Errorf("count %+v, want %+v", c, want)
	}
	over := s.as("lea", "en").post("/d/"+d.ID+"/count", url.Values{"text": {strings.Repeat("a", 281)}})
	if !strings.Contains(over.Body, `"over":true`) {
		t.Error(over.Body)
	}
}

// What is counted while a text is edited is what is counted of it once it is saved.
func TestTheCountOfAnEditIsThatOfItsCard(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	for _, id := range []string{"x", "linkedin", "bluesky", "mastodon", "instagram", "newsletter"} {
		for _, c := range []struct{ words, tags string }{
			{"Halo 2 is out on 14 April", ""},
			{"Halo 2 is out on 14 April", "#Halo2 #Kiel"},
			{"Halo 2 is out\r\n\r\non 14 April  \r\n", "Halo2, #kiel"},
			{"#Halo2 is out on 14 April: https://example.com/a/very/long/address", "#halo2 #Kiel"},
			{"Halo 2 is out on 14 April", "#Ete #Été #ete"},
			{"Halo 2 is out on 14 April", "#12 #a-b # ... #Kiel"},
			{"Halo 2 is out on 14 April", "#Kiel #a #b #c #d #e #f #g #h #i #j #k #l #m #n #o #p #q #r #s #t #u #v #w #x #y #z #aa #bb #cc #dd #ee #ff #gg #hh"},
		} {
			d := s.draft("launch", "/draft variants:1 network:"+id+" Halo 2 is out on 14 April")
			sent := url.Values{"text": {c.words}, "hashtags": {c.tags}}
			var live counted
			must(t, json.Unmarshal([]byte(s.as("lea", "en").post("/d/"+d.ID+"/count", sent).Body), &live))
			saved := s.as("lea", "en").post("/d/"+d.ID+"/edit", clickOn(d, "text.1", c.words, "hashtags", c.tags))
			if saved.Status != http.StatusSeeOther {
				t.Fatalf("%s: %d %s", id, saved.Status, read(saved.Body))
			}
			card, err := s.core.Card(t.Context(), d.Ref(), 2, "en")
			must(t, err)
			if b := variant(card, "1"); b.Count != live.Count || b.Limit != live.Limit {
				t.Errorf("%s: %q with %q counts %d of %d, saved %d of %d: %q", id, c.words, c.tags, live.Count, live.Limit, b.Count, b.Limit, b.Copy)
			}
		}
	}
}

// TestSettingsCommand holds that /copilot, which drafts nothing, leads to the
// channel's settings, with and without script.
func TestSettingsCommand(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	lea := s.as("lea", "en")
	if got := lea.post("/c/launch", url.Values{"text": {"/copilot approvers"}}); got.Header.Get("Location") != "/c/launch/settings" {
		t.Errorf("without script: %d, to %q", got.Status, got.Header.Get("Location"))
	}
	if got := lea.script().post("/c/launch", url.Values{"text": {"/copilot"}}); !strings.Contains(got.Body, `"go":"/c/launch/settings"`) {
		t.Errorf("with script: %s", got.Body)
	}
	if all, err := s.core.Drafts(t.Context(), copilot.Filter{Tenant: Tenant()}); err != nil || len(all) != 0 {
		t.Errorf("%d drafts, %v", len(all), err)
	}
}
