package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/copilot"
)

// registerCmd has a subcommand for each chat whose commands are written through its
// API.
type registerCmd struct {
	Discord discordRegisterCmd `cmd:"" help:"Write the commands to Discord, if they are not the same there, and print the address that adds the bot to a server."`
}

type discordRegisterCmd struct {
	Guild string `name:"guild" placeholder:"ID" help:"Write them to one server alone, where they are there at once; for trying things out."`
	Print bool   `name:"print" help:"Print the commands as JSON instead, and call nobody."`
}

// errNoDiscord says what is missing to register commands.
var errNoDiscord = errors.New("set DISCORD_BOT_TOKEN: it is on the application's page under Bot, Reset Token (docs/discord.md)")

// Run writes the commands.
func (c discordRegisterCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	if c.Print {
		return printCommands(std)
	}
	if !s.Discord.configured() {
		return errNoDiscord
	}
	chat, err := newDiscordChat(s, house{log: newLog(std.err, s)})
	if err != nil {
		return err
	}
	changed, err := chat.Register(ctx, c.Guild)
	if err != nil {
		return inWords(err, s.Locale)
	}
	said := "The commands in Discord are these already; nothing was written."
	if changed {
		said = "The commands are written."
	}
	invite, err := chat.Invite(ctx)
	if err != nil {
		return inWords(err, s.Locale)
	}
	if _, err := fmt.Fprintf(std.out, "%s\nAdd the bot to a server: %s\n", said, invite); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// printCommands prints what would be written.
func printCommands(std stdio) error {
	b, err := discord.Commands()
	if err == nil {
		_, err = std.out.Write(b)
	}
	if err != nil {
		return fmt.Errorf("print the commands: %w", err)
	}
	return nil
}

// inWords is an error as a person is told it.
func inWords(err error, locale string) error {
	if f, ok := errors.AsType[*copilot.Fault](err); ok {
		return errors.New(f.Sentence(locale))
	}
	return err
}
