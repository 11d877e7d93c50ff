package check

// reversal reports a sentence that says no where a source says yes, or the opposite word for word.
func (x *Indexed) reversal(d *doc, tokens []token) (Finding, bool) {
	return Finding{}, false
}
