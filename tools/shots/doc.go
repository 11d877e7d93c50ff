// Command shots takes the README's pictures: it starts the bot, does in a real
// browser what a newcomer would do, and writes what the window shows.
//
//	shots -bot bin/bot -out docs/pictures
package main
