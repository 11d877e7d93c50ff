package web

import (
	"testing"

	"github.com/brouillon/brouillon/adapters/web/webtest"
	"github.com/brouillon/brouillon/copilot/builtin"
)

// TestInABrowser is the main job in a real browser, over the real core and the
// writer that needs no model.
func TestInABrowser(t *testing.T) {
	webtest.Flow(t, newStage(t, builtin.New()).url)
}
