package discordtest

import (
	"context"
	"net/http"
)

// Reply is what the app answered to one interaction.
type Reply struct {
	Type        int            // 4 message, 5 defer, 6 and 7 of components, 8 choices, 9 modal; 0 for none
	Data        map[string]any // of the answer, as it was sent
	Status      int            // of HTTP; 0 over the gateway
	Body        []byte         // of HTTP
	Header      http.Header    // of HTTP
	Late        bool           // not answered in time: the person sees "did not respond"
	Message     string         // id of the message that the answer made or changed
	Interaction string         // its id
	Token       string         // of the interaction

	d *delivery
}

// Answered tells whether the app answered in time.
func (r Reply) Answered() bool { return !r.Late && r.Type != 0 }

// Choice is something that an autocomplete answer offers.
type Choice struct {
	Name  string
	Value any // a string or a number
}

// delivery is one interaction on its way to the app.
type delivery struct {
	i   *interaction
	raw []byte // the payload
}

// deliver sends an interaction by the transport that there is, and waits for the
// answer. It ends the test when there is no transport.
func (d *Discord) deliver(i *interaction, payload object) Reply {
	d.t.Helper()
	d.fixture(definition(i.part()), again(payload))
	v := &delivery{i, encode(payload)}
	if d.address() == "" && !d.gate.used() {
		d.t.Fatalf("discordtest: no app is connected: call ConnectHTTP, or wait with AwaitSessions for the gateway")
	}
	r := d.send(v)
	if !r.Answered() && !d.unchecked(CheckAnswered) {
		d.t.Errorf("discordtest: an interaction of type %d was not answered in time (HTTP status %d, body %.200q)", i.kind, r.Status, r.Body)
	}
	return r
}

// Replay delivers the very same interaction again.
func (d *Discord) Replay(r Reply) Reply {
	d.t.Helper()
	if r.d == nil {
		d.t.Fatalf("discordtest: nothing to replay")
	}
	for len(r.d.i.reply) > 0 {
		<-r.d.i.reply // an answer that nobody waited for
	}
	return d.send(r.d)
}

func (d *Discord) send(v *delivery) Reply {
	defer d.moved.Ring()
	r := Reply{Late: true}
	if d.address() != "" {
		r = d.deliverHTTP(v)
	} else {
		d.dispatchRaw("INTERACTION_CREATE", v.raw)
		r = d.await(v.i)
	}
	r.Interaction, r.Token, r.d = v.i.id, v.i.token, v
	return r
}

// await waits until an interaction is answered over the API.
func (d *Discord) await(i *interaction) Reply {
	ctx, cancel := context.WithTimeout(context.Background(), d.o.Patience)
	defer cancel()
	select {
	case r := <-i.reply:
		return r
	case <-ctx.Done():
	case <-d.done:
	}
	return Reply{Late: true}
}

func (d *Discord) address() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.base
}
