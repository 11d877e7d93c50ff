package builtin

// act is what a post does with what it is about.
type act string

// The acts. Each is part of keys of the catalogue.
const (
	announcing   act = "announce"
	presenting   act = "present"
	promoting    act = "promote"
	telling      act = "tell" // passes a statement on
	discussing   act = "about"
	inviting     act = "invite"
	reminding    act = "remind"
	thanking     act = "thank"
	praising     act = "praise"
	celebrating  act = "celebrate"
	welcoming    act = "welcome"
	recruiting   act = "recruit"
	apologising  act = "apologise"
	wishing      act = "wish"
	explaining   act = "explain"
	askingAround act = "ask"
	marking      act = "occasion" // "a post for Mother's Day": a heading, not a subject
)
