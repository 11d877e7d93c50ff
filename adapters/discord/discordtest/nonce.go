package discordtest

import (
	"fmt"
	"time"
)

// nonceLife is how long a message is found again by its nonce: "a few minutes".
const nonceLife = 5 * time.Minute

// nonce is a message that was sent with enforce_nonce.
type nonce struct {
	m  *Message
	at time.Time
}

// before finds the message that was already sent with the same nonce, and the key
// to remember the next one by; "" when none is enforced. The lock is held.
func (d *Discord) before(c *channel, o object) (*Message, string, error) {
	if !truth(o, "enforce_nonce") {
		return nil, "", nil
	}
	if o["nonce"] == nil || o["nonce"] == "" {
		return nil, "", invalid([]string{"nonce"}, "enforce_nonce without a nonce")
	}
	key := fmt.Sprint(c.ID, " ", o["nonce"])
	known, ok := d.nonces[key]
	if ok && d.o.Now().Sub(known.at) < nonceLife && c.byID[known.m.ID] != nil {
		return known.m, key, nil
	}
	return nil, key, nil
}

func (d *Discord) remember(key string, m *Message) {
	if key != "" {
		d.nonces[key] = nonce{m, d.o.Now()}
	}
}
