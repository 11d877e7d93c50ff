// Package slack is the copilot in Slack: slash commands, message shortcuts,
// mentions, buttons, modals and the App Home, over HTTP or Socket Mode.
//
// Chat is the port copilot.Chat over Slack's Web API: it reads conversations on
// behalf of a person and shows cards as messages. Door takes what Slack delivers,
// the same for both transports: Server is its HTTP side, Socket its Socket Mode
// side. Nothing is acknowledged before the core has accepted it.
//
// A workspace is keyed by its team, or by its organization where the app is
// installed for a whole Enterprise Grid: once, by what Slack says of the token, and
// never by a delivery, since in a shared channel those of another company's people
// name that company. A message is named CHANNEL:TS, followed
// by the timestamps of its continuations in the thread.
//
// Generated text reaches Slack only as the blocks of a copilot.Card, as
// rich_text elements or escaped mrkdwn: it mentions nobody, unfurls nothing and
// is no link; label first and last in each message, and first in the fallback
// that notifications show.
package slack
