package discordtest

// Await waits until something holds, which is looked at after every call that the
// app makes, and now and then besides. The test ends when it does not within ten
// seconds; the complaint says what was waited for.
func (d *Discord) Await(what string, holds func() bool) {
	d.t.Helper()
	d.moved.Await(d.t, "discordtest", what, holds)
}
