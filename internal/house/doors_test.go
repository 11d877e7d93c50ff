package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// door is what lets words out to a platform, or holds what does: the files that may
// name it are its doorkeepers, and no others do, so that each platform has one way out.
type door struct {
	names []string // of methods ("PostMessageContext"), of what a package has ("net/http.Client"), of types in a package of ours ("adapters/slack part")
	in    []string // files, as path.Match matches; none: nowhere
	why   string
}

const (
	slackLibrary   = "github.com/slack-go/slack"
	discordLibrary = "github.com/bwmarrin/discordgo"
)

var doors = []door{
	{
		[]string{"PostMessageContext", "UpdateMessageContext", "DeleteMessageContext", "PostEphemeralContext"},
		[]string{"adapters/slack/send.go", "adapters/slack/pace.go", "adapters/slack/tell.go"},
		"messages go to Slack, and away, where their buttons are sealed and who may see them is known",
	},
	{
		[]string{"OpenViewContext", "UpdateViewContext", "PublishViewContext"},
		[]string{"adapters/slack/modal.go", "adapters/slack/home.go"},
		"modals and the Home have one way to Slack",
	},
	{
		[]string{
			"PostMessage", "UpdateMessage", "DeleteMessage", "SendMessage", "SendMessageContext", "PostEphemeral", "ScheduleMessage", "ScheduleMessageContext",
			"UploadFile", "UploadFileContext", "OpenView", "UpdateView", "PublishView", "PushView", "PushViewContext", "UnfurlMessage", "UnfurlMessageContext", "StartStream", "StartStreamContext",
			slackLibrary + ".PostWebhook", slackLibrary + ".PostWebhookContext", slackLibrary + ".MsgOptionAttachments", slackLibrary + ".MsgOptionParse", slackLibrary + ".MsgOptionResponseURL",
		}, nil, "there is one way for it: adapters/slack/send.go, tell.go and modal.go",
	},
	{
		[]string{slackLibrary + ".MsgOptionText", slackLibrary + ".MsgOptionBlocks"},
		[]string{"adapters/slack/send.go", "adapters/slack/parts.go", "adapters/slack/tell.go"},
		"what is sent to Slack is a part, labelled first and last (P1), or a sentence of ours",
	},
	{
		[]string{"adapters/slack part"},
		[]string{"adapters/slack/parts.go"},
		"a part is made where the label frames it (P1)",
	},
	{
		[]string{"adapters/discord payload"},
		[]string{"adapters/discord/parts.go", "adapters/discord/payload.go", "adapters/discord/setting.go", "adapters/discord/submitted.go"},
		"a message for Discord is made where the label frames it (P1), of a sentence of ours, or of what somebody typed or the channel said of itself, for one person",
	},
	{
		[]string{"RequestWithLockedBucket"},
		[]string{"adapters/discord/rest.go"},
		"Discord is called in one place",
	},
	{
		[]string{
			"RequestWithBucketID", "RequestRaw", "ChannelMessageSend", "ChannelMessageSendComplex", "ChannelMessageSendEmbed", "ChannelMessageSendEmbeds", "ChannelMessageSendReply",
			"ChannelMessageSendTTS", "ChannelMessageEdit", "ChannelMessageEditComplex", "ChannelFileSend", "WebhookExecute", "WebhookThreadExecute", "WebhookMessageEdit", "InteractionRespond", "InteractionResponseEdit",
			"FollowupMessageCreate", "FollowupMessageEdit",
		}, nil, "Discord is called in one place: adapters/discord/rest.go",
	},
	{
		[]string{slackLibrary + ".New"},
		[]string{"adapters/slack/chat.go"},
		"Slack's client is made, and held, in one place",
	},
	{
		[]string{discordLibrary + ".New"},
		[]string{"adapters/discord/rest.go", "adapters/discord/gateway_talk.go"},
		"Discord's client is made, and held, in one place, and its gateway's in another",
	},
	{
		[]string{"net/http.Client", "net/http.Transport", "net/http.DefaultTransport", "net/http.DefaultClient"},
		[]string{
			"adapters/slack/chat.go", "adapters/slack/page.go", "adapters/discord/rest.go", "adapters/discord/hurry.go", "adapters/discord/gateway_options.go", "adapters/discord/gateway_resume.go",
			"adapters/openai/writer.go", "adapters/telemetry/export.go", "adapters/web/issuer/client.go", "adapters/web/issuer/issuer.go", "cmd/bot/health.go", "cmd/bot/doctor_address.go", "cmd/bot/doctor_public.go",
		},
		"what calls out is made by the adapter whose platform it calls",
	},
	{
		[]string{"net/http.NewRequest", "net/http.NewRequestWithContext"},
		[]string{"adapters/slack/page.go", "adapters/slack/tell.go", "adapters/telemetry/export.go", "cmd/bot/health.go", "cmd/bot/doctor_address.go", "cmd/bot/doctor_public.go"},
		"calls go out by a platform's one way",
	},
	{
		[]string{"Reveal"},
		[]string{
			"copilot/secret.go", "adapters/slack/chat.go", "adapters/slack/http.go", "adapters/slack/page.go", "adapters/slack/signature.go",
			"adapters/discord/rest.go", "adapters/discord/gateway_*.go", "adapters/discord/refusal.go", "adapters/discord/seal.go",
			"adapters/openai/config.go", "adapters/openai/writer.go", "adapters/telemetry/export.go", "adapters/web/issuer/issuer.go", "adapters/web/issuer/exchange.go",
			"cmd/bot/config.go", "cmd/bot/slack.go", "cmd/bot/discord.go", "cmd/bot/traces.go", "cmd/bot/serve.go", "cmd/bot/audit.go", "cmd/bot/doctor_redis.go",
		},
		"a secret leaves its type only where it is checked, or given to whom it is meant for",
	},
}

// TestOneDoorOut: nothing but its doorkeepers names what lets words out to a platform.
func TestOneDoorOut(t *testing.T) {
	for _, f := range sources(t) {
		for _, b := range ways(f) {
			t.Error(b)
		}
	}
}

// TestDoorsAreThere: a doorkeeper that does not name its door is none.
func TestDoorsAreThere(t *testing.T) {
	used := map[string]bool{}
	for _, f := range sources(t) {
		for _, name := range named(f) {
			used[within(f)+" "+name] = true
		}
	}
	for _, d := range doors {
		for _, file := range d.in {
			there := false
			for use := range used {
				at, name, _ := strings.Cut(use, " ")
				there = there || matches([]string{file}, at) && slices.Contains(d.names, name)
			}
			if !there {
				t.Errorf("%s names none of %s: take it off the list", file, strings.Join(d.names, ", "))
			}
		}
	}
}

// ways says which doors a file names that it does not keep.
func ways(f parsed) []string {
	if f.test {
		return nil
	}
	var all []string
	for _, name := range named(f) {
		for _, d := range doors {
			if slices.Contains(d.names, name) && !matches(d.in, within(f)) {
				all = append(all, fmt.Sprintf("%s: %s: %s", f.path, name, d.why))
			}
		}
	}
	return all
}

// within is a file's path in the module.
func within(f parsed) string {
	return f.pkg + "/" + filepath.Base(f.path)
}

// named is what a file names as doors are named.
func named(f parsed) []string {
	var all []string
	local := imported(f.File)
	ast.Inspect(f.File, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			of, ok := n.X.(*ast.Ident)
			if ok && local[of.Name] != "" {
				all = append(all, local[of.Name]+"."+n.Sel.Name)
			} else {
				all = append(all, n.Sel.Name)
			}
		case *ast.CompositeLit:
			if of, ok := n.Type.(*ast.Ident); ok {
				all = append(all, f.pkg+" "+of.Name)
			}
			if of := elided(n); of != nil {
				all = append(all, f.pkg+" "+of.Name)
			}
		case *ast.ValueSpec:
			if of, ok := n.Type.(*ast.Ident); ok {
				all = append(all, f.pkg+" "+of.Name)
			}
		case *ast.CallExpr:
			if fun, ok := n.Fun.(*ast.Ident); ok && fun.Name == "new" && len(n.Args) == 1 {
				if of, ok := n.Args[0].(*ast.Ident); ok {
					all = append(all, f.pkg+" "+of.Name)
				}
			}
		}
		return true
	})
	return all
}

// elided is the type of the elements of a list or a map that are made without naming it;
// nil when there are none.
func elided(list *ast.CompositeLit) *ast.Ident {
	var of ast.Expr
	switch t := list.Type.(type) {
	case *ast.ArrayType:
		of = t.Elt
	case *ast.MapType:
		of = t.Value
	}
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	name, ok := of.(*ast.Ident)
	made := slices.ContainsFunc(list.Elts, func(e ast.Expr) bool {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			e = pair.Value
		}
		made, ok := e.(*ast.CompositeLit)
		return ok && made.Type == nil
	})
	if !ok || !made {
		return nil
	}
	return name
}

func TestWaysAreFound(t *testing.T) {
	for _, c := range []struct{ file, src, want string }{
		{"adapters/slack/event.go", `func f(c *Chat) { c.api.PostMessageContext(ctx, "C1") }`, "PostMessageContext: messages go to Slack"},
		{"adapters/slack/send.go", `func f(c *Chat) { c.api.PostMessageContext(ctx, "C1") }`, ""},
		{"adapters/slack/send.go", `func f(c *Chat) { post := c.api.PostMessage; post("C1") }`, "PostMessage: there is one way"},
		{"adapters/slack/home.go", `import "github.com/slack-go/slack"; var c = slack.New("xoxb")`, "slack.New: Slack's client"},
		{"adapters/slack/home.go", `import s "github.com/slack-go/slack"; var o = s.MsgOptionText("x", false)`, "MsgOptionText: what is sent"},
		{"adapters/slack/home.go", `var p = part{}`, "adapters/slack part: a part is made"},
		{"adapters/discord/click.go", `var p = payload{Content: "x"}`, "adapters/discord payload: a message for Discord"},
		{"adapters/discord/click.go", `var p payload`, "adapters/discord payload: a message for Discord"},
		{"adapters/discord/click.go", `var p = new(payload)`, "adapters/discord payload: a message for Discord"},
		{"adapters/discord/click.go", `var all = []payload{{Content: "x"}}`, "adapters/discord payload: a message for Discord"},
		{"adapters/slack/home.go", `var all = map[string]*part{"x": {}}`, "adapters/slack part: a part is made"},
		{"adapters/slack/home.go", `var all = []part{}`, ""},
		{"adapters/discord/click.go", `func f(s *S) { s.ChannelMessageSend("1", "x") }`, "ChannelMessageSend: Discord is called in one place"},
		{"adapters/discord/click.go", `func f(r *rest) { r.session.RequestWithLockedBucket("POST") }`, "RequestWithLockedBucket: Discord is called"},
		{"copilot/work.go", `import "net/http"; var c http.Client`, "net/http.Client: what calls out"},
		{"memory/store.go", `import "net/http"; var r, _ = http.NewRequest("GET", "x", nil)`, "net/http.NewRequest: calls go out"},
		{"cmd/bot/stop.go", `import web "net/http"; var c = web.DefaultClient`, "net/http.DefaultClient: what calls out"},
		{"adapters/web/server.go", `func f(s *Settings) string { return s.Key.Reveal() }`, "Reveal: a secret leaves"},
		{"adapters/web/server.go", `func f(s *Settings) string { return s.Key.String() }`, ""},
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, c.file, "package p; "+c.src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		got := ways(parsed{c.file, filepath.ToSlash(filepath.Dir(c.file)), false, fset, file})
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)) {
			t.Errorf("in %s, %s: %q, want %q", c.file, c.src, got, c.want)
		}
	}
}
