package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// client is one connection to the gateway.
type client struct {
	t  *testing.T
	ws *websocket.Conn
}

// dial opens the gateway and reads HELLO.
func dial(t *testing.T, address string) *client {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), address+"?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	c := &client{t, ws}
	if hello := c.read(); num(hello, "op") != opHello {
		t.Fatalf("the first payload is %v", hello)
	}
	return c
}

func (c *client) send(op int, data any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(object{"op": op, "d": data}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) read() object {
	c.t.Helper()
	_ = c.ws.SetReadDeadline(time.Now().Add(platformtest.Patience))
	kind, raw, err := c.ws.ReadMessage()
	if err != nil {
		c.t.Fatal(err)
	}
	if kind == websocket.BinaryMessage {
		z, err := zlib.NewReader(bytes.NewReader(raw))
		if err != nil {
			c.t.Fatal(err)
		}
		if raw, err = io.ReadAll(z); err != nil {
			c.t.Fatal(err)
		}
	}
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		c.t.Fatal(err)
	}
	return o
}

// until reads until an event comes, and returns what is in it.
func (c *client) until(name string) object {
	c.t.Helper()
	for {
		if o := c.read(); str(o, "t") == name {
			return asObject(o["d"])
		}
	}
}

// closed reads until the connection ends, and returns the code.
func (c *client) closed() int {
	for {
		_ = c.ws.SetReadDeadline(time.Now().Add(platformtest.Patience))
		if _, _, err := c.ws.ReadMessage(); err != nil {
			if e, ok := err.(*websocket.CloseError); ok {
				return e.Code
			}
			return 0
		}
	}
}

func identity(d *Discord, intents int, more object) object {
	return with(object{"token": d.o.Token, "intents": intents, "properties": object{"os": "linux", "browser": "x", "device": "x"}}, more)
}

// identified is a client with a session.
func identified(t *testing.T, d *Discord, intents int, more object) (*client, object) {
	t.Helper()
	c := dial(t, socketURL(d.server))
	c.send(opIdentify, identity(d, intents, more))
	return c, c.until("READY")
}

func TestInteractionsComeOverTheGateway(t *testing.T) {
	d := server(t, Options{})
	c, ready := identified(t, d, intentGuilds, object{"compress": true})
	d.AwaitSessions(1)
	done := make(chan Reply)
	go func() { done <- d.Command(ada, team, "draft", map[string]any{"about": "x"}) }()
	i := c.until("INTERACTION_CREATE")
	status, o := ask(t, d, http.MethodPost, "/interactions/"+str(i, "id")+"/"+str(i, "token")+"/callback?with_response=true", `{"type":5,"data":{"flags":64}}`)
	if status != http.StatusOK || asObject(o["resource"])["message"] == nil {
		t.Errorf("the callback is answered with %d %v", status, o)
	}
	if r := <-done; r.Type != 5 || len(d.Ephemerals(ada)) != 1 {
		t.Errorf("the answer is %+v", r)
	}
	c.send(opHeartbeat, 2)
	if ack := c.read(); num(ack, "op") != opAck {
		t.Errorf("a heartbeat is answered with %v", ack)
	}
	if str(ready, "resume_gateway_url") == socketURL(d.server) {
		t.Error("sessions are resumed where they begin: nobody would notice a mix-up")
	}
}

func TestMissedEventsComeAgain(t *testing.T) {
	d := server(t, Options{})
	_, ready := identified(t, d, intentGuildMessages|intentContent, nil)
	d.AwaitSessions(1)
	d.Drop()
	d.AwaitSessions(0)
	d.Say(ben, team, "while you were away")
	d.Say(ben, hidden, "not for you")
	c := dial(t, str(ready, "resume_gateway_url"))
	c.send(opResume, object{"token": d.o.Token, "session_id": ready["session_id"], "seq": 1})
	if m := c.until("MESSAGE_CREATE"); str(m, "content") != "while you were away" || str(m, "guild_id") != d.o.Guild {
		t.Errorf("what was missed is %v", m)
	}
	c.until("RESUMED")
	if got := d.Resumes(); len(got) != 1 || !got[0].Given || !got[0].Accepted {
		t.Errorf("resumes: %+v", got)
	}
	d.InvalidateSession(false)
	if o := c.read(); num(o, "op") != opInvalid || o["d"] != false {
		t.Errorf("an invalid session is told as %v", o)
	}
	c.send(opIdentify, identity(d, 0, nil))
	if got := c.until("READY"); got["session_id"] == ready["session_id"] {
		t.Error("an invalid session lives on")
	}
}

func TestGatewayAsksToReconnect(t *testing.T) {
	d := server(t, Options{})
	d.Op7First()
	c := dial(t, socketURL(d.server))
	c.send(opIdentify, identity(d, 0, nil))
	if o := c.read(); num(o, "op") != opReconnect {
		t.Errorf("the first payload is %v", o)
	}
	c, _ = identified(t, d, 0, nil)
	d.Reconnect()
	if o := c.read(); num(o, "op") != opReconnect {
		t.Errorf("the payload is %v", o)
	}
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	d.AwaitSessions(0)
	if n := len(d.gate.sessions); n != 0 {
		t.Errorf("%d sessions outlive a goodbye", n)
	}
}

func TestContentIsVeiled(t *testing.T) {
	d := server(t, Options{NoMessageContent: true})
	c, _ := identified(t, d, intentGuildMessages|intentDirectMessages, nil)
	for _, say := range []struct{ channel, text, want string }{
		{team, "secret", ""}, {team, "<@" + d.o.Application + "> draft", "<@" + d.o.Application + "> draft"}, {d.DM(ada), "between us", "between us"},
	} {
		d.Say(ada, say.channel, say.text)
		if m := c.until("MESSAGE_CREATE"); str(m, "content") != say.want {
			t.Errorf("%q arrives as %q, want %q", say.text, str(m, "content"), say.want)
		}
	}
}

func TestGatewayClosesOnMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		op   int
		data func(*Discord) any
		code int
		red  string
	}{
		"token":   {opIdentify, func(d *Discord) any { return identity(d, 0, object{"token": "x"}) }, closedToken, ""},
		"content": {opIdentify, func(d *Discord) any { return identity(d, intentContent, nil) }, closedDisallowed, ""},
		"members": {opIdentify, func(d *Discord) any { return identity(d, intentMembers, nil) }, closedDisallowed, ""},
		"intents": {opIdentify, func(d *Discord) any { return identity(d, 1<<30, nil) }, closedIntents, "with the intents"},
		"shard":   {opIdentify, func(d *Discord) any { return identity(d, 0, object{"shard": []int{1, 2}}) }, closedShard, "this fake has one"},
		"field":   {opIdentify, func(d *Discord) any { return identity(d, 0, object{"token": "x", "colour": 1}) }, closedToken, `no field "colour"`},
		"early":   {opPresence, func(*Discord) any { return nil }, closedNotYet, "before IDENTIFY"},
		"silent":  {0, nil, closedSilent, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{NoMessageContent: true}
			if c.data == nil {
				o.HeartbeatInterval = 20 * time.Millisecond
			}
			d, said := red(t, o)
			k := dial(t, socketURL(d.server))
			if c.data != nil {
				k.send(c.op, c.data(d))
			}
			if code := k.closed(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
			if got := said.Said(); c.red == "" && got != "" || !strings.Contains(got, c.red) {
				t.Errorf("the test says %q, want %q", got, c.red)
			}
		})
	}
}

func TestMutedIsSilent(t *testing.T) {
	d := server(t, Options{})
	c, _ := identified(t, d, 0, nil)
	d.Mute()
	c.send(opHeartbeat, nil)
	_ = c.ws.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if _, raw, err := c.ws.ReadMessage(); err == nil || websocket.IsUnexpectedCloseError(err) {
		t.Errorf("muted, it says %s %v", raw, err)
	}
	if _, _ = identified(t, d, 0, nil); d.Sessions() != 2 {
		t.Errorf("%d sessions: a new connection is answered", d.Sessions())
	}
}

func TestEverySessionHearsEverything(t *testing.T) {
	d := server(t, Options{})
	one, _ := identified(t, d, intentGuildMessages|intentContent, nil)
	two, _ := identified(t, d, intentGuildMessages|intentContent, nil)
	none, _ := identified(t, d, 0, nil)
	d.AwaitSessions(3)
	id := d.Say(ben, team, "to all")
	d.Edit(ben, team, id, "to everybody")
	d.Delete(ben, team, id)
	d.Purge(ben, team, d.Say(ben, team, "one"), d.Say(ben, team, "two"))
	for _, c := range []*client{one, two} {
		if m := c.until("MESSAGE_CREATE"); str(m, "content") != "to all" {
			t.Errorf("a message: %v", m)
		}
		if m := c.until("MESSAGE_UPDATE"); str(m, "content") != "to everybody" || m["edited_timestamp"] == nil {
			t.Errorf("an edit: %v", m)
		}
		if m := c.until("MESSAGE_DELETE"); str(m, "id") != id {
			t.Errorf("a deletion: %v", m)
		}
		if m := c.until("MESSAGE_DELETE_BULK"); len(list(m, "ids")) != 2 {
			t.Errorf("a purge: %v", m)
		}
	}
	d.CloseWith(4000, "")
	if code := none.closed(); code != 4000 {
		t.Errorf("closed with %d", code)
	}
}

func TestSessionsAreCounted(t *testing.T) {
	d, said := red(t, Options{})
	d.SessionLimit(1, time.Hour)
	identified(t, d, 0, nil)
	if _, o := ask(t, d, http.MethodGet, "/gateway/bot", ""); num(asObject(o["session_start_limit"]), "remaining") != 0 {
		t.Errorf("the limit is %v", o)
	}
	identified(t, d, 0, nil)
	if got := said.Said(); !strings.Contains(got, "none remaining") || len(d.Identifies()) != 2 {
		t.Errorf("the test says %q", got)
	}
}
