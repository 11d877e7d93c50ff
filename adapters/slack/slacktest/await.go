package slacktest

// Await waits until something holds, which is looked at after every call that the
// app makes, and now and then besides. The test ends when it does not within ten
// seconds; the complaint says what was waited for.
func (s *Slack) Await(what string, holds func() bool) {
	s.t.Helper()
	s.moved.Await(s.t, "slacktest", what, holds)
}
