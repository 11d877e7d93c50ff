package main

import (
	"fmt"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// manifestCmd has a subcommand for each chat that wants to be told what the app is.
type manifestCmd struct {
	Slack slackManifestCmd `cmd:"" help:"Print the app's manifest for Slack (api.slack.com/apps, Create New App, From a manifest) and, on standard error, why it needs each permission."`
}

type slackManifestCmd struct {
	URL    string `name:"url" placeholder:"URL" help:"Public https address of the bot, when Slack is to call it over HTTP."`
	Socket bool   `help:"Use Socket Mode: the bot calls Slack and needs no public address."`
	Name   string `default:"Brouillon" placeholder:"NAME" help:"Name of the app. Default: ${default}."`
}

func (c slackManifestCmd) options(locale, prefix string) slack.ManifestOptions {
	return slack.ManifestOptions{URL: c.URL, Socket: c.Socket, Prefix: prefix, Name: c.Name, Locale: locale}
}

// Validate finds what is wrong with the flags while they are read, so that it is
// told with everything else that is.
func (c slackManifestCmd) Validate() error {
	_, err := slack.Manifest(c.options(catalogue.English, ""))
	return err
}

// Run prints the manifest, and for a person why each scope is needed.
func (c slackManifestCmd) Run(s *Settings, std stdio) error {
	made, err := slack.Manifest(c.options(s.Locale, s.Slack.Prefix))
	if err != nil {
		return err
	}
	if _, err := std.out.Write(made); err != nil {
		return fmt.Errorf("print the manifest: %w", err)
	}
	for _, scope := range slack.Scopes() {
		if _, err := fmt.Fprintf(std.err, "%s: %s\n", scope.Name, catalogue.Say(s.Locale, scope.Why, nil)); err != nil {
			return fmt.Errorf("explain the scopes: %w", err)
		}
	}
	return nil
}
