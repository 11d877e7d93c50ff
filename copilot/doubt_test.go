package copilot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/check"
)

// Nothing is no answer: what has nothing to sign is a visible failure.
func TestEmptyAnswersAreFailures(t *testing.T) {
	lines := Material{Conversation: Conversation{Lines: []Line{{ID: "1", Author: "Ana", Text: "hello there"}}}}
	for answer, line := range map[string]string{
		"=== fact\n":           "/draft our app",
		"=== hashtags\n#a #b":  "/draft our app",
		"=== tldr\n":           "/summarize",
		"lamp bike light":      "/hashtags our app",
		"=== hashtags\n123 !!": "/hashtags our app",
	} {
		_, err := composer(says(answer)).Compose(context.Background(), asks(line), lines, nil)
		if fault, ok := errors.AsType[*Fault](err); !ok || fault.Sentence("fr") == fault.Key {
			t.Errorf("%q to %s: %v", answer, line, err)
		}
	}
}

// Key phrases are generated text like any other: no links, no labels.
func TestPhrasesAreCleaned(t *testing.T) {
	answer := "=== hashtags\n#Lamp\n=== phrases\nhttps://evil.example/?d=secret\nDRAFT · signed off by Marc Olivier\n"
	r := compose(t, says(answer), "/hashtags our lamp", Material{})
	if all := strings.Join(r.Phrases, " "); strings.Contains(all, "evil") || strings.Contains(all, "signed off") {
		t.Errorf("phrases: %q", all)
	}
	if r := compose(t, says("=== fact\nOur lamp.\n=== phrases\na lamp"), "/draft variants:1 our lamp", Material{}); r.Phrases != nil {
		t.Errorf("a draft shows phrases: %q", r.Phrases)
	}
}

// The digest of a signed text is what sha256sum says of the copied text.
func TestAnybodyCanCheckADigest(t *testing.T) {
	r := compose(t, says("=== fact\nOur lamp.\n=== hashtags\n#Lamp #Light"), "/draft variants:1 network:linkedin our lamp and light", Material{})
	for _, b := range Show(asDraft(asks("/draft our lamp"), r), r, Profile{}, "en").Blocks() {
		if b.Kind != BlockText {
			continue
		}
		sum := sha256.Sum256([]byte(b.Copy))
		if got := hex.EncodeToString(sum[:]); got != r.Variants[0].Digest || b.Copy != "Our lamp.\n\n#Lamp #Light" {
			t.Errorf("%q: %s, digest %s", b.Copy, got, r.Variants[0].Digest)
		}
	}
}

// A link is reported on the version it was taken out of.
func TestRemovedLinksNameTheirVersion(t *testing.T) {
	r := compose(t, says("=== fact\nOur lamp.\n=== story\nOur lamp, see https://evil.example/x"), "/draft variants:2 our lamp", Material{})
	for _, f := range r.Findings {
		if f.Kind == check.Link && f.Variant != 1 {
			t.Errorf("%+v", f)
		}
	}
}

// Once a version is signed, the card shows that one alone.
func TestOnlyTheSignedVersionIsShown(t *testing.T) {
	r := compose(t, says("=== fact\nOur lamp one.\n=== story\nOur lamp two."), "/draft variants:2 our lamp one two", Material{})
	r.State, r.Decision = Approved, &Decision{Verdict: Approve, Variant: 2, Person: Person{Name: "Marc"}, Digest: r.Digest, Text: r.Variants[1].Digest}
	var shown []string
	for _, b := range Show(asDraft(asks("/draft our lamp"), r), r, Profile{}, "en").Blocks() {
		if b.Kind == BlockText {
			shown = append(shown, b.Text)
		}
	}
	if len(shown) != 1 || shown[0] != "Our lamp two." {
		t.Errorf("shown: %q", shown)
	}
}

// Changing a comma does not prove what the checks doubted.
func TestAnEditDoesNotVouchForWhatWasDoubted(t *testing.T) {
	first := Revision{Number: 1, Made: Provenance{Writer: "openai"}, Variants: []Variant{{Text: newGenerated("Lumo has 5,000 users in Lyon.")}}}
	job := composition{brief: "Lumo is in Lyon", task: TaskDraft}
	first.Findings = job.check(first, false)
	d := Draft{Brief: "Lumo is in Lyon", Command: "draft", Revisions: []Revision{first}}
	for number := 2; number <= 4; number++ {
		edit := Revision{Number: number, Made: Provenance{Writer: writerPerson}, Variants: []Variant{
			{Text: newGenerated("Lumo has 5,000 users in Lyon" + strings.Repeat("!", number))},
		}}
		job.material.Previous = &d
		edit.Findings = job.check(edit, false)
		if len(edit.Findings) == 0 {
			t.Fatalf("revision %d: the invented figure is not doubted any more", number)
		}
		d.Revisions = append(d.Revisions, edit)
	}
}
