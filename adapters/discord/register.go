package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Register writes the commands of a server, or with "" of all, if they are not the
// same there already, and says whether it wrote: Discord takes 200 new ones a day.
func (c *Chat) Register(ctx context.Context, guild string) (written bool, err error) {
	var there []applicationCommand
	if err := c.rest.commands(ctx, guild, &there); err != nil {
		return false, err
	}
	wanted := registrationIn(guild)
	if same(there, wanted) {
		return false, nil
	}
	return true, c.rest.setCommands(ctx, guild, wanted, nil)
}

// registrationIn is what is registered in a server, or with "" in all: where commands
// work is said of those alone that are everywhere.
func registrationIn(guild string) []applicationCommand {
	all := registration()
	for i := range all {
		if guild != "" {
			all[i].Contexts, all[i].Integrations = nil, nil
		}
	}
	return all
}

// Commands are what Register writes, as indented JSON.
func Commands() ([]byte, error) {
	b, err := json.MarshalIndent(registration(), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("discord: write the commands: %w", err)
	}
	return append(b, '\n'), nil
}

// needed are the permissions that the bot asks for when it is added to a server.
const needed = viewChannel | sendMessages | sendInThreads | embedLinks | readHistory

// Invite is the address at which somebody adds the bot to a server.
func (c *Chat) Invite(ctx context.Context) (string, error) {
	own, err := c.rest.self(ctx)
	if err != nil {
		return "", err
	}
	query := url.Values{
		"client_id": {own.Application}, "scope": {"bot applications.commands"},
		"permissions": {strconv.FormatUint(uint64(needed), 10)},
	}
	return "https://discord.com/oauth2/authorize?" + query.Encode(), nil
}

// CheckKey is a *copilot.Fault when a public key is not the one of our application:
// then nothing that Discord sends over HTTP would be believed. With "" there is
// nothing to check.
func (c *Chat) CheckKey(ctx context.Context, publicKey string) error {
	if publicKey == "" {
		return nil
	}
	own, err := c.rest.self(ctx)
	if err != nil {
		return err
	}
	if !strings.EqualFold(own.PublicKey, publicKey) {
		return copilot.NewFault(copilot.FaultInput, "discord.fault.key", nil, nil)
	}
	return nil
}

// Reads says whether Discord shows the bot what others write.
func (c *Chat) Reads(ctx context.Context) (bool, error) {
	own, err := c.rest.self(ctx)
	return own.content, err
}

// Refused says that Discord does not accept the bot's token any more: until a restart
// nothing is asked of it.
func (c *Chat) Refused() bool { return c.rest.limits.refusesToken() }
