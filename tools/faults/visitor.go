package faults

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// visitor is somebody at the workbench, who asks for drafts and keeps connections as a
// browser does.
type visitor struct {
	base     string
	client   *http.Client
	over     sync.WaitGroup
	posted   int
	accepted []int    // which of them
	refused  []string // how, each time
}

// workbench is the tenant of the workbench.
var workbench = copilot.Tenant{Platform: "web", Workspace: "workbench"}

// visitEvery is how often a visitor asks; a draft each time.
const visitEvery = 300 * time.Millisecond

// visit has somebody ask at an address until ctx ends.
func visit(ctx context.Context, base string) *visitor {
	v := &visitor{base: base, client: &http.Client{Timeout: tolerance, Transport: &http.Transport{}}}
	v.over.Go(func() {
		defer v.client.CloseIdleConnections()
		for sleep(ctx, visitEvery) {
			v.posted++
			if how := v.ask(v.posted); how != "" {
				v.refused = append(v.refused, how)
			} else {
				v.accepted = append(v.accepted, v.posted)
			}
		}
	})
	return v
}

// visited is what the nth draft is about.
func visited(n int) string { return fmt.Sprintf("Our visitor no. %d asks for a word", n) }

// ask posts a command as the page's script does, and says how it was refused.
func (v *visitor) ask(n int) string {
	form := url.Values{"text": {"/draft variants:1 " + visited(n)}}
	r, err := http.NewRequest(http.MethodPost, v.base+"/c/launch", strings.NewReader(form.Encode()))
	if err != nil {
		return err.Error()
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", v.base)
	r.Header.Set("Accept", "application/json")
	r.AddCookie(&http.Cookie{Name: "brouillon_who", Value: "lea"})
	response, err := v.client.Do(r)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	said, _ := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusOK {
		return response.Status + " " + string(said)
	}
	return ""
}

// judged compares what a visitor was told with the drafts there are, once it is over: how
// many of those accepted have none, and how many have more than one.
func (v *visitor) judged(ctx context.Context, h *house) (lost, doubled int, err error) {
	v.over.Wait()
	store, err := h.store(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = store.Close() }()
	if err := store.Unlock(ctx); err != nil {
		return 0, 0, err
	}
	drafts, err := store.Drafts(ctx, copilot.Filter{Tenant: workbench, Limit: v.posted * 2})
	if err != nil {
		return 0, 0, err
	}
	briefs := map[string]int{}
	for _, d := range drafts {
		briefs[d.Brief]++
	}
	for _, n := range v.accepted {
		switch made := briefs[visited(n)]; {
		case made == 0:
			lost++
		case made > 1:
			doubled++
		}
	}
	return lost, doubled, nil
}
