// Command shots takes the README's pictures: it starts the bot, does in a real
// browser what a newcomer would do, and writes what the window shows.
//
//	shots -bot bin/bot -out docs/pictures
//
// The example has emoji in it: without a font that has them (Debian: fonts-noto-color-emoji)
// they are boxes.
package main
