package discordtest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// identifyFields are what an IDENTIFY takes.
var identifyFields = []string{"token", "properties", "compress", "large_threshold", "shard", "presence", "intents", "capabilities"}

// identify begins a session.
func (v *visit) identify(raw json.RawMessage) (int, string) {
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		v.d.blame("gateway: IDENTIFY is no object: %.200q", raw)
		return closedDecode, "Error while decoding payload."
	}
	if code, said := v.d.refusedIdentify(o); code != 0 {
		return code, said
	}
	first := v.d.counted(o)
	v.k.compressFromNow(truth(o, "compress"))
	if first {
		v.k.op(opReconnect, nil)
		return 0, ""
	}
	v.ready(num(o, "intents"), o["shard"])
	return 0, ""
}

// refusedIdentify says with what code an IDENTIFY closes the connection; 0 when it
// is well.
func (d *Discord) refusedIdentify(o object) (int, string) {
	for name := range o {
		if !slices.Contains(identifyFields, name) {
			d.blame("gateway: IDENTIFY has no field %q", name)
		}
	}
	d.mu.Lock()
	content := d.content
	d.mu.Unlock()
	intents, ok := o["intents"].(float64)
	shard, sharded := o["shard"].([]any)
	switch n := int(intents); {
	case strings.TrimPrefix(str(o, "token"), "Bot ") != d.o.Token:
		return closedToken, "Authentication failed."
	case o["properties"] == nil:
		d.blame("gateway: IDENTIFY without properties")
		return closedDecode, "Error while decoding payload."
	case !ok || n < 0 || n&^everyIntent != 0:
		d.blame("gateway: IDENTIFY with the intents %v", o["intents"])
		return closedIntents, "Invalid intent(s)."
	case n&(intentMembers|intentPresences) != 0, n&intentContent != 0 && !content:
		return closedDisallowed, "Disallowed intent(s)."
	case sharded && (len(shard) != 2 || shard[0] != 0.0 || shard[1] != 1.0):
		d.blame("gateway: IDENTIFY with the shard %v: this fake has one", shard)
		return closedShard, "Invalid shard."
	}
	return 0, ""
}

// counted keeps an IDENTIFY and takes one of those that there are in a day. It
// tells whether it is to be answered with op 7.
func (d *Discord) counted(o object) (op7 bool) {
	d.gate.mu.Lock()
	d.gate.identifies = append(d.gate.identifies, Identify{d.o.Now(), num(o, "intents"), o})
	d.gate.remaining--
	left := d.gate.remaining
	op7 = d.gate.first()
	d.gate.mu.Unlock()
	if left < 0 {
		d.blame("gateway: IDENTIFY though session_start_limit had none remaining: Discord resets the token for that")
	}
	return op7
}

// first uses up an op 7 that is to come at once. The gate's lock is held.
func (g *gate) first() bool {
	if g.op7 == 0 {
		return false
	}
	g.op7--
	return true
}

// SessionLimit sets how many more sessions may begin, and when there are more
// again: what GET /gateway/bot says.
func (d *Discord) SessionLimit(remaining int, resetAfter time.Duration) {
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	d.gate.remaining, d.gate.resetAfter = remaining, resetAfter
}
