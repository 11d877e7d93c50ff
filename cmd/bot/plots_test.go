package main

import (
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// drawing is a bot in Slack and in Discord that is told where people reach it.
type drawing struct {
	t       *testing.T
	slack   *slacktest.Slack
	discord *discordtest.Discord
	log     overheard
	base    string
	args    []string
	stop    func()
}

const (
	drawnLea, drawnAda, drawnRoom = "U0LEA00001", "U0ADA00001", "C0LAUNCH01"
	drawnBen                      = "1300000000000000002"
)

// draws starts it; Ada administers Slack.
func draws(t *testing.T, args ...string) *drawing {
	t.Helper()
	redis := memorytest.Redis(t)
	b := &drawing{t: t, slack: slacktest.New(t, slacktest.Options{}), discord: discordtest.New(t, discordtest.Options{})}
	b.slack.User(slacktest.User{ID: drawnLea, Name: "lea", RealName: "Léa Martin"})
	b.slack.User(slacktest.User{ID: drawnAda, Name: "ada", Admin: true, Locale: "fr-FR"})
	b.slack.Channel(slacktest.Channel{ID: drawnRoom, Name: "launch", BotIn: true, Members: []string{drawnLea, drawnAda}})
	b.discord.User(discordtest.User{ID: drawnBen, Name: "ben"})
	b.discord.Channel(discordtest.Channel{ID: discordChannel, Name: "launch"})
	b.args = append([]string{
		"--listen=127.0.0.1:0", "--lame-duck=0s", "--log-level=debug", "--redis=" + redis.URL(),
		"--slack-bot-token=" + b.slack.Options().BotToken, "--slack-signing-secret=" + b.slack.Options().SigningSecret, "--slack-api-url=" + b.slack.APIURL(),
		"--discord-bot-token=" + b.discord.Options().Token, "--discord-public-key=" + b.discord.Options().PublicKey, "--discord-gateway=off", "--discord-api-url=" + b.discord.APIURL(),
	}, args...)
	b.base, b.stop = b.replica(&b.log)
	b.slack.ConnectHTTP(b.base)
	b.discord.ConnectHTTP(b.base)
	b.discord.Await("the commands", func() bool { return b.discord.CommandWrites() == 1 })
	b.discord.Permit("copilot")
	// A store that other work keeps waiting has a command refused, and the person told so.
	eventually(t, "Slack's command is accepted", func() bool {
		r := b.slack.Command(drawnLea, drawnRoom, "/draft", "variants:1 Our garden opens")
		return r.Acked() && len(r.Body) == 0
	})
	var r discordtest.Reply
	eventually(t, "Discord's command is accepted", func() bool {
		r = b.discord.Command(drawnBen, discordChannel, "draft", map[string]any{"text": "Our cellar opens"})
		return r.Type == 5 // deferred
	})
	eventually(t, "there are drafts", func() bool { // which have buttons once they are kept
		m, _ := b.discord.Message(discordChannel, r.Message)
		in := b.slack.Messages(drawnRoom)
		return len(m.Buttons()) > 0 && len(in) > 0 && len(in[len(in)-1].Actions()) > 0
	})
	return b
}

// replica is one more bot beside the others, which tells its log.
func (b *drawing) replica(log *overheard, more ...string) (base string, stop func()) {
	b.t.Helper()
	args := append(slices.Clone(b.args), more...)
	stop = sync.OnceFunc(running(log, args...))
	b.t.Cleanup(stop)
	if !slices.Contains(args, "--workbench=off") {
		return log.holds(b.t, "Brouillon is at "), stop
	}
	address, _, _ := strings.Cut(log.holds(b.t, "Brouillon listens on "), ";")
	return "http://" + address, stop
}

// inSlack is what somebody is told who asks for the figures there.
func (b *drawing) inSlack(user string) string {
	said, _ := b.slack.Command(user, drawnRoom, "/copilot", "stats 7").JSON["text"].(string)
	return said
}

// inDiscord is the same there, with where the button leads.
func (b *drawing) inDiscord(user string) (said, link string) {
	r := b.discord.Command(user, discordChannel, "copilot stats", map[string]any{"period": "7"})
	m, _ := b.discord.Message(discordChannel, r.Message)
	for _, button := range m.Buttons() {
		link = button.URL
	}
	return m.Plain(), link
}

// open opens a link to the public address at the address that it stands for.
func (b *drawing) open(link, more string) (int, string) {
	b.t.Helper()
	at, ok := strings.CutPrefix(link, drawnPublic)
	if !ok {
		b.t.Fatalf("%q is no link", link)
	}
	response, err := http.Get(b.base + at + more)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

const drawnPublic = "https://drafts.example.com"

var slackLink = regexp.MustCompile(`<(https://[^|>]+)\|([^>]+)>$`)

// TestStatsLeadToPlots: the private answer of /copilot stats has a link to the plots of that
// channel, in Slack and in Discord, whether there is a workbench or not; any replica opens it,
// for as long as the person may see them, and nothing of it is in a log or in what is measured.
func TestStatsLeadToPlots(t *testing.T) {
	for name, workbench := range map[string]string{"workbench off": "off", "on": "loopback"} {
		t.Run(name, func(t *testing.T) {
			b := draws(t, "--workbench="+workbench, "--public-url="+drawnPublic, "--secret-key="+strings.Repeat("k", leastSecret))
			links := map[string]string{}
			for user, opens := range map[string]string{drawnLea: "Open the plots", drawnAda: "Ouvrir les graphiques"} {
				m := slackLink.FindStringSubmatch(b.inSlack(user))
				if m == nil || m[2] != opens {
					t.Fatalf("%s is told %q", user, b.inSlack(user))
				}
				links[user] = m[1]
				status, page := b.open(m[1], "")
				if status != http.StatusOK || !strings.Contains(page, `<dd class="value">1</dd><dd class="note">/draft 1</dd>`) || strings.Count(page, `<th scope="row">`) != 7 {
					t.Errorf("%s: %d: %s", user, status, page)
				}
				status, page = b.open(m[1], "?of=all&days=30")
				if want := map[string]int{drawnLea: http.StatusForbidden, drawnAda: http.StatusOK}[user]; status != want || strings.Contains(page, "garden") || strings.Contains(page, "Martin") {
					t.Errorf("%s, all channels: %d: %s", user, status, page)
				}
			}
			said, link := b.inDiscord(drawnBen)
			links[drawnBen] = link
			if status, page := b.open(link, "/figures.csv"); status != http.StatusOK || !strings.Contains(page, discordChannel+",") {
				t.Errorf("told %q, which opens %d: %s", said, status, page)
			}
			broken := links[drawnLea][:len(links[drawnLea])-1]
			if status, page := b.open(broken, ""); status != http.StatusNotFound || !strings.Contains(page, "/copilot stats") {
				t.Errorf("a link cut off: %d: %s", status, page)
			}
			b.stop()

			b.discord.Leave(drawnBen, b.discord.Options().Guild)
			b.slack.Channel(slacktest.Channel{ID: drawnRoom, Name: "launch", BotIn: true, Members: []string{drawnAda}})
			var log overheard // of a replica, which has not believed anything of anybody
			metrics := free(t)
			b.base, b.stop = b.replica(&log, "--metrics="+metrics)
			for user, want := range map[string]int{drawnLea: http.StatusForbidden, drawnBen: http.StatusForbidden, drawnAda: http.StatusOK} {
				if status, page := b.open(links[user], ""); status != want || strings.Contains(page, "<svg viewBox=\"0 0 380") != (want == http.StatusOK) {
					t.Errorf("%s, after two have left: %d: %s", user, status, page)
				}
			}
			b.open(broken, "")
			measured := pageAt(t, "http://"+metrics+"/metrics")
			for outcome, n := range map[string]string{"shown": "1", "refused": "2", "foreign": "1", "failed": "0"} {
				if line := `brouillon_plots_total{outcome="` + outcome + `"} ` + n + "\n"; !strings.Contains(measured, line) {
					t.Errorf("%q is not measured", line)
				}
			}
			b.stop()
			for _, l := range links {
				ticket := strings.TrimPrefix(l, drawnPublic+"/figures/")
				for where, kept := range map[string]string{"the log": b.log.String(), "the log of the other": log.String(), "what is measured": measured} {
					if ticket == "" || strings.Contains(kept, ticket[:16]) || strings.Contains(kept, ticket[len(ticket)-16:]) {
						t.Errorf("%s has %q: %s", where, ticket, kept)
					}
				}
			}
		})
	}
}

// TestStatsWithoutPlots: where nobody said where people reach the bot, or what lasts to seal a
// link with, the answer says nothing of a page, and there is none.
func TestStatsWithoutPlots(t *testing.T) {
	key, public := "--secret-key="+strings.Repeat("k", leastSecret), "--public-url="+drawnPublic
	for name, args := range map[string][]string{"no public address": {key}, "no key": {public}} {
		t.Run(name, func(t *testing.T) {
			b := draws(t, append(args, "--workbench=off")...)
			said := b.inSlack(drawnLea)
			inDiscord, link := b.inDiscord(drawnBen)
			if !strings.Contains(said, "Drafts: 1") || !strings.Contains(inDiscord, "Drafts: 1") || strings.Contains(said+inDiscord+link, "http") || strings.Contains(said+inDiscord, "The link is for you") {
				t.Errorf("told %q and %q with %q", said, inDiscord, link)
			}
			if status, _ := b.open(drawnPublic+"/figures/x", ""); status != http.StatusNotFound {
				t.Errorf("there is a page: %d", status)
			}
		})
	}
}

// TestPlotsBeneathAPath: behind a proxy that leads a path to the bot, links and what pages load
// have that path, as addresses write it.
func TestPlotsBeneathAPath(t *testing.T) {
	for _, beneath := range []string{"/bot", "/our%20bots/a%2Fb"} {
		b := draws(t, "--workbench=off", "--public-url="+drawnPublic+beneath+"/", "--secret-key="+strings.Repeat("k", leastSecret))
		m := slackLink.FindStringSubmatch(b.inSlack(drawnLea))
		if m == nil || !strings.HasPrefix(m[1], drawnPublic+beneath+"/figures/") {
			t.Fatalf("told %q", m)
		}
		_, page := b.open(strings.Replace(m[1], beneath, "", 1), "")
		found := regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(page, -1)
		if len(found) == 0 {
			t.Errorf("the page links nothing: %s", page)
		}
		for _, f := range found {
			if !strings.HasPrefix(f[1], beneath+"/figures/") {
				t.Errorf("the page links %q", f[1])
			}
		}
	}
}
