package check

// Source is one text the writer was given: the brief, a fact, a fact sheet, a cited message, an earlier post.
type Source struct {
	// ID names the source for machines and is copied into the findings that quote it.
	ID string `json:"id"`
	// Name is what people call it ("the brief", "Fact sheet, line 3"). May be empty.
	Name string `json:"name"`
	// Asked is what somebody asked for, where the source is a draft: Name is then who asked.
	Asked string `json:"asked,omitempty"`
	// Fact says that the channel keeps it as a fact, which overrules a brief.
	Fact bool `json:"fact,omitempty"`
	// Text is what it says.
	Text string `json:"text"`
}
