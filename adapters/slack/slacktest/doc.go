// Package slacktest is a Slack for tests and benchmarks: one workspace with one
// app installed, on a local port. It is as strict as the real one: what Slack
// refuses it refuses, with the same code, and what only a mistake of the app can
// bring about makes the test red as well. It knows nothing of the app but its
// address, or that it opened Socket Mode connections.
//
//	s := slacktest.New(t, slacktest.Options{})
//	s.User(slacktest.User{ID: "U0ADA00001", Name: "ada"})
//	s.Channel(slacktest.Channel{ID: "C0TEAM0001", Name: "team", BotIn: true, Members: []string{"U0ADA00001"}})
//	app := slack.New(s.Options().BotToken, slack.OptionAPIURL(s.APIURL()))
//	s.ConnectHTTP(server.URL) // or, over Socket Mode, s.AwaitConnections(1)
//
//	reply := s.Command("U0ADA00001", "C0TEAM0001", "/draft", "a post for @ben")
//	card := s.Messages("C0TEAM0001")[0]
//	s.Click("U0ADA00001", "C0TEAM0001", card.TS, "approve")
//	s.Submit("U0ADA00001", "", map[string]string{"wish": "shorter"})
//	seen := s.Visible("U0ADA00001", "C0TEAM0001")
//
// # What makes a test red
//
// Unknown methods; arguments that the contract does not list, or that are missing
// or mistyped; blocks and views that break Block Kit's schema (where $CONTRACTS or
// ../shared/contracts has it) or the rules written here; texts that are too long;
// the wrong one of the two tokens; acknowledgements of envelopes never sent;
// responses that Slack would not read. And the promises of the product: drafts
// unfurl nothing (unfurl_links and unfurl_media are sent as false), mention nobody,
// never link bare names, and carry a text beside their blocks. Options.Unchecked
// takes single checks back.
//
// What can happen to a correct app is answered with the code alone:
// channel_not_found, not_in_channel, is_archived, message_not_found,
// cant_update_message, expired_trigger_id, token_revoked and so on.
//
// # What is there
//
// Workspace: User, Channel, Group, DM, SeedThread, SeedHistory. People, who act
// over the transport there is: Say, Edit, Delete, Command, Click, ClickView,
// ForgeClick, Submit, CloseView, Shortcut, GlobalShortcut, OpenHome, and Replay of
// what was delivered. Typed, Pressed and Sent leave the delivering to the test. Looking: Messages, Message, Ephemerals, View, Home, Visible,
// Calls, Events; Await, for what the app does after it has acknowledged. Trouble: Fail, RateLimit, CutBefore, CutAfter, Status, Delay,
// Revoke, ExpireTriggers, Disconnect, DropConnections, BadEnvelope.
//
// # Ways of Slack that tests lean on
//
// Events are delivered up to three times more when they are not acknowledged,
// at once; commands and interactions never are, but over Socket Mode what was not
// acknowledged when its connection ended goes to another one. Every attempt has
// its own envelope_id: an app that wants to do things once has to look at the
// payload. The message of an ephemeral is not part of the payload of a click on
// it. chat.update takes a channel's id, not a user's. The root of a thread is the
// first of every page of its replies and counts as one of them.
package slacktest
