package check

// Same returns the passages of text that read like one of the recent posts or drafts.
func Same(text string, recent []Source) []Finding { return tidy(same(read(valid(text)), recent)) }

func same(*doc, []Source) []Finding { return nil }

// WornOutPhrases returns the phrases of text that everybody has read too often, English and French.
func WornOutPhrases(text string) []Finding { return tidy(wornOut(read(valid(text)))) }

func wornOut(*doc) []Finding { return nil }

// BannedWords returns where text uses a word or phrase of the list, whatever the case and accents.
func BannedWords(text string, words []string) []Finding { return tidy(banned(read(valid(text)), words)) }

func banned(*doc, []string) []Finding { return nil }

// Confirmations returns every "[to confirm]" or "[à confirmer]" left in text.
func Confirmations(text string) []Finding { return tidy(confirmations(read(valid(text)))) }

func confirmations(*doc) []Finding { return nil }

// InLanguage reports a text that is clearly not in the language wanted ("en" or "fr"; "" accepts any).
func InLanguage(text, wanted string) []Finding { return tidy(language(read(valid(text)), wanted)) }

func language(*doc, string) []Finding { return nil }

// Safety returns what of text could do harm wherever it is shown: hidden characters, forged labels and approvals,
// mass mentions, and links that are neither in the sources nor in allowedLinks.
func Safety(text string, sources []Source, allowedLinks []string) []Finding {
	return tidy(safety(read(valid(text)), Index(sources), allowedLinks))
}

func safety(*doc, *Indexed, []string) []Finding { return nil }
