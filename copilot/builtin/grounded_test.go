package builtin

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

var (
	mentions = regexp.MustCompile(`\[m\d+\]`)
	figures  = regexp.MustCompile(`\d+`)
	capitals = regexp.MustCompile(`\p{Lu}[\pL’'-]*`)
)

// ungrounded lists what in an answer stands neither in the prompt nor in a
// phrase of the catalogue: figures, capitalised words, links, words of hashtags.
func ungrounded(p copilot.Prompt, answer string) []string {
	material := p.Brief + "\n" + p.Audience + "\n" + p.Reason + "\n" + strings.Join(p.Profile.Hashtags, " ") + "\n" + strings.Join(p.Previous, "\n")
	for _, f := range p.Facts {
		material += "\n" + f.Text
	}
	for _, l := range p.Lines {
		material += "\n" + l.Author + ": " + l.Text
	}
	folded := text.Fold(typeset("", strings.ReplaceAll(material, "\u00a0", " ")))
	var missing []string
	seek := func(s string, known func(string) bool) {
		if !known(s) {
			missing = append(missing, s)
		}
	}
	joined := sync.OnceValue(func() string { return squeezed(folded) })
	inMaterial := func(s string) bool { return strings.Contains(folded, text.Fold(s)) }
	for _, part := range parts(answer) {
		if part.name == "hashtags" {
			for _, tag := range strings.Fields(part.body) {
				seek(tag, func(tag string) bool { return strings.Contains(joined(), squeezed(text.Fold(tag))) })
			}
			continue
		}
		body := mentions.ReplaceAllString(part.body, "")
		for _, n := range figures.FindAllString(body, -1) {
			seek(n, inMaterial)
		}
		for _, u := range text.URLs(body) {
			seek(u.Text, inMaterial)
		}
		for _, w := range capitals.FindAllString(body, -1) {
			seek(w, func(s string) bool { return inMaterial(s) || ownWords()[text.Fold(s)] })
		}
	}
	return missing
}

// squeezed is letters and digits only, as in a hashtag.
func squeezed(s string) string { return strings.Join(split(s), "") }

// ownWords are the words of the writer's own phrases.
var ownWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, lang := range []string{catalogue.English, catalogue.French} {
		for _, key := range catalogueKeys {
			for _, w := range split(catalogue.Say(lang, key, catalogue.Args{})) {
				words[text.Fold(w)] = true
			}
			for _, w := range capitals.FindAllString(catalogue.Say(lang, key, catalogue.Args{}), -1) {
				words[text.Fold(w)] = true
			}
		}
	}
	return words
})

// posted is what a realistic brief became on a network.
type posted struct {
	prompt copilot.Prompt
	answer copilot.Answer
}

var (
	posts     []posted // written once for all tests: that takes longer than to look at them
	postsOnce sync.Once
	briefed   = map[string][]posted{} // likewise, by language
)

// asBriefed is every realistic brief of a language on the network that it asks for.
func asBriefed(t *testing.T, lang string) []posted {
	if briefed[lang] == nil {
		for _, p := range briefs(t, lang) {
			briefed[lang] = append(briefed[lang], posted{p, answered(t, p)})
		}
	}
	return briefed[lang]
}

// apart is how far the networks lie apart on which a brief is tried.
const apart = 4

// everywhere calls f with every realistic brief: on every network with -whole, else on
// some, others for the next brief, so that each network has its share in every tone.
func everywhere(t *testing.T, f func(t *testing.T, p copilot.Prompt, answer copilot.Answer)) {
	postsOnce.Do(func() {
		tones := copilot.Tones()
		for _, lang := range []string{"en", "fr"} {
			for i, p := range briefs(t, lang) {
				p.Angles = allAngles
				for j, n := range network.All() {
					if (i+j)%apart != 0 && !sharedtest.Whole() {
						continue
					}
					p.Network, p.MaxTags, p.Tone = n, n.Hashtags.Max, tones[(i+j)/apart%len(tones)]
					posts = append(posts, posted{p, answered(t, p)})
				}
			}
		}
	})
	for _, p := range posts {
		f(t, p.prompt, p.answer)
	}
}

// TestEveryToneIsTried: what is tried of all there is has every tone on every network, in both
// languages.
func TestEveryToneIsTried(t *testing.T) {
	type kind struct{ language, network, tone string }
	tried := map[kind]int{}
	everywhere(t, func(_ *testing.T, p copilot.Prompt, _ copilot.Answer) {
		tried[kind{p.Language, p.Network.ID, p.Tone}]++
	})
	for _, lang := range []string{"en", "fr"} {
		for _, n := range network.All() {
			for _, tone := range copilot.Tones() {
				if k := (kind{lang, n.ID, tone}); tried[k] == 0 {
					t.Errorf("not tried: %+v", k)
				}
			}
		}
	}
}

func TestNothingIsInvented(t *testing.T) {
	everywhere(t, func(t *testing.T, p copilot.Prompt, answer copilot.Answer) {
		if missing := ungrounded(p, answer.Text); len(missing) > 0 {
			t.Errorf("%s, %s: not in the brief: %q\n%s\n%s", p.Network.ID, p.Tone, missing, p.Brief, answer.Text)
		}
	})
}

func TestEveryVariantFitsItsNetwork(t *testing.T) {
	everywhere(t, func(t *testing.T, p copilot.Prompt, answer copilot.Answer) {
		tags := sectionOf(answer.Text, "hashtags")
		for _, v := range parts(answer.Text) {
			if v.name != "hashtags" && !p.Network.Fits(published(v.body, tags)) {
				t.Errorf("%s: %d of %d: %s", p.Network.ID, p.Network.Count(published(v.body, tags)), p.Network.Limit, v.body)
			}
		}
		if got := len(strings.Fields(tags)); got > p.MaxTags {
			t.Errorf("%s: %d hashtags, at most %d", p.Network.ID, got, p.MaxTags)
		}
	})
}

func TestPostsReadClean(t *testing.T) {
	broken := regexp.MustCompile(`[ ]{2,}| \.|\.\.(?:[^.]|$)|[,;:]\.|\(\)| ,|<no value>|builtin\.|\{\{|\pL\.\pL{3,} |^[,;:.]`)
	everywhere(t, func(t *testing.T, p copilot.Prompt, answer copilot.Answer) {
		for _, v := range parts(answer.Text) {
			body := v.body
			for _, u := range text.URLs(body) {
				body = strings.ReplaceAll(body, u.Text, "LINK")
			}
			if m := broken.FindString(body); m != "" {
				t.Errorf("%s, %s: %q in %q", p.Network.ID, p.Tone, m, body)
			}
			if v.body == "" && v.name != "hashtags" {
				t.Errorf("%s, %s: empty %s for %q", p.Network.ID, p.Tone, v.name, p.Brief)
			}
		}
	})
}

// What the checks would tell a reviewer about our own posts.
func TestChecksFindNothing(t *testing.T) {
	everywhere(t, func(t *testing.T, p copilot.Prompt, answer copilot.Answer) {
		index := check.Index([]check.Source{{ID: "brief", Text: p.Brief}})
		for _, v := range parts(answer.Text) {
			if v.name == "hashtags" {
				continue
			}
			for _, f := range index.Text(check.Input{Text: v.body, Network: p.Network, Language: p.Language}) {
				switch f.Kind {
				case check.Confirm, check.Media, check.Sameness:
				default:
					t.Errorf("%s %s: %s %q: %s\n%s", p.Network.ID, v.name, f.Kind, f.Text, f.Why("en"), v.body)
				}
			}
		}
	})
}

func TestVariantsDiffer(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, p := range asBriefed(t, lang) {
			openings := map[string]string{}
			for _, v := range parts(p.answer.Text) {
				first, _, _ := strings.Cut(v.body, "\n")
				if other, ok := openings[first]; ok && v.name != "hashtags" && !newDrafting(p.prompt).layout.titled && p.prompt.Tone != "direct" {
					t.Errorf("%s opens like %s: %q", v.name, other, first)
				}
				openings[first] = v.name
			}
		}
	}
}

func TestSameAnswerEveryTime(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, p := range asBriefed(t, lang) {
			if a, b := p.answer.Text, answered(t, p.prompt).Text; a != b {
				t.Errorf("two answers for one prompt:\n%s\n%s", a, b)
			}
		}
	}
}

var briefWords = rapid.SampledFrom(strings.Fields(`Announce the launch of Aurora our new bike on 12 March price €49 TBD :
 annonce que le la soirée du 3 mai à 18 h https://a.example/x #Tag – free , . ? ! « » " ( ) ; Rédige un post pour notre
 webinar until Friday thank volunteers 800 kg L'AG d'Aurore Kite [m3] === == ## fact` + "\n"))

func TestNothingIsInventedFromAnyBrief(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nets := network.All()
		p := copilot.Prompt{
			Task:     copilot.TaskDraft,
			Language: rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "language"),
			Network:  nets[rapid.IntRange(0, len(nets)-1).Draw(t, "network")],
			Tone:     rapid.SampledFrom(copilot.Tones()).Draw(t, "tone"),
			Brief:    strings.Join(rapid.SliceOfN(briefWords, 1, 60).Draw(t, "brief"), " "),
			Angles:   allAngles, MaxTags: 3,
		}
		answer, err := New().Compose(t.Context(), p, nil)
		if harmless(p.Brief) == "" {
			return // nothing to write with, and it says so
		}
		if err != nil {
			t.Fatalf("%q: %v", p.Brief, err)
		}
		if missing := ungrounded(p, answer.Text); len(missing) > 0 {
			t.Fatalf("not in %q: %q\n%s", p.Brief, missing, answer.Text)
		}
		sections := parts(answer.Text)
		if len(sections) != len(allAngles)+1 {
			t.Fatalf("%d sections: %s", len(sections), answer.Text)
		}
		for _, v := range sections[:len(allAngles)] {
			if whole := published(v.body, sections[len(allAngles)].body); !p.Network.Fits(whole) {
				t.Fatalf("%s: does not fit: %s", p.Network.ID, whole)
			}
		}
	})
}
