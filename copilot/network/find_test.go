package network

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFind(t *testing.T) {
	tests := map[string]string{
		"x": "x", "X": "x", "Twitter": "x", "tweet": "x", "X (Twitter)": "x", "X/Twitter": "x", "x.com": "x", "𝕏": "x",
		"LinkedIn": "linkedin", "Linked In": "linkedin", "linked-in": "linkedin", "li": "linkedin",
		"Insta": "instagram", "IG": "instagram", "Reels": "instagram",
		"fb": "facebook", "FACEBOOK": "facebook", "Page Facebook": "facebook",
		"threads": "threads", "Threads.net": "threads",
		"BlueSky": "bluesky", "bsky": "bluesky", "bsky.app": "bluesky",
		"Mastodon": "mastodon", "Fédivers": "mastodon", "fedivers": "mastodon", "pouet": "mastodon",
		"TikTok": "tiktok", "tik tok": "tiktok", "YT": "youtube", "Shorts": "youtube",
		"Épingle": "pinterest", "epingle": "pinterest", "subreddit": "reddit", "tg": "telegram",
		"mail": "newsletter", "E-mail": "newsletter", "courriel": "newsletter", "infolettre": "newsletter",
		"Lettre d’information": "newsletter", "newsletter subject": "newsletter",
		"blogue": "blog", " blog ": "blog", "Discord": "discord", "slack": "slack",
		"": "", "  ": "", "minitel": "", "facebok": "", "!?": "",
		"thread": "", // a conversation, not Threads
	}
	for name, want := range tests {
		if got, ok := Find(name); got.ID != want || ok != (want != "") {
			t.Errorf("Find(%q) = %q, %v, want %q", name, got.ID, ok, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	tests := map[string]string{
		"facebok": "facebook", "linkdin": "linkedin", "linkedn": "linkedin", "instragram": "instagram",
		"thredas": "threads", "mastadon": "mastodon", "blusky": "bluesky", "tiktoc": "tiktok",
		"Youtub": "youtube", "pintrest": "pinterest", "twiter": "x", "newsleter": "newsletter",
		"telegramme": "telegram", "discrod": "discord",
		"fb": "facebook", // exact, however short
		"fa": "", "xy": "", "": "", "minitel": "", "photocopieuse": "",
	}
	for name, want := range tests {
		if got, ok := Suggest(name); got.ID != want || ok != (want != "") {
			t.Errorf("Suggest(%q) = %q, %v, want %q", name, got.ID, ok, want)
		}
	}
}

// Two networks with the same name would make the second one unreachable.
func TestNamesAreUnique(t *testing.T) {
	owner := map[string]string{}
	for _, n := range All() {
		for _, name := range append([]string{n.ID, n.Name}, n.Aliases...) {
			k := Letters(name)
			if o, ok := owner[k]; ok && o != n.ID || k == "" {
				t.Errorf("%q is a name of both %s and %s", name, o, n.ID)
			}
			owner[k] = n.ID
		}
	}
}

// A name is found however it is dressed up.
func TestFindIgnoresDress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		name := rapid.SampledFrom(append([]string{n.ID, n.Name}, n.Aliases...)).Draw(t, "name")
		if rapid.Bool().Draw(t, "upper") {
			name = strings.ToUpper(name)
		}
		name = rapid.SampledFrom([]string{"", " ", "@", "\t"}).Draw(t, "before") + name +
			rapid.SampledFrom([]string{"", " ", "!", "\n"}).Draw(t, "after")
		if got, ok := Find(name); !ok || got.ID != n.ID {
			t.Fatalf("Find(%q) = %q, %v, want %q", name, got.ID, ok, n.ID)
		}
	})
}
