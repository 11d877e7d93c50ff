// Package web is the workbench: the copilot in a browser, without a chat
// platform. It looks like a chat because that is what it stands in for: channels
// with sample threads, a composer with the commands of the table, live cards, a
// review queue, and a page per draft and per channel's settings.
//
// Who somebody is here is a try-out identity, chosen in a menu and kept in a
// cookie: whoever can open the workbench can be anybody in it. So it belongs on
// a loopback address, and Options.Hosts says under which names it answers.
//
// Chat is the port copilot.Chat over a Timeline; Server is the HTTP side. Every
// page works without script; the script adds live cards, completion and dialogs.
// Generated text reaches a page only as the blocks of a copilot.Card, label
// first and last, and always as text: it is never markup and never a link.
package web
