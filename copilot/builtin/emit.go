package builtin

import (
	"context"
	"strings"
	"unicode/utf8"
)

// pieceSize is about how many bytes a piece has: a few words, so that a reader
// sees the text grow.
const pieceSize = 48

// emit hands out the answer a few words at a time, and stops when ctx ends.
func emit(ctx context.Context, answer string, piece func(string)) error {
	for answer != "" {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := pieceEnd(answer)
		piece(answer[:n])
		answer = answer[n:]
	}
	return ctx.Err()
}

// pieceEnd is where the next piece ends: after a line, or after a word near
// pieceSize.
func pieceEnd(s string) int {
	head := s[:min(len(s), pieceSize)]
	if i := strings.IndexByte(head, '\n'); i >= 0 {
		return i + 1
	}
	if len(head) == len(s) {
		return len(s)
	}
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		return i + 1
	}
	n := len(head)
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return max(n, 1)
}
