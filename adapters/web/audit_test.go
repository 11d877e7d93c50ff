package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestAuditPage reads the record as one of the people would: newest first, filtered, page
// after page.
func TestAuditPage(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	lea, marc := s.as("lea", "en"), s.as("marc", "en")
	for range defaultPage {
		lea.post("/d/"+d.ID+"/approve", clickOn(d, "variant", "2"))
	}
	marc.post("/d/"+d.ID+"/approve", clickOn(d, "variant", "2"))

	page := lea.get("/audit")
	said := read(page.Body)
	for _, want := range []string{"The record is unbroken", "Marc Olivier signed off", "Léa Martin was refused “Approve”", "version 2", "52 entries, unbroken"} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q: %s", want, said)
		}
	}
	if strings.Index(said, "signed off") > strings.Index(said, "was refused") {
		t.Error("the newest is not first")
	}
	if strings.Contains(said, "drafted · ") || !strings.Contains(page.Body, "before=3") {
		t.Errorf("there is no second page: %s", said)
	}
	older := read(lea.get("/audit?before=3").Body)
	if !strings.Contains(older, "Léa Martin asked for") || strings.Contains(older, "signed off · ") || !strings.Contains(older, "Newest") {
		t.Errorf("the second page: %s", older)
	}
	for query, want := range map[string]int{"person=marc": 1, "act=approve": 1, "act=drafted": 1, "channel=comments": 0, "person=marc&act=refused": 0, "act=nonsense": defaultPage, "before=x": defaultPage} {
		if got := strings.Count(lea.get("/audit?"+query).Body, `class="entry`); got != want {
			t.Errorf("audit?%s lists %d, want %d", query, got, want)
		}
	}
	if got := lea.post("/audit", url.Values{}); got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/audit" {
		t.Errorf("verify now: %d", got.Status)
	}
}

const defaultPage = 50

// What is private is on nobody else's page.
func TestAuditPageKeepsWhatIsPrivate(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	r := copilot.Request{ID: "p", Command: "draft", Text: "Halo 2 is out", Private: true, Place: channels[0].place(""), Person: members[0].person("en"), Options: map[string]string{}}
	if err := s.core.Accept(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	s.until("the draft is there", func() bool {
		drafts, err := s.store.Drafts(t.Context(), copilot.Filter{Tenant: Tenant()})
		return err == nil && len(drafts) == 1
	})
	for who, want := range map[string]int{"lea": 1, "marc": 0} {
		if got := strings.Count(s.as(who, "en").get("/audit").Body, `class="entry`); got != want {
			t.Errorf("%s sees %d entries, want %d", who, got, want)
		}
	}
}

// broken is a core whose record somebody was at.
type broken struct{ Core }

func (broken) Verify(_ context.Context, t copilot.Tenant) (copilot.Verification, error) {
	return copilot.Verification{
		Tenant: t, Head: copilot.Head{Entries: 7, Link: "l"}, Unchained: 2, Drafts: []string{"old"},
		Breaches: []copilot.Breach{{Kind: copilot.BreachChanged, Position: 3, Draft: "d<b>", Number: 2}, {Kind: copilot.BreachHead}}, Broken: 102,
	}, nil
}

func TestAuditPageSaysWhatIsBroken(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	s.server.core = broken{s.core}
	for lang, want := range map[string][]string{
		"en": {"The record is broken", "102 breaches (entries verified: 7)", "position 3, draft d&lt;b&gt;, entry 2: the entry is not what was written", "and 100 more", "2 entries are not linked", "No BOT_SECRET_KEY"},
		"fr": {"Le registre est rompu", "102 ruptures", "position 3, brouillon d&lt;b&gt;, entrée 2", "et 100 autres", "2 entrées ne sont pas enchaînées", "Pas de BOT_SECRET_KEY"},
	} {
		body := s.as("lea", lang).get("/audit").Body
		if strings.Contains(body, "d<b>") {
			t.Error("an id is markup")
		}
		said := strings.ReplaceAll(read(body), "\u00a0", " ")
		for _, words := range want {
			if !strings.Contains(said, words) {
				t.Errorf("in %s the page does not say %q: %s", lang, words, said)
			}
		}
	}
}

// TestReceipt downloads the receipt of a signed draft: the exact text and its digest, and
// nothing that runs or calls anybody.
func TestReceipt(t *testing.T) {
	const hostile = "=== fact\nHalo 2 <script>alert(1)</script> is out on 14 April.\n=== hashtags\n#Halo2\n"
	s := newStage(t, &scripted{answer: hostile})
	d := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	path := "/d/" + d.ID + "/receipt"
	marc := s.as("marc", "fr")
	if got := marc.get(path); got.Status != http.StatusUnprocessableEntity && got.Status != http.StatusBadRequest || !strings.Contains(read(got.Body), "Personne n’a validé") {
		t.Errorf("unsigned: %d %s", got.Status, read(got.Body))
	}
	if got := marc.get("/d/nothing/receipt"); got.Status != http.StatusNotFound {
		t.Errorf("of no draft: %d", got.Status)
	}
	marc.post("/d/"+d.ID+"/approve", clickOn(d, "variant", "1"))
	if !strings.Contains(marc.get("/d/"+d.ID).Body, `href="`+path+`"`) {
		t.Error("the draft's page does not lead to the receipt")
	}
	got := marc.get(path)
	if got.Status != http.StatusOK || got.Header.Get("Content-Disposition") != fmt.Sprintf(`attachment; filename="recu-%s.html"`, d.ID) {
		t.Fatalf("receipt: %d %q", got.Status, got.Header.Get("Content-Disposition"))
	}
	e, err := s.store.Entry(t.Context(), d.Ref(), 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		d.Latest().Variants[0].Digest, d.Latest().Digest, "Marc Olivier", " UTC", "nommément", "BROUILLON · validé par Marc Olivier",
		"&lt;script&gt;alert(1)&lt;/script&gt;", "#Halo2", fmt.Sprintf("%d:%s", e.Position, e.Link),
	} {
		if !strings.Contains(got.Body, want) {
			t.Errorf("the receipt does not say %q: %s", want, got.Body)
		}
	}
	for _, never := range []string{"<script", "<img", "<link", "src=", "http:", "https:", "@import", "url("} {
		if strings.Contains(got.Body, never) {
			t.Errorf("the receipt has %q", never)
		}
	}
}

// unfinding finds no entry in as many as are looked through at once, and more stand before.
type unfinding struct{ Core }

func (unfinding) Entries(context.Context, copilot.EntryFilter) ([]copilot.ListedEntry, int, error) {
	return nil, 77, nil
}

// A search that has not come to the end of the record does not say that nothing is there.
func TestSearchOfTheRecordGoesOn(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	s.server.core = unfinding{s.core}
	for lang, want := range map[string]string{"en": "“Older” goes on looking", "fr": "« Plus anciennes » poursuit la recherche"} {
		page := s.as("lea", lang).get("/audit?person=marc").Body
		if said := read(page); !strings.Contains(said, want) || strings.Contains(said, "Nothing on record") || !strings.Contains(page, "before=77") {
			t.Errorf("%s: %s", lang, said)
		}
	}
}

// TestReceiptNamesAllWhoSigned, at its head: where two had to sign, the last did not alone.
func TestReceiptNamesAllWhoSigned(t *testing.T) {
	v := receiptView{Receipt: copilot.Receipt{
		Before:   []copilot.Signed{{Decision: copilot.Decision{Person: copilot.Person{Name: "Ana"}}}},
		Decision: copilot.Decision{Person: copilot.Person{Name: "Bea"}},
	}}
	if got := v.Signers(); got != "Ana, Bea" {
		t.Errorf("it names %q", got)
	}
}
