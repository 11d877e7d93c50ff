package network

import (
	"strings"
	"testing"
)

// Every known top-level domain is found after a scheme, and a text in no
// script's letters may follow it.
func TestEveryTopLevelDomain(t *testing.T) {
	names := 0
	for name := range tlds().names {
		names++
		for _, link := range []string{"https://exemple." + name, "https://EXEMPLE." + strings.ToUpper(name) + "/p?q=1#r"} {
			if got := Links("voir " + link + " !"); len(got) != 1 || got[0].Text != link {
				t.Errorf("%q: found %v", link, got)
			}
		}
	}
	if names != 1574 {
		t.Errorf("%d top-level domains", names)
	}
}

func TestLinksInOrdinaryPosts(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Lisez https://exemple.fr/a,b, puis exemple.com.", []string{"https://exemple.fr/a,b", "exemple.com"}},
		{"(voir https://fr.wikipedia.org/wiki/Eau_(boisson))", []string{"https://fr.wikipedia.org/wiki/Eau_(boisson)"}},
		{"« https://exemple.fr/été » et “www.exemple.fr”", []string{"https://exemple.fr/été", "www.exemple.fr"}},
		{"Version 2.0.1, 12.50 €, fin.Ensuite etc.", nil},
		{"contact@exemple.fr #exemple.fr @exemple.fr $exemple.fr", nil},
		{"https://localhost:8080/x http://10.0.0.1/", nil},
		{"https://exemple.fr:8080?a=1&b=2#c.", []string{"https://exemple.fr:8080?a=1&b=2#c"}},
		{"javascript:alert(1) ftp://exemple.fr", nil},
		{"HTTPS://Exemple.FR/Page", []string{"HTTPS://Exemple.FR/Page"}},
		{"https://" + strings.Repeat("a", 64) + ".fr", nil},
		{"https://" + strings.Repeat("a", 63) + ".fr", []string{"https://" + strings.Repeat("a", 63) + ".fr"}},
		{"https://a.fr/" + strings.Repeat("a", 4075), []string{"https://a.fr/" + strings.Repeat("a", 4075)}},
		{"https://a.fr/" + strings.Repeat("a", 4076), nil},
		{"https://a.fr/(a())", []string{"https://a.fr/"}},
	}
	for _, c := range tests {
		var got []string
		for _, s := range Links(c.text) {
			got = append(got, s.Text)
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%.80q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// The examples of RFC 3492, section 7.1, and labels of today.
func TestPunycode(t *testing.T) {
	tests := map[string]string{
		"ليهمابتكلموشعربي؟": "egbpdaj6bu4bxfgehfvwxn",
		"他们为什么不说中文":         "ihqwcrb4cv8a8dqg056pqjye",
		"3年B組金八先生":          "3B-ww4c5e180e575a65lsy2b",
		"そのスピードで":           "d9juau41awczczp",
		"bücher":            "bcher-kva",
		"été":               "t-9fab",
		"☃":                 "n3h",
		"😀":                 "e28h",
	}
	for label, encoded := range tests {
		if got, want := encodeLabel([]rune(label)), "xn--"+encoded; got != want {
			t.Errorf("%q: %s, want %s", label, got, want)
		}
	}
	if got := encodeLabel([]rune("exemple")); got != "exemple" {
		t.Errorf("ASCII stays as it is: %s", got)
	}
	if got := encodedLen([]rune("été。bücher")); got != len("xn--t-9fab.xn--bcher-kva") {
		t.Errorf("the ideographic stop divides a label: %d", got)
	}
}

func TestValidLink(t *testing.T) {
	tests := map[string]bool{
		"https://exemple.fr":                 true,
		"https://été.exemple.fr/a/b?c=d#e":   true,
		"https://marie:mot@exemple.fr:443/":  true,
		"https://[2001:db8::1]/":             true,
		"https://192.0.2.1":                  true,
		"exemple.fr/%C3%A9":                  true,
		"":                                   false,
		"exemple":                            false,
		"https://":                           false,
		"https://exemple":                    false,
		"https://exemple.fr:":                false,
		"https://exemple.fr:123456":          false,
		"https://[::1":                       false,
		"https://[1.2.3.4]":                  false,
		"https://1.2.3":                      false,
		"https://exemple.fr/a b":             false,
		"https://exemple.fr/%zz":             false,
		"https://exemple..fr":                false,
		"https://a_b.fr":                     false,
		"https://a_b.exemple.fr":             true,
		"javascript://exemple.fr/%0aalert()": false,
		"mailto:marie@exemple.fr":            false,
		"https://exemple.fr\n":               false,
		"https://exemple.fr/\u202e":          false,
	}
	for link, want := range tests {
		if got := ValidLink(link); got != want {
			t.Errorf("ValidLink(%q) = %v", link, got)
		}
	}
}
