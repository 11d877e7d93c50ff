package builtin

import "testing"

func BenchmarkDraft(b *testing.B) {
	prompts := briefs(b, "en")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := New().Compose(b.Context(), prompts[i%len(prompts)], nil); err != nil {
			b.Fatal(err)
		}
	}
}
