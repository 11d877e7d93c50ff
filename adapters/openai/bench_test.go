package openai

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
)

// What an answer of 600 tokens costs us, the endpoint's time apart.
func BenchmarkCompose(b *testing.B) {
	text := strings.Repeat("un mot ", 300)
	body := []byte(strings.Join(openaitest.Stream(text), ""))
	for _, n := range []int{64, 1 << 12} {
		b.Run(fmt.Sprintf("%d bytes at a time", n), func(b *testing.B) {
			w := plays(b, body, n, io.EOF)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if got := compose(context.Background(), w); got.err != nil || got.Text != text {
					b.Fatal(got.err)
				}
			}
		})
	}
}
