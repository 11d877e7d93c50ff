package discord

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
)

func TestParsePermalink(t *testing.T) {
	channel := permalink{Guild: "1", Channel: "22"}
	message := permalink{Guild: "1", Channel: "22", Message: "333"}
	const link = "https://discord.com/channels/1/22/333"
	for s, want := range map[string]permalink{
		"https://discord.com/channels/1/22":  channel,
		"https://discord.com/channels/1/22/": channel,
		link:                                 message,
		link + "/":                           message,
		"  " + link + " ,":                   message,
		link + ").":                          message,
		"<" + link + ">":                     message,
		"<" + link + ">.":                    message,
		link + "**":                          message,
		link + "?x=1#y":                      message,
		"https://ptb.discord.com/channels/1/22/333":            message,
		"https://canary.discord.com/channels/1/22/333":         message,
		"https://www.discord.com/channels/1/22/333":            message,
		"https://discordapp.com/channels/1/22/333":             message,
		"https://ptb.discordapp.com/channels/1/22/333":         message,
		"HTTPS://Discord.COM/channels/1/22/333":                message,
		"":                                                     {},
		"the thread":                                           {},
		"http://discord.com/channels/1/22/333":                 {},
		"https://discord.com/channels/@me/22/333":              {},
		"https://discord.com/channels/1":                       {},
		"https://discord.com/channels/1/22/333/4":              {},
		"https://discord.com/channels/1/x/333":                 {},
		"https://discord.com/channels/1/../22":                 {},
		"https://discord.com/channels/%31/22/333":              {},
		"https://discord.com:8443/channels/1/22":               {},
		"https://u:p@discord.com/channels/1/22":                {},
		"https://discord.com@evil.com/channels/1/22":           {},
		"https://discord.com.evil.com/channels/1/22":           {},
		"https://evildiscord.com/channels/1/22":                {},
		"https://x.discord.com/channels/1/22":                  {},
		"https://discord.gg/channels/1/22":                     {},
		"<<" + link + ">":                                      {},
		"https:discord.com/channels/1/22":                      {},
		"https://discord.com/channels/123456789012345678901/2": {},
	} {
		chattest.ReadsLink(t, parsePermalink, s, want)
	}
}

func TestPermalinksSurviveTheRoundTrip(t *testing.T) {
	id := rapid.StringMatching(`[1-9][0-9]{0,19}`)
	rapid.Check(t, func(t *rapid.T) {
		want := permalink{Guild: id.Draw(t, "guild"), Channel: id.Draw(t, "channel")}
		if rapid.Bool().Draw(t, "message") {
			want.Message = id.Draw(t, "message")
		}
		for _, form := range []string{want.String(), "<" + want.String() + ">", " " + want.String() + ".\n", escape(want.String())} {
			chattest.ReadsLink(t, parsePermalink, form, want)
		}
	})
}

// FuzzPermalink: whatever is taken for a permalink leads to Discord, and its own link
// reads as itself.
func FuzzPermalink(f *testing.F) {
	f.Add("<https://ptb.discord.com/channels/1/22/333>.")
	f.Add("https://discord.com@evil.com/channels/1/22")
	f.Fuzz(func(t *testing.T, s string) {
		chattest.LinkReadsAsItself(t, parsePermalink, s)
	})
}
