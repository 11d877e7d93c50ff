package copilot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// notesOf are the notes of a revision in English.
func notesOf(t *testing.T, r Revision, request Request) string {
	t.Helper()
	var all []string
	for _, b := range cardOf(asDraft(request, r), r, Profile{}, "en").Blocks() {
		if b.Kind == BlockNotice {
			all = append(all, b.Text)
		}
	}
	return strings.Join(all, "\n")
}

// What a writer gives as hashtags, what stays, where each is said to come from, and
// what is said of the rest.
func TestHashtagsAreExplained(t *testing.T) {
	list := Profile{Hashtags: []string{"#LesHalles", "Été2026"}, Voice: Voice{Banned: []string{"black friday", "promo*", "art"}}}
	for name, c := range map[string]struct {
		ask, answer, tags, origins, told string
		material                         Material
	}{
		"in the text, with its accents and capitals": {
			"/hashtags lang:fr L’écologie urbaine à Saint-Étienne", "#ecologieurbaine #saintetienne #ÉcologieUrbaine", "#ÉcologieUrbaine #SaintÉtienne",
			"text écologie urbaine, text Saint-Étienne", "",
			Material{},
		},
		"in another form": {
			"/hashtags lang:en The opening of our bakeries", "#BakeryOpening #Bakery", "#BakeryOpening #Bakery", "text opening of our bakeries, text bakeries", "", Material{},
		},
		"made up": {
			"/hashtags lang:en Our bakery opens", "#Bakery #Trending #Foodie", "#Bakery", "text bakery",
			"Hashtags left out, for they are neither in what was given nor in the channel’s list: #Trending #Foodie",
			Material{},
		},
		"the channel's, as it writes them": {
			"/hashtags lang:fr Marché de Noël", "#leshalles #ete2026 #Marché", "#LesHalles #Été2026 #Marché", "channel , channel , text Marché", "", Material{Profile: list},
		},
		"not wanted": {
			"/hashtags lang:en Art show: black friday promotions party #BlackFriday", "#Art #Party #Blackfriday #promotions #partyart", "#Party", "text party",
			"Hashtag left out, for the channel does not want “art”: #Art\n" +
				"Hashtag left out, for the channel does not want “black friday”: #BlackFriday\n" +
				"Hashtag left out, for the channel does not want “promo*”: #Promotions\n" +
				"Hashtag left out, for it is neither in what was given nor in the channel’s list: #partyart",
			Material{Profile: list},
		},
		"a campaign's": {
			"/draft network:instagram variants:1 Our lamp is out, with #lightthenight", "=== fact\nOur lamp is out.\n=== hashtags\n#LightTheNight #Lamp", "#lightthenight #Lamp", "asked , text lamp", "", Material{},
		},
		"in the brief and the facts": {
			"/draft network:instagram variants:1 the Lumo lamp", "=== fact\nIt is out.\n=== hashtags\n#LumoLamp #Paris", "#LumoLamp #Paris", "brief Lumo lamp, fact Paris", "",
			Material{Facts: []Fact{{ID: "f", Text: "Made in Paris"}}},
		},
		"below the text": {
			"/draft network:instagram variants:1 the Lumo lamp", "=== fact\nThe Lumo lamp is out.\n\n#Lumo #Viral\n#Lamp", "#Lumo #Lamp", "text Lumo, text lamp",
			"Hashtag left out, for it is neither in what was given nor in the channel’s list: #Viral",
			Material{},
		},
		"in what was said": {
			"/hashtags", "#NewTerrace", "#NewTerrace", "talk ", "", Material{Conversation: Conversation{Lines: []Line{{ID: "1", Author: "Léa", Text: "Our new terrace opens"}}}},
		},
		"too many for the network": {
			"/hashtags network:threads max:3 Our bakery in Lyon", "#Bakery #Lyon", "#Bakery", "text bakery", "Threads takes 1 hashtag at most: no more are proposed.", Material{},
		},
		"not taken by the network": {
			"/hashtags network:instagram lang:fr Nos étudiant·e·s à Lyon #Étudiant·e·s", "#Étudiant·e·s #Lyon", "#Lyon", "text Lyon",
			"Left out, for it is no hashtag that Instagram takes: #Étudiant·e·s",
			Material{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			answer := c.answer
			if !strings.Contains(answer, "===") {
				answer = "=== hashtags\n" + answer
			}
			r := compose(t, says(answer), c.ask, c.material)
			var origins []string
			for _, o := range r.Origins {
				origins = append(origins, string(o.Kind)+" "+o.Words)
			}
			if diff := cmp.Diff([]string{c.tags, c.origins, c.told}, []string{strings.Join(r.Hashtags, " "), strings.Join(origins, ", "), notesOf(t, r, asks(c.ask))}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The card says where hashtags come from in the reader's language, whatever the draft's.
func TestHashtagsAreExplainedOnTheCard(t *testing.T) {
	const ask = "/draft network:instagram variants:1 lang:en The Lumo lamp for #lightthenight"
	r := compose(t, says("=== fact\nOur lamp is out.\n=== hashtags\n#Lamp #lightthenight #Lumo #Halles"), ask, Material{Profile: Profile{Hashtags: []string{"#Halles"}}})
	for lang, want := range map[string]string{
		"en": "In the text: “lamp”\nIn the brief: “Lumo”\nAsked for: #lightthenight\nIn the channel’s list: #Halles",
		"fr": "Dans le texte : « lamp »\nDans le brief : « Lumo »\nDemandé : #lightthenight\nDans la liste du canal : #Halles",
	} {
		for _, b := range cardOf(asDraft(asks(ask), r), r, Profile{}, lang).Blocks() {
			if b.Kind != BlockHashtags {
				continue
			}
			if plain := strings.ReplaceAll(b.Text, "\u00a0", " "); plain != want {
				t.Errorf("%s:\n%s", lang, plain)
			}
			if b.Copy != "#Lamp #lightthenight #Lumo #Halles" || b.Items[0].Detail == "" || b.Items[3].Kind != "channel" {
				t.Errorf("%s: %+v", lang, b)
			}
		}
	}
}

// Where a network takes no hashtags, one that the brief asked for stays where the writer
// put it.
func TestHashtagsStayInTheTextWhereTheyHaveNoOtherPlace(t *testing.T) {
	for id, want := range map[string]string{"slack": "The lamp is out.\n\n#LightTheNight", "instagram": "The lamp is out."} {
		got := compose(t, says("=== fact\nThe lamp is out.\n\n#LightTheNight"), "/draft variants:1 network:"+id+" The lamp is out #LightTheNight", Material{})
		if got.Variants[0].Text.s != want {
			t.Errorf("%s: %q, %v", id, got.Variants[0].Text.s, got.Hashtags)
		}
	}
}

// Where no hashtag can be had, a sentence says why.
func TestNoHashtags(t *testing.T) {
	for line, want := range map[string]string{
		"/hashtags network:slack our lamp":      "Hashtags do nothing on Slack",
		"/hashtags réseau:infolettre our lamp":  "Hashtags do nothing on Newsletter",
		"/hashtags network:mastodon our lamp":   "No hashtag is left for this text",
		"/hashtags max:3 network:blog our lamp": "Hashtags do nothing on Blog",
	} {
		r, err := Parse(line)
		if err == nil {
			r, err = settle(r, noon)
		}
		if err == nil {
			_, err = composer(says("=== hashtags\n#Trending #Viral")).Compose(context.Background(), r, Material{}, nil)
		}
		if fault, ok := errors.AsType[*Fault](err); !ok || !strings.HasPrefix(fault.Sentence("en"), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
	// A channel that writes for Slack first asks for hashtags all the same.
	r := compose(t, says("=== hashtags\n#Lamp"), "/hashtags our lamp", Material{Profile: Profile{Networks: []string{"slack", "mastodon"}}})
	if r.Settings.Network != "mastodon" || len(r.Hashtags) != 1 {
		t.Errorf("%+v", r)
	}
}

// Hashtags in a sentence cannot be left out of it: what is wrong with them is a finding.
func TestHashtagsInSentences(t *testing.T) {
	m := Material{Profile: Profile{Voice: Voice{Banned: []string{"black friday"}}}}
	r := compose(t, says("=== fact\nOur #Lamp is out for #BlackFriday and #Trending, #lumo!"), "/draft network:x variants:1 the lamp Lumo", m)
	var got []string
	for _, f := range r.Findings {
		if f.Kind == check.Banned || f.Code == "hashtag_unfounded" {
			got = append(got, string(f.Kind)+" "+f.Text+" "+string([]rune(r.Variants[0].Text.s)[f.Start:f.End]))
		}
	}
	if diff := cmp.Diff([]string{"banned #BlackFriday #BlackFriday", "hashtag #Trending #Trending"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whatever a model answers: every hashtag shown is one for the network, says where it
// comes from, is not there twice and holds no word that the channel does not want; none
// is there that no person and no text gave; and there are no more than the network takes.
func TestEveryHashtagIsValidAndExplained(t *testing.T) {
	words := strings.Fields("écologie urbaine Lyon Noël marché l’eau RSE 2026 promo promotions étudiant·e·s vin à la the of lamp black friday Saint-Étienne iPhone tendance viral")
	word := rapid.SampledFrom(words)
	tag := rapid.Custom(func(t *rapid.T) string {
		s := strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "words"), rapid.SampledFrom([]string{"", "_", " "}).Draw(t, "between"))
		switch rapid.SampledFrom([]string{"tag", "lower", "raw", "title"}).Draw(t, "case") {
		case "tag":
			s = strings.TrimPrefix(network.Tag(s), "#")
		case "lower":
			s = text.Fold(s)
		}
		return "#" + s
	})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom(network.All()).Draw(t, "network")
		body := strings.Join(rapid.SliceOfN(word, 1, 12).Draw(t, "brief"), " ")
		answer := strings.Join(rapid.SliceOfN(tag, 1, 12).Draw(t, "tags"), " ")
		m := Material{Profile: Profile{Hashtags: rapid.SliceOfN(tag, 0, 2).Draw(t, "list"), Voice: Voice{Banned: []string{"promo*", "black friday", "vin"}}}}
		command, head := "draft", "=== fact\n"+body+"\n"
		if rapid.Bool().Draw(t, "alone") {
			command, head = "hashtags", ""
		}
		r := Request{ID: "r", Command: command, Place: here, Person: lea, Time: noon, Text: body, Options: map[string]string{"network": n.ID, "language": "fr"}}
		v, err := composer(says(head+"=== hashtags\n"+answer, head+"=== hashtags\n"+answer)).Compose(context.Background(), r, m, nil)
		if err != nil {
			if _, ok := err.(*Fault); !ok || command == "draft" {
				t.Fatalf("%s: %v", n.ID, err)
			}
			return
		}
		if len(v.Hashtags) != len(v.Origins) || n.Hashtags.Max < len(v.Hashtags) {
			t.Fatalf("%s: %q, %v", n.ID, v.Hashtags, v.Origins)
		}
		material := text.Fold(strings.Join(append(m.Profile.Hashtags, body), "\n"))
		for i, tag := range v.Hashtags {
			o := v.Origins[i]
			if !n.Takes(tag) || !slices.Contains(origins, o.Kind) || o.Words == "" && !strings.Contains(material, text.Fold(strings.TrimPrefix(tag, "#"))) || o.Words != "" && !strings.Contains(body, o.Words) {
				t.Fatalf("%s: %s: %+v", n.ID, tag, o)
			}
			if letters := network.Letters(tag); strings.Contains(letters, "blackfriday") || strings.HasPrefix(letters, "promo") || slices.ContainsFunc(network.TagWords(tag), func(w string) bool { return text.Fold(w) == "vin" }) {
				t.Fatalf("%s is not wanted", tag)
			}
			if slices.ContainsFunc(v.Hashtags[:i], func(other string) bool { return text.Fold(other) == text.Fold(tag) }) {
				t.Fatalf("%s is there twice", tag)
			}
		}
	})
}
