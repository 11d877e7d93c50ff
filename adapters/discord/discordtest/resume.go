package discordtest

import (
	"encoding/json"
	"strings"
)

// resume goes on with a session: what was missed comes again, in order.
func (v *visit) resume(raw json.RawMessage) (int, string) {
	var p struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     *int   `json:"seq"`
	}
	if err := json.Unmarshal(raw, &p); err != nil || p.Seq == nil {
		v.d.blame("gateway: RESUME is %.200q", raw)
		return closedDecode, "Error while decoding payload."
	}
	if strings.TrimPrefix(p.Token, "Bot ") != v.d.o.Token {
		return closedToken, "Authentication failed."
	}
	g := &v.d.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.sessions[p.Session]
	g.resumes = append(g.resumes, Resume{v.d.o.Now(), p.Session, *p.Seq, v.k.resumer, s != nil && *p.Seq <= s.seq})
	switch {
	case g.first():
		v.k.op(opReconnect, nil)
		return 0, ""
	case s == nil:
		v.k.op(opInvalid, false)
		return 0, ""
	case *p.Seq > s.seq:
		return closedSeq, "Invalid seq."
	}
	v.s, s.wire = s, v.k
	for _, e := range s.events {
		if e.seq > *p.Seq {
			v.k.write(e.raw)
		}
	}
	g.send(s, "RESUMED", object{"_trace": []any{}})
	return 0, ""
}
