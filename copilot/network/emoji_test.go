package network

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

func TestEmojiEnd(t *testing.T) {
	tests := []struct {
		text string
		want int // runes of the emoji at the start, 0 if there is none
	}{
		{"a", 0},
		{"1", 0},
		{"1\uFE0F", 0},
		{"©", 0},
		{"™", 1},
		{"é", 0},
		{"日", 0},
		{"😀", 1},
		{"😀\uFE0F", 1},
		{"☺", 1},
		{"☺️", 2},
		{"☺︎", 0},
		{"©️", 2},
		{"1⃣", 2},
		{"1️⃣", 3},
		{"#️⃣", 3},
		{"👍🏽", 2},
		{"😀🏽", 1},
		{"🏽", 1},
		{"👨‍👩‍👧‍👦", 7},
		{"👨‍👩", 1},
		{"👨\u200d", 1},
		{"👨‍🐱", 1},
		{"🙋🏽‍♂️", 5},
		{"❤‍🔥", 3},
		{"👨‍👩‍👧‍👦🏽", 7},
		{"👨🏽‍👩‍👧", 2},
		{"👨‍👩‍👧‍👦‍👦", 7},
		{"🇫🇷", 2},
		{"🇫🇷🇫", 2},
		{"🇦🇦", 1},
		{"🏴", 1},
		{"🏴‍☠️", 4},
		{"🏴󠁧󠁢󠁳󠁣󠁴󠁿", 7},
		{"🏴󠁧󠁢󠁳󠁣󠁴", 1},
		{"🏴󠁸󠁸󠁿", 1},
	}
	for _, c := range tests {
		if got := emojiEnd([]rune(c.text), 0); got != c.want {
			t.Errorf("%+q: %d runes, want %d", c.text, got, c.want)
		}
	}
}

// Every emoji that Unicode recommends is one emoji, and counts 2 on X.
func TestEveryEmojiIsOne(t *testing.T) {
	x := find(t, "x")
	lines := 0
	for text, line := range unicodeEmojis(t) {
		lines++
		if strings.Trim(text, "©®") == "" {
			continue // without a variation selector these are text, as on X
		}
		if r := []rune(text); emojiEnd(r, 0) != len(r) || x.Count(text) != 2 {
			t.Errorf("%d runes of %d, counts %d: %s", emojiEnd(r, 0), len(r), x.Count(text), line)
		}
	}
	if lines < 4000 {
		t.Errorf("only %d emoji in the list", lines)
	}
}

// unicodeEmojis reads Unicode's list from the evaluation data. The value is the
// line it stands on.
func unicodeEmojis(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(sharedtest.Set(t, "adversarial", "unicode", "emoji-test.txt"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	all := map[string]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		codes, _, ok := strings.Cut(s.Text(), ";")
		if !ok || strings.HasPrefix(codes, "#") {
			continue
		}
		var b strings.Builder
		for _, c := range strings.Fields(codes) {
			n, err := strconv.ParseInt(c, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			b.WriteRune(rune(n))
		}
		all[b.String()] = s.Text()
	}
	return all
}

// hex trusts the embedded list; this is what that trust rests on.
func TestEmojiListIsWellFormed(t *testing.T) {
	for line := range strings.Lines(emojiList) {
		fields := strings.Fields(line)
		if fields[0] == "#" || fields[0] == "flag" || fields[0] == "tags" {
			continue
		}
		for _, f := range fields[1:] {
			for _, n := range strings.FieldsFunc(f, func(r rune) bool { return r == '-' || r == '+' }) {
				if _, err := strconv.ParseInt(n, 16, 32); err != nil {
					t.Errorf("%s: %v", f, err)
				}
			}
		}
	}
	if d := emojis(); len(d.text) != 207 || len(d.flag) != 258 || len(d.tags) != 3 || len(d.zwj) != 226 || d.longest != 4 {
		t.Errorf("%d text, %d flags, %d tags, %d joined of at most %d", len(d.text), len(d.flag), len(d.tags), len(d.zwj), d.longest)
	}
}
