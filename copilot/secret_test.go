package copilot_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

func TestSecretDoesNotPrintItself(t *testing.T) {
	secret := copilot.NewSecret("hunter2hunter2hunter2hunter2hunter2")
	holder := struct {
		Secret copilot.Secret
		within copilot.Secret // of which fmt cannot call the methods
		deep   []*struct{ s copilot.Secret }
		all    map[string]any
	}{secret, secret, []*struct{ s copilot.Secret }{{secret}}, map[string]any{"x": struct{ s copilot.Secret }{secret}}}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%v %s %q %+v %#v %x %d %t %v %+v %#v", secret, secret, secret, secret, secret, secret, secret, secret, holder, holder, holder)
	fmt.Fprintf(&b, "%+v %#v %v %v", holder.within, &holder, holder.deep, *holder.deep[0])
	slog.New(slog.NewJSONHandler(&b, nil)).Info("started", "secret", secret, "holder", holder)
	slog.New(slog.NewTextHandler(&b, nil)).Info("started", "secret", secret, "holder", holder)
	if err := json.NewEncoder(&b).Encode(holder); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"hunter2", fmt.Sprintf("%x", "hunter2")} {
		if strings.Contains(b.String(), form) {
			t.Errorf("it says %s", b.String())
		}
	}
}

func TestSecretKeys(t *testing.T) {
	one, other := copilot.NewSecret("one"), copilot.NewSecret("other")
	if !bytes.Equal(one.Key("a"), one.Key("a")) || len(one.Key("a")) != 32 {
		t.Error("the same key is not the same")
	}
	if bytes.Equal(one.Key("a"), one.Key("b")) || bytes.Equal(one.Key("a"), other.Key("a")) {
		t.Error("another secret or purpose has the same key")
	}
	if copilot.NewSecret("").Set() || !one.Set() {
		t.Error("set and not set are the same")
	}
}
