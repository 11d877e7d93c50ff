// Package discordtest is a Discord for tests: one application with its bot, and
// servers it is in, on a local port. It is as strict as the real one: what Discord
// refuses it refuses, with the same code, and what only a mistake of the app can
// bring about makes the test red as well. It knows nothing of the app but its
// address, or that it opened a gateway.
//
//	d := discordtest.New(t, discordtest.Options{})
//	d.User(discordtest.User{ID: "1300000000000000001", Name: "ada"})
//	d.Channel(discordtest.Channel{ID: "1500000000000000001", Name: "team"})
//	// the app gets d.APIURL(), d.Options().Token, .Application and .PublicKey
//	d.ConnectHTTP(server.URL) // or, over the gateway, d.AwaitSessions(1)
//
//	reply := d.Command(ada, team, "draft", map[string]any{"about": "a launch"})
//	d.Await("the card", func() bool { return len(d.Messages(team)) == 1 })
//	d.Click(ada, team, d.Messages(team)[0].ID, "act.changes")
//	d.Submit(ada, map[string]any{"wish": "shorter"})
//	seen := d.Visible(ada, team)
//
// # What makes a test red
//
// Routes and query parameters that are not there; bodies that break the contract
// (where $CONTRACTS or ../shared/contracts has it) or the rules written here; no
// User-Agent; edits of what others wrote; answers of the wrong type, or with the
// wrong content type, or none in time. And the promises of the product: every
// message and edit has allowed_mentions {"parse":[]}, mentions nobody, unfurls no
// link, and carries the label first and last where a draft is on it.
// Options.Unchecked takes single checks back. A reason is told once.
//
// What can happen to a correct app is answered with the code alone: 10003, 10008,
// 10062, 40060, 50001, 50013, 50027, 50083, 401 and so on.
//
// # What is there
//
// Seeding: Guild, Role, User, Bot, Channel, Archive, Change, Leave, Register, Put.
// People, who act over the transport there is: Say, Answer, Edit, Delete, Command,
// MessageCommand, Autocomplete, Click, ForgeClick, Select, Submit, CloseModal, and
// Replay of what was delivered. Typed and Pressed leave the delivering to the test. Looking: Messages, Message, Ephemerals, Direct,
// Modal, Visible, Calls, RegisteredCommands; Await, for what the app does after it
// has answered. Trouble: Fail, Limits, MessageContent, SendRaw, ForgeClick,
// ForgeSubmit, Purge; of the gateway Reconnect, Op7First, InvalidateSession, Drop,
// CloseWith, Mute, SessionLimit, and Identifies and Resumes to look at.
//
// # Ways of Discord that tests lean on
//
// Over HTTP the response is the answer; until it has arrived whole, the token is
// good for nothing (10015). An ephemeral is in no channel: only the interaction's
// token reaches it. The first follow-up after a defer takes the place of the
// message that says the bot is thinking. Who may not read the history of a channel
// gets an empty page. Interactions can be answered where the bot itself may not
// write. Blanks around texts are dropped. A command needs the permission that it
// asks for by default until Permit says that admins gave it to everybody. Every
// session at the gateway gets every event.
package discordtest
