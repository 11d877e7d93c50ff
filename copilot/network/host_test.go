package network

import "testing"

func TestASCIIHost(t *testing.T) {
	for host, want := range map[string]string{
		"example.com":            "example.com",
		"Example.COM":            "example.com",
		"аррӏе.com":              "xn--80ak6aa92e.com",
		"xn--80ak6aa92e.com":     "xn--80ak6aa92e.com",
		"bücher.example":         "xn--bcher-kva.example",
		"café.fr":                "xn--caf-dma.fr",
		"cafe\u0301.fr":          "xn--caf-dma.fr",
		"пример.рф":              "xn--e1afmkfd.xn--p1ai",
		"例え。jp":                  "xn--r8jz45g.jp",
		"ａｐｐｌｅ.com":              "apple.com",
		"www.pаypal.com":         "www.xn--pypal-4ve.com",
		"":                       "",
		"他们为什么不说中文.example":      "xn--ihqwcrb4cv8a8dqg056pqjye.example", // RFC 3492, 7.1 (B)
		"pročprostěnemluvíčesky": "xn--proprostnemluvesky-uyb24dma41a",   // (D)
	} {
		if got := ASCIIHost(host); got != want {
			t.Errorf("ASCIIHost(%q) = %q, want %q", host, got, want)
		}
	}
}
