package discord

// lapsed says whether a call at an address failed because nothing can be done there:
// the interaction is not acknowledged, or it was too long ago, or the message is none
// of its answers. There is another way then.
func lapsed(err error) bool { return expired(err) || codeOf(err) == codeUnknownMessage }
