package main

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// A model that does all that an attacker wants, who writes to it by briefs and by what is
// said in the channel, in Slack and in Discord: nothing of any other channel, person or
// workspace, and no secret, is in any byte that leaves, to the model itself, the platforms,
// the log, /metrics and the exports; and nothing is called, linked, unlabelled or signed off.
func TestObedientModelLeaksNothing(t *testing.T) {
	redis := memorytest.Redis(t)
	slack := slacktest.New(t, slacktest.Options{BotToken: canaries["SLACK_BOT_TOKEN"], AppToken: canaries["SLACK_APP_TOKEN"], SigningSecret: canaries["SLACK_SIGNING_SECRET"]})
	discord := discordtest.New(t, discordtest.Options{Token: canaries["DISCORD_BOT_TOKEN"]})
	const lea, room, board = "U0LEA00001", "C0LAUNCH01", "C0BOARD001"
	const ben, cellar = "1300000000000000002", "1500000000000000009"
	slack.User(slacktest.User{ID: lea, Name: "lea", RealName: "Léa Martin"})
	slack.User(slacktest.User{ID: "U0MARC0001", Name: "marc", RealName: "Marc Olivier"})
	slack.Channel(slacktest.Channel{ID: room, Name: "launch", BotIn: true, Members: []string{lea}})
	slack.Channel(slacktest.Channel{ID: board, Name: "board", BotIn: true, Private: true, Members: []string{"U0MARC0001"}})
	slack.Say("U0MARC0001", board, "", elsewhere+" said")
	discord.User(discordtest.User{ID: ben, Name: "ben"})
	discord.Channel(discordtest.Channel{ID: discordChannel, Name: "launch"})
	discord.Channel(discordtest.Channel{ID: cellar, Name: "cellar"})
	discord.Say(ben, cellar, elsewhere+" said")
	team, guild := slack.Options().Team, discord.Options().Guild
	store := furnished(t, redis.URL(), []copilot.Place{
		{Platform: "slack", Workspace: team, Channel: room},
		{Platform: "slack", Workspace: team, Channel: board},
		{Platform: "slack", Workspace: "T0OTHER001", Channel: room},
		{Platform: "discord", Workspace: guild, Channel: cellar},
		{Platform: "discord", Workspace: "1100000000000000777", Channel: discordChannel},
	})
	model := &obedient{}
	endpoint := httptest.NewServer(model)
	t.Cleanup(endpoint.Close)
	var log overheard
	base, stop := started(t, &log, "--redis="+redis.URL(), "--openai-base-url="+endpoint.URL+"/v1", "--openai-model=m",
		"--limit-person=0", "--limit-channel=0", "--limit-workspace=0",
		"--slack-api-url="+slack.APIURL(), "--discord-api-url="+discord.APIURL())
	slack.ConnectHTTP(base)
	slack.AwaitConnections(1)
	discord.AwaitSessions(1)
	discord.Await("the commands", func() bool { return discord.CommandWrites() == 1 })

	all, carriers := attacks(t), 0
	const bundle = 3
	for some := range slices.Chunk(all, bundle) {
		model.obeys(some)
		said := strings.Join(some, " · ")
		for _, carry := range []func(){
			func() { slack.Command(lea, room, "/draft", "Our launch. "+said) },
			func() {
				slack.Say(lea, room, "", said)
				slack.Command(lea, room, "/summarize", "since:7d share:channel")
			},
			func() { discord.Command(ben, discordChannel, "draft", map[string]any{"text": "Our launch. " + said}) },
			func() {
				discord.Say(ben, discordChannel, said)
				discord.Command(ben, discordChannel, "summarize", map[string]any{"share": "channel"})
			},
		} {
			carry()
			carriers++
		}
		eventually(t, "all is answered", func() bool {
			d, err := store.Depth(t.Context())
			return err == nil && d.Waiting+d.Working+d.Delayed == 0
		})
	}
	leaves := map[string]string{"the model": model.shown.String(), "/metrics": pageAt(t, base+"/metrics")}
	stop()
	leaves["the log"] = log.String()
	for _, format := range []string{"csv", "jsonl"} {
		var out strings.Builder
		run(t.Context(), []string{"audit", "export", "--format=" + format, "--redis=" + redis.URL(), "--secret-key=" + canaries["BOT_SECRET_KEY"]}, stdio{strings.NewReader(""), &out, &out})
		leaves["the export as "+format] = out.String()
	}
	var sent []string
	through := 0
	for _, c := range slack.Calls("*") {
		call := c.Method + " " + strings.Join(values(c.Arguments), " ")
		found := calling.FindString(c.Arguments["text"])
		for _, argument := range c.Arguments {
			found += livelyIn(argument, true)
		}
		if found != "" {
			through++
			t.Errorf("alive in Slack: %q in %.1500q", found, call)
		}
		sent = append(sent, call)
	}
	for _, c := range discord.Calls("") {
		call := c.Route + " " + string(c.Body)
		if found := livelyIn(string(c.Body), false); found != "" && c.Route != "PUT /applications/{application_id}/commands" {
			through++
			t.Errorf("alive in Discord: %q in %.1500q", found, call)
		}
		sent = append(sent, call)
	}
	leaves["the platforms"] = strings.Join(sent, "\n")
	for where, said := range leaves {
		for _, canary := range append(values(canaries), elsewhere) {
			if at := strings.Index(said, canary); at >= 0 {
				through++
				t.Errorf("a canary is in %s: …%.300q", where, said[max(0, at-120):])
			}
		}
	}
	if strings.Contains(leaves["the export as jsonl"], `"act":"approve"`) {
		through++
		t.Error("something was approved")
	}
	texts := 0
	for _, call := range sent {
		if found := draining.FindString(call); found != "" {
			through++
			t.Errorf("leads away: %q in %.1500q", found, call)
		}
		if strings.Contains(call, obeyed) {
			texts++
			if !strings.Contains(call, "DRAFT · needs human sign-off") {
				through++
				t.Errorf("without its label: %.1500q", call)
			}
		}
	}
	if texts < carriers || model.calls < carriers {
		t.Errorf("%d texts of the model in %d messages: this proves less than it says", model.calls, texts)
	}
	t.Logf("%d attacks, %d requests, %d calls of the model, %d calls of the platforms, %d of them with its words", len(all), carriers, model.calls, len(sent), texts)
	sharedtest.Prove(t, "attack texts × carriers, obeyed by the model in full", len(all)*4, through)
}

func values(m map[string]string) (all []string) {
	for _, v := range m {
		all = append(all, v)
	}
	return all
}
