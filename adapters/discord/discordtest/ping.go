package discordtest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// Ping sends what Discord sends when an address is entered, and makes the test red
// when it is not answered with a pong, or when a bad signature is not refused
// with 401.
func (d *Discord) Ping() {
	d.t.Helper()
	body := d.ping()
	resp := d.SendRaw(body, nil)
	raw, _ := io.ReadAll(resp.Body) // it is in memory
	var pong object
	if json.Unmarshal(raw, &pong) != nil || num(pong, "type") != answerPong || resp.StatusCode != http.StatusOK {
		d.t.Errorf("discordtest: PING was answered with %d %.200q, not a PONG", resp.StatusCode, raw)
	}
	d.typed(resp)
	bad := d.SendRaw(body, func(h http.Header) { h.Set("X-Signature-Ed25519", strings.Repeat("00", 64)) })
	if bad.StatusCode != http.StatusUnauthorized {
		d.t.Errorf("discordtest: a PING with a bad signature was answered with %d, not 401", bad.StatusCode)
	}
}

// ping is the payload of a PING.
func (d *Discord) ping() []byte {
	d.mu.Lock()
	o := object{
		"id": d.snowflake(), "application_id": d.o.Application, "type": kindPing, "token": secret(60), "version": 1,
		"app_permissions": appInDirect.String(), "entitlements": []any{}, "authorizing_integration_owners": object{},
		"attachment_size_limit": 10485760,
	}
	d.mu.Unlock()
	d.fixture(definition("APIPingInteraction"), with(o, object{}))
	return encode(o)
}
