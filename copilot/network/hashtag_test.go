package network

import "testing"

func TestValidHashtag(t *testing.T) {
	tests := map[string]bool{
		"#eau":           true,
		"#JournéeDeLEau": true,
		"#été_2026":      true,
		"#1erMai":        true,
		"#cafe\u0301":    true, // a combining accent
		"#漢字":            true,
		"＃ｈａｓｈ":          true,
		"":               false,
		"#":              false,
		"eau":            false,
		"#2026":          false,
		"#_":             false,
		"#l'eau":         false,
		"#e-commerce":    false,
		"#deux mots":     false,
		"#eau#feu":       false,
		" #eau":          false,
		"#eau\n":         false,
		"#😀":             false,
		"#\uFE0Feau":     false,
	}
	for tag, want := range tests {
		if got := ValidHashtag(tag); got != want {
			t.Errorf("ValidHashtag(%q) = %v", tag, got)
		}
	}
}

func TestHashtagsStopWhereFrenchDoes(t *testing.T) {
	// Neither an HTML entity nor what is glued to an earlier "#" is a hashtag.
	got := Hashtags("Journée de l'#eau, #l'été, (#Énergie) et https://a.fr/#ancre ! &#x20; #a\uFE0F#b")
	want := []string{"#eau", "#l", "#Énergie"}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i, s := range got {
		if s.Text != want[i] {
			t.Errorf("hashtag %d is %q, want %q", i, s.Text, want[i])
		}
	}
}
