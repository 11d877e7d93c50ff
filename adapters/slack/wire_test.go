package slack

import (
	"context"
	"encoding/json"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/slack-go/slack/socketmode"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// samples are all files of a folder of Slack's published contracts.
func samples(t testing.TB, folder string) map[string][]byte {
	t.Helper()
	dir := sharedtest.Contracts()
	all := map[string][]byte{}
	root := filepath.Join(dir, "slack", folder)
	if _, err := os.Stat(root); err != nil {
		t.Skipf("NOT CHECKED against Slack's samples: no slack/%s in %s; set CONTRACTS to the folder that has it", folder, dir)
	}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		all[strings.TrimPrefix(path, root)], err = os.ReadFile(path)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d samples: %v", len(all), err)
	}
	return all
}

// TestSamplesParse: whatever Slack publishes of what it delivers can be read.
func TestSamplesParse(t *testing.T) {
	for name, raw := range samples(t, "json-logs/events") {
		var e envelope
		if err := json.Unmarshal(raw, &e); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(string(raw), `"event"`) && e.Event.Type == "" {
			t.Errorf("%s: no type of event is found", name)
		}
	}
	for name, raw := range samples(t, "json-logs/app-backend") {
		if strings.Contains(name, "interactive") || strings.Contains(name, "view") || strings.Contains(name, "message-action") || strings.Contains(name, "block-") {
			if i, err := readInteraction(raw); err != nil {
				t.Errorf("%s: %v", name, err)
			} else if i.Type == "" {
				t.Errorf("%s: no type is found", name)
			}
		}
	}
}

// TestSocketSamples: the envelopes that Slack publishes are taken apart.
func TestSocketSamples(t *testing.T) {
	for name, raw := range samples(t, "socket-mode") {
		var e socketEnvelope
		if err := json.Unmarshal(raw, &e); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if e.ID == "" && !strings.Contains(name, "hello.json") && !strings.Contains(name, "disconnect") {
			t.Errorf("%s: no envelope_id", name)
		}
		switch e.Type {
		case socketmode.RequestTypeInteractive:
			if i, err := readInteraction(e.Payload); err != nil || i.User.ID == "" || i.Type == "" {
				t.Errorf("%s: %+v %v", name, i, err)
			}
		case socketmode.RequestTypeSlashCommands:
			var c command
			if err := json.Unmarshal(e.Payload, &c); err != nil || c.Command == "" || c.User == "" || c.Team == "" {
				t.Errorf("%s: %+v %v", name, c, err)
			}
		case socketmode.RequestTypeEventsAPI:
			var v envelope
			if err := json.Unmarshal(e.Payload, &v); err != nil || v.Event.Type == "" || v.workspace() == "" {
				t.Errorf("%s: %+v %v", name, v, err)
			}
		}
	}
}

// TestWorkspaces: whose a delivery is, in each of its forms.
func TestWorkspaces(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{`{"team":{"id":"T1"},"enterprise":null,"is_enterprise_install":false}`, "T1"},
		{`{"team":{"id":"T1","enterprise_id":"E1"},"enterprise":{"id":"E1"},"is_enterprise_install":"false"}`, "T1"},
		{`{"team":{"id":"T1"},"enterprise":{"id":"E1"},"is_enterprise_install":true}`, "E1"},
		{`{"team":null,"enterprise":{"id":"E1"},"is_enterprise_install":"true"}`, "E1"},
		{`{"team":null,"enterprise":{"id":"E1"}}`, "E1"},
		{`{"team":null,"user":{"team_id":"T2"}}`, "T2"},
		{`{"team":{"id":"T2"},"user":{"team_id":"T2"},"view":{"app_installed_team_id":"T1"}}`, "T1"},
	} {
		i, err := readInteraction([]byte(c.raw))
		if got := i.workspace(); err != nil || got != c.want {
			t.Errorf("%s is of %q (%v)", c.raw, got, err)
		}
	}
	for _, c := range []struct{ raw, want string }{
		{`{"team_id":"T1"}`, "T1"},
		{`{"team_id":"T2","authorizations":[{"team_id":"T1","enterprise_id":null,"is_enterprise_install":false}]}`, "T1"},
		{`{"team_id":"T2","enterprise_id":"E2","authorizations":[{"team_id":"T1","enterprise_id":"E1","is_enterprise_install":true}]}`, "E1"},
		{`{"team_id":"T1","enterprise_id":"E1","authorizations":[{"is_enterprise_install":true}]}`, "E1"},
	} {
		var e envelope
		err := json.Unmarshal([]byte(c.raw), &e)
		if got := e.workspace(); err != nil || got != c.want {
			t.Errorf("%s is of %q (%v)", c.raw, got, err)
		}
	}
	form := url.Values{"team_id": {"T1"}, "enterprise_id": {"E1"}, "is_enterprise_install": {"true"}}
	if got := readCommand(form).workspace(); got != "E1" {
		t.Errorf("the command is of %q", got)
	}
}

// witness is a core that does nothing and remembers what was clicked.
type witness struct {
	chattest.Idle
	mu      sync.Mutex
	clicked []copilot.Act
}

// Click remembers the act.
func (w *witness) Click(_ context.Context, _ copilot.Ref, k copilot.Click) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clicked = append(w.clicked, k.Act)
	return nil
}

// silentSlack answers every call with an error, at once.
func silentSlack(t testing.TB) *Chat {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"ok":false,"error":"invalid_auth"}`))
	}))
	t.Cleanup(server.Close)
	chat := NewChat(ChatOptions{BotToken: copilot.NewSecret("xoxb-x"), URL: server.URL, Log: slog.New(slog.DiscardHandler)})
	chat.client.Transport, chat.answers.Transport = refusing{}, refusing{} // nothing in a fuzzed payload is an address to call
	return chat
}

// refusing lets nothing out but to this machine.
type refusing struct{}

func (refusing) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Hostname() != "127.0.0.1" {
		return nil, errNoAddress
	}
	return http.DefaultTransport.RoundTrip(r)
}

// approvals fails for a verdict that no button of ours asked for.
func (w *witness) approvals(t *testing.T, raw []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, act := range w.clicked {
		said := string(raw)
		if act == copilot.ActApprove && !strings.Contains(said, "act.approve") {
			t.Fatalf("%q approves something", raw)
		}
	}
	w.clicked = nil
}

// FuzzForm is any body of a slash command.
func FuzzForm(f *testing.F) {
	f.Add("command=/draft&text=our+launch&user_id=U1&team_id=T1&channel_id=C1&trigger_id=1.2")
	f.Add("command=%2Fsummarize&text=%3Chttps%3A%2F%2Facme.slack.com%2Farchives%2FC1ABC%2Fp1712345678123456%3E")
	f.Add("command=/draft&command=/copilot&text=approvers+%3C%40U1%7Cx%3E&response_url=http%3A%2F%2F169.254.169.254%2F")
	f.Add("command=%ff&text=%00&is_enterprise_install=true&enterprise_id=E1")
	core := &witness{}
	door := NewDoor(core, silentSlack(f), DoorOptions{Log: slog.New(slog.DiscardHandler)})
	f.Fuzz(func(t *testing.T, raw string) {
		form, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		body(door.command(t.Context(), readCommand(form)))
		door.Wait()
		core.approvals(t, []byte(raw))
	})
}

// FuzzInteraction is any payload of a click, a shortcut or a modal.
func FuzzInteraction(f *testing.F) {
	for _, seed := range []string{
		`{"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"actions":[{"action_id":"act.reject","value":"d|1|x"}]}`,
		`{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"act.retry","value":"r"},{"action_id":7}]}`,
		`{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"home.channel","selected_conversation":"C1"}]}`,
		`{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","callback_id":"command","private_metadata":"{\"command\":\"draft\"}","state":{"values":{"text":{"answer":{"value":"x"}}}}}}`,
		`{"type":"view_submission","view":{"callback_id":"action","private_metadata":"{\"button\":\"act.edit?\",\"value\":\"d|1|x\",\"joins\":[2,-1,900]}","state":{"values":{"text.1/0":{"answer":{"value":"x"}}}}}}`,
		`{"type":"view_submission","view":{"callback_id":"settings","private_metadata":"{}","state":{"values":{"approvers":{"answer":{"selected_users":["U1"]}}}}}}`,
		`{"type":"message_action","callback_id":"summarize_thread","message":{"ts":"1.2"},"channel":{"id":"C1"}}`,
		`{"type":"block_actions","actions":null,"channel":null,"container":7}`,
	} {
		f.Add([]byte(seed))
	}
	core := &witness{}
	door := NewDoor(core, silentSlack(f), DoorOptions{Log: slog.New(slog.DiscardHandler)})
	f.Fuzz(func(t *testing.T, raw []byte) {
		i, err := readInteraction(raw)
		if err != nil {
			return
		}
		body(door.interaction(t.Context(), i))
		door.Wait()
		core.approvals(t, raw)
	})
}

// FuzzEnvelope is anything that arrives over Socket Mode, or as an event.
func FuzzEnvelope(f *testing.F) {
	for _, seed := range []string{
		`{"type":"events_api","envelope_id":"1","payload":{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.2","text":"<@U0> draft x"}}}`,
		`{"type":"events_api","envelope_id":"1","payload":{"event":{"type":"user_change","user":{"id":"U1"}}}}`,
		`{"type":"events_api","envelope_id":"1","payload":{"event":{"type":"message","channel":{"id":"D1"},"message":{"ts":7}}}}`,
		`{"type":"slash_commands","envelope_id":"1","payload":{"command":"/draft","text":"x","is_enterprise_install":"true"}}`,
		`{"type":"interactive","envelope_id":"1","payload":[1,2]}`,
		`{"type":"hello"}`,
	} {
		f.Add([]byte(seed))
	}
	core := &witness{}
	socket := NewSocket(NewDoor(core, silentSlack(f), DoorOptions{Log: slog.New(slog.DiscardHandler)}), 0)
	f.Fuzz(func(t *testing.T, raw []byte) {
		var e socketEnvelope
		if json.Unmarshal(raw, &e) != nil {
			return
		}
		r, _ := socket.deliver(t.Context(), e)
		body(r)
		socket.door.Wait()
		core.approvals(t, raw)
	})
}
