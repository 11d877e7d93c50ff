package discord

import (
	"context"
	"sync"
	"time"
)

// acks knows which interactions are still being acknowledged by this process: until
// then Discord takes nothing else at their addresses, and a worker may be faster
// than that. It is safe for concurrent use.
type acks struct {
	mu    sync.Mutex
	open  map[string]*holding // by token, or by clickOn
	holds map[string]string   // by token: the clickOn that ends with it
}

// holding is what several may wait for, and end.
type holding struct {
	left int           // how many have not ended it yet
	over chan struct{} // closed when none is left
}

// clickOn names the clicks on a message that are being answered: what others show
// there meanwhile must not be overwritten by those answers.
func clickOn(message snowflake) string { return "message:" + message }

// begin notes that an interaction is here.
func (a *acks) begin(token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.add(token)
}

// hold notes that the answer to an interaction will stand in the place of a message.
func (a *acks) hold(token string, message snowflake) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.holds == nil {
		a.holds = map[string]string{}
	}
	if _, held := a.holds[token]; !held {
		a.holds[token] = clickOn(message)
		a.add(clickOn(message))
	}
}

func (a *acks) add(key string) {
	if a.open == nil {
		a.open = map[string]*holding{}
	}
	if a.open[key] == nil {
		a.open[key] = &holding{over: make(chan struct{})}
	}
	a.open[key].left++
}

// end notes that an interaction is acknowledged, or never will be.
func (a *acks) end(token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.drop(token)
	if key, held := a.holds[token]; held {
		delete(a.holds, token)
		a.drop(key)
	}
}

func (a *acks) drop(key string) {
	o, ok := a.open[key]
	if !ok {
		return
	}
	if o.left--; o.left <= 0 {
		close(o.over)
		delete(a.open, key)
	}
}

// wait returns when an interaction is acknowledged, as far as this process knows of
// it, and after three seconds in any case: later Discord takes no acknowledgement.
func (a *acks) wait(ctx context.Context, token string) {
	a.mu.Lock()
	o := a.open[token]
	a.mu.Unlock()
	if o == nil {
		return
	}
	t := time.NewTimer(ackTime)
	defer t.Stop()
	select {
	case <-o.over:
	case <-t.C:
	case <-ctx.Done():
	}
}

// ackTime is how long Discord takes an acknowledgement for.
const ackTime = 3 * time.Second
