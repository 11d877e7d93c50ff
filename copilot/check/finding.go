package check

// Finding is one thing a reviewer should look at. It holds data only; the sentence for a person is made by Why, in the
// reader's language, so that a stored finding can be shown to readers of either language.
type Finding struct {
	// Kind says what sort of thing it is.
	Kind Kind `json:"kind"`
	// Text is the span itself, exactly as it stands in the checked text; empty when the finding is about a place
	// between two runes or about the whole text.
	Text string `json:"text"`
	// Start and End are offsets in runes of the checked text, 0 <= Start <= End <= its length.
	Start int `json:"start"`
	End   int `json:"end"`
	// Code is the key of the sentence that explains the finding ("number_other", "worn_out"...).
	Code string `json:"code,omitempty"`
	// Args fill the sentence's blanks, by name. Values are text in the language of the sources, never markup.
	Args map[string]string `json:"args,omitempty"`
	// Source is the ID of the source, draft or post the finding quotes, if it quotes one.
	Source string `json:"source,omitempty"`
	// Link is the address of that source, where readers of the channel find it; whoever asked for the check fills it in.
	Link string `json:"link,omitempty"`
	// Place is the excerpt of that source that speaks of the same thing, at most about 160 runes.
	Place string `json:"place,omitempty"`
	// Variant is the index of the variant the finding is about, 0 for the first or only one.
	Variant int `json:"variant,omitempty"`
}
