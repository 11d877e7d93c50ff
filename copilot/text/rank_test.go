package text_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestRankPutsTheCentreFirst(t *testing.T) {
	for lang, sentences := range map[string][]string{
		"en": {
			"I had a sandwich for lunch and it was fine.",
			"The launch of the mobile app is planned for Thursday, after the security review.",
			"The security review of the app ends on Wednesday.",
			"If the review fails, the launch moves to next week.",
			"Ok.",
			"The launch review.",
			"",
		},
		"fr": {
			"J'ai mangé un sandwich ce midi, il était très bon.",
			"Le lancement de l'application mobile est prévu jeudi, après la revue de sécurité.",
			"La revue de sécurité de l'application finit mercredi.",
			"Si la revue échoue, le lancement passe à la semaine prochaine.",
			"D'accord.",
			"La revue de sécurité.",
			"",
		},
	} {
		scores := text.Rank(sentences, lang)
		for i, s := range scores {
			if i != 1 && s >= scores[1] {
				t.Errorf("%s: %q scores %.2f, %q only %.2f", lang, sentences[i], s, sentences[1], scores[1])
			}
		}
		if scores[1] != 1 || scores[0] > 0.1 || scores[4] != 0 || scores[6] != 0 {
			t.Errorf("%s: scores are %.2f", lang, scores)
		}
	}
}

func TestRankOfLittle(t *testing.T) {
	for _, sentences := range [][]string{nil, {}, {""}, {"One single sentence."}, {"Alpha.", "Beta."}} {
		if diff := cmp.Diff(make([]float64, len(sentences)), text.Rank(sentences, "en")); diff != "" {
			t.Errorf("Rank(%q): %s", sentences, diff)
		}
	}
}

func TestRankIsSteadyAndBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sentences := rapid.SliceOf(shreds()).Draw(t, "sentences")
		lang := rapid.SampledFrom([]string{"en", "fr", ""}).Draw(t, "lang")
		scores := text.Rank(sentences, lang)
		if len(scores) != len(sentences) {
			t.Fatalf("%d scores for %d sentences", len(scores), len(sentences))
		}
		for _, s := range scores {
			if math.IsNaN(s) || s < 0 || s > 1 {
				t.Fatalf("scores out of range: %v", scores)
			}
		}
		if diff := cmp.Diff(scores, text.Rank(sentences, lang)); diff != "" {
			t.Fatalf("another run scores otherwise: %s", diff)
		}
	})
}

func BenchmarkRank(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		sentences := make([]string, n)
		for i := range sentences {
			sentences[i] = fmt.Sprintf("The team of shop %d moved the launch of product %d to week %d, says l'équipe.", i%97, i%1009, i%13)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				text.Rank(sentences, "en")
			}
		})
	}
}
