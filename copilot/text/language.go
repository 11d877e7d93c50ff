package text

import "github.com/abadojack/whatlanggo"

// Language returns English or French, whichever s is written in, or fallback
// when s does not say.
func Language(s, fallback string) string {
	info := whatlanggo.DetectWithOptions(s, whatlanggo.Options{
		Whitelist: map[whatlanggo.Lang]bool{whatlanggo.Eng: true, whatlanggo.Fra: true},
	})
	switch {
	case info.Confidence < 0.15:
		return fallback
	case info.Lang == whatlanggo.Eng:
		return English
	case info.Lang == whatlanggo.Fra:
		return French
	}
	return fallback
}
