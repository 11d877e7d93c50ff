package chat

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "été": 3, "e\u0301": 2, "🙂": 2, "👩‍💻": 5, "🇫🇷": 4, "\xff\xfe": 2, "中": 1} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name  string
		s     string
		limit int
		want  []string
	}{
		{"nothing", "", 10, nil},
		{"it fits", "ten chars.", 10, []string{"ten chars."}},
		{"paragraphs first", "One. Two\nthree.\n\nFour five six", 22, []string{"One. Two\nthree.\n\n", "Four five six"}},
		{"a line of spaces parts paragraphs", "One two\n \nthree\nfour", 17, []string{"One two\n \n", "three\nfour"}},
		{"then lines", "One two. Three\nfour five six", 20, []string{"One two. Three\n", "four five six"}},
		{"then sentences", "One two. Three four five", 20, []string{"One two. ", "Three four five"}},
		{"not after an abbreviation", "See Dr. Ada about it", 14, []string{"See Dr. Ada ", "about it"}},
		{"French punctuation", "Prêt ? Oui, tout à fait", 18, []string{"Prêt ? ", "Oui, tout à fait"}},
		{"then words", "onetwo three four", 13, []string{"onetwo three ", "four"}},
		{"not at a space that binds", "aaa bbb\u00A0! cc", 9, []string{"aaa ", "bbb\u00A0! cc"}},
		{"a paragraph that fills nothing", "A\n\nbcd efg hij klm", 16, []string{"A\n\nbcd efg hij ", "klm"}},
		{"any break before none", "A bcdefghijklmnopqrst", 12, []string{"A ", "bcdefghijklm", "nopqrst"}},
		{"characters at last", "abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"units, not runes", "🙂🙂🙂", 5, []string{"🙂🙂", "🙂"}},
		{"one character stays whole", "a👩‍💻b", 5, []string{"a", "👩‍💻", "b"}},
		{"a flag stays whole", "🇫🇷🇬🇧", 6, []string{"🇫🇷", "🇬🇧"}},
		{"a character beyond the limit", "👩‍💻", 3, []string{"👩‍", "💻"}},
		{"no room at all", "ab🙂", 0, []string{"ab", "🙂"}},
		{"windows lines", "ab\r\n\r\ncd", 7, []string{"ab\r\n\r\n", "cd"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, Split(c.s, c.limit)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSplitLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		splitsWell(t, anyText().Draw(t, "s"), rapid.IntRange(-1, 40).Draw(t, "limit"))
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("One two. Three\n\nfour 👩‍💻 five", 12)
	f.Add("e\u0301\u0301\u0301\u0301", 2)
	f.Fuzz(func(t *testing.T, s string, limit int) { splitsWell(t, s, limit) })
}

func splitsWell(t rapid.TB, s string, limit int) {
	pieces := Split(s, limit)
	if strings.Join(pieces, "") != s {
		t.Fatalf("Split(%+q, %d) = %+q: not the text", s, limit, pieces)
	}
	whole := slices.Collect(text.Characters(s))
	longest := 0
	for _, char := range whole {
		longest = max(longest, Width(char))
	}
	var cut []string
	for _, p := range pieces {
		if p == "" || Width(p) > max(limit, 2) {
			t.Fatalf("Split(%+q, %d) = %+q: %+q", s, limit, pieces, p)
		}
		cut = append(cut, slices.Collect(text.Characters(p))...)
	}
	// Where characters begin among broken bytes depends on what is around.
	if longest <= limit && utf8.ValidString(s) && !slices.Equal(cut, whole) {
		t.Fatalf("Split(%+q, %d) = %+q: inside a character", s, limit, pieces)
	}
}
