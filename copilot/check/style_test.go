package check

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot/network"
)

func TestWornOutPhrases(t *testing.T) {
	tests := map[string][]string{
		"This is a real game-changer.":                         {"game-changer"},
		"In today’s fast‑paced world, unlock the power of tea": {"In today’s fast‑paced world", "unlock the power"},
		"We delved into it":                                    {"delved"},
		"Plongez dans l'aventure, n’hésitez pas !":             {"Plongez dans", "n’hésitez pas"},
		"À l'ère du numérique":                                 {"À l'ère du numérique"},
		"Our bakery opens at seven.":                           nil,
		"La boulangerie ouvre à sept heures.":                  nil,
	}
	for s, want := range tests {
		var got []string
		for _, f := range WornOutPhrases(s) {
			got = append(got, f.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	}
}

// Every entry of the lexicon is found where it stands alone: none is dead by a spelling the reader cannot produce.
func TestEveryWornOutPhraseIsReachable(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		list := lines("worn." + lang)
		if len(list) < 115 {
			t.Errorf("%s: %d phrases, want about 120", lang, len(list))
		}
		for _, p := range list {
			s := strings.TrimSuffix(p, "*")
			if found := WornOutPhrases(s); len(found) != 1 || found[0].Text != s {
				t.Errorf("%s: %q gives %v", lang, p, codes(found))
			}
		}
	}
}

func TestBannedWords(t *testing.T) {
	got := BannedWords("Les Économies de ce cheap deal, cheaply", []string{"économies", "cheap", "Deal"})
	if diff := cmp.Diff([]string{"banned Économies", "banned cheap", "banned deal"}, codes(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got[2].Args["word"] != "Deal" {
		t.Errorf("word %q, want it as the channel wrote it", got[2].Args["word"])
	}
}

func TestConfirmations(t *testing.T) {
	got := codes(Confirmations("Le [à confirmer], at [to confirm], in [to confirm: place], [a list]"))
	if diff := cmp.Diff([]string{"confirm [à confirmer]", "confirm [to confirm]", "confirm [to confirm: place]"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestInLanguage(t *testing.T) {
	english := "The shop opens on Saturday and we would love to see you there with your friends."
	french := "La boutique ouvre samedi et nous serions heureux de vous y voir avec vos amis."
	for _, tt := range []struct {
		text, wanted string
		want         int
	}{
		{english, "en", 0}, {french, "fr", 0}, {english, "fr", 1}, {french, "en-GB", 1}, {english, "", 0}, {"Vélo Lumen Rennes", "en", 0},
	} {
		if got := InLanguage(tt.text, tt.wanted); len(got) != tt.want {
			t.Errorf("InLanguage(%q, %q) = %v, want %d", tt.text, tt.wanted, codes(got), tt.want)
		}
	}
}

func TestSame(t *testing.T) {
	old := []Source{{ID: "p7", Name: "post of 3 May", Text: "The second shop opens in Rennes on Saturday at ten, with coffee for everyone. Come and say hello!"}}
	tests := map[string]struct {
		text string
		want []string
	}{
		"reordered":  {"On Saturday at ten the second shop in Rennes opens, with coffees for everyone. Come say hello!", []string{"same_text"}},
		"passage":    {"Big news from our team of mechanics and friends after a long winter of work on old frames, broken chains, rusty pedals and wobbly wheels from all over Brittany: in Rennes on Saturday at ten, with coffee for everyone, the fun starts and nobody goes home without a smile or a repaired bicycle", []string{"same_passage"}},
		"opener":     {"The second shop opens its books. Numbers were never our thing, yet this quarter made our accountant smile twice, which had never happened.", []string{"same_opener"}},
		"closer":     {"Our mechanics learned to braid wheels this winter, and some of them even learned to braid hair. Come and say hello!", []string{"same_closer"}},
		"short":      {"The second shop opens in Rennes.", []string{"same_opener"}},
		"else":       {"A bakery moved next door and the whole street smells of butter.", nil},
		"no content": {"The", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range Same(tt.text, old) {
				got = append(got, f.Code)
				if f.Source != "p7" || f.Place == "" || !strings.Contains(f.Why("en"), "post of 3 May") {
					t.Errorf("finding %+v does not name its twin", f)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What all posts of a channel say is no sign that two of them are one; what is said
// again is found all the same.
func TestUsualWordsOfAChannelAreNoSameness(t *testing.T) {
	usual := " Lumen & Fils, à Nantes : réservez vos places sur lumen.example dès aujourd'hui #LumenNantes"
	news := []string{
		"Un atelier de reliure ouvre jeudi.", "Le pain au levain revient samedi.", "Deux violons jouent dans la cour dimanche soir.",
		"Nos vélos cargo attendent les colis lourds.", "La pluie a repeint la façade en gris.",
	}
	var recent []Source
	for i, s := range news {
		recent = append(recent, Source{ID: strconv.Itoa(i), Text: s + usual + " Merci !"})
	}
	whole := func(text string) (all []string) {
		for _, f := range Same(text, recent) {
			if f.Code == "same_text" {
				all = append(all, f.Source)
			}
		}
		return all
	}
	if found := whole("Une fresque géante pour les enfants mercredi." + usual + " À bientôt !"); len(found) > 0 {
		t.Errorf("found in %v", found)
	}
	if found := whole("Dimanche au soir, dans la cour : deux violons qui jouent." + usual + " À bientôt !"); !slices.Equal(found, []string{"2"}) {
		t.Errorf("found in %v, want 2", found)
	}
}

func TestLimitsPointAtTheOverflow(t *testing.T) {
	x, _ := network.Find("x")
	text := strings.Repeat("é", 285)
	found := Limits(text, nil, x)
	if len(found) != 1 || found[0].Kind != TooLong || found[0].End != 285 || !strings.Contains(found[0].Why("fr"), "280") {
		t.Errorf("got %+v, want one too_long finding that says 280", found)
	}
	if found := Limits("ok", []string{"#not a tag"}, x); !hasKind(found, Hashtag) {
		t.Errorf("got %v, want the hashtag refused", codes(found))
	}
	if found := Limits(text, nil, network.Network{}); found != nil {
		t.Errorf("no network has no rules, got %v", codes(found))
	}
}

// Where no link can be followed, "link in bio" is the way to one, not a worn phrase.
func TestLinkInBioWhereItIsTheWay(t *testing.T) {
	for id, want := range map[string]bool{"": true, "linkedin": true, "instagram": false} {
		n, _ := network.Find(id)
		for _, s := range []string{"More soon: link in bio", "La suite : lien en bio"} {
			found := slices.ContainsFunc(Text(Input{Text: s, Network: n}), func(f Finding) bool { return f.Kind == WornOut })
			if found != want {
				t.Errorf("%q on %q: found %v, want %v", s, id, found, want)
			}
		}
	}
}
