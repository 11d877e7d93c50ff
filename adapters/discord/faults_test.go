package discord

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// refusing is the error of a call of a channel that was refused.
func refusing(status, code int) error {
	return &refusal{of: routeOf("POST", "/channels/1/messages"), status: status, code: code, text: "as Discord puts it"}
}

// TestEveryMeaningIsSaid: each code that trying again does not cure has a sentence in
// both languages, filled in, and says its cause in the log.
func TestEveryMeaningIsSaid(t *testing.T) {
	for code, m := range meanings {
		err := fault(fmt.Errorf("create a message: %w", refusing(http.StatusBadRequest, code)))
		f, ok := errors.AsType[*copilot.Fault](err)
		if !ok || f.Key != m.key || codeOf(err) != code || !strings.Contains(err.Error(), fmt.Sprintf("code %d", code)) {
			t.Errorf("%d: %v", code, err)
			continue
		}
		for _, lang := range []string{catalogue.English, catalogue.French} {
			said := f.Sentence(lang)
			if said == m.key || strings.Contains(said, "<no value>") || strings.Contains(said, "{{") || !chattest.SaysWhatToDo(lang, said) {
				t.Errorf("%d in %s: %q", code, lang, said)
			}
		}
	}
}

// TestPermissionsAreNamed: who can help is told which permissions to give.
func TestPermissionsAreNamed(t *testing.T) {
	said := copilot.AsFault(fault(refusing(http.StatusForbidden, 50013)), "").Sentence("en")
	for _, permission := range []string{"View Channel", "Send Messages", "Send Messages in Threads", "Embed Links", "Read Message History"} {
		if !strings.Contains(said, permission) {
			t.Errorf("%q does not name %s", said, permission)
		}
	}
}

// TestWhatMayPass: what may be over soon stays an ordinary error, to be tried again.
func TestWhatMayPass(t *testing.T) {
	for _, c := range [][2]int{
		{500, 0}, {500, 12345}, {502, 0}, {503, 0}, {400, 0}, {404, 0}, {429, 20016}, {429, 20022}, {429, 20028}, {429, 20029}, {429, 30046}, {429, 40062}, {400, 40004}, {400, 40006}, {400, 110001}, {503, 130000},
	} {
		err := refusing(c[0], c[1])
		if !chat.Passes(fault(err)) || codeOf(fault(err)) != c[1] {
			t.Errorf("status %d, code %d is final", c[0], c[1])
		}
	}
	if err := errors.New("no connection"); !chat.Passes(fault(err)) || !errors.Is(fault(err), err) || fault(nil) != nil {
		t.Error("an error that is none of Discord's is final, or lost")
	}
	if chat.Passes(fault(refusing(400, 50109))) || chat.Passes(fault(refusing(400, 99_999))) {
		t.Error("what Discord calls wrong is made again")
	}
}

// TestStatusWithoutCode: a refusal counts even when it does not say which.
func TestStatusWithoutCode(t *testing.T) {
	its := func(status, code int) error {
		return &refusal{of: routeOf("PATCH", "/webhooks/1/token/messages/@original"), status: status, code: code}
	}
	for _, c := range []struct {
		err error
		key string
	}{
		{refusing(401, 0), "discord.fault.token"},
		{refusing(401, 50014), "discord.fault.token"},
		{refusing(403, 0), "discord.fault.permissions"},
		{refusing(403, 99_999), "discord.fault.permissions"},
		{its(401, 0), "discord.fault.expired"},
		{its(401, 50014), "discord.fault.expired"},
		{its(401, 50027), "discord.fault.expired"},
		{its(404, 10015), "discord.fault.expired"},
		{its(404, 10008), "discord.fault.message"},
	} {
		if f, ok := errors.AsType[*copilot.Fault](fault(c.err)); !ok || f.Key != c.key {
			t.Errorf("%v: %v", c.err, f)
		}
	}
}

// TestWhatFollows: what is done about an error is known by its code, also when it is
// a fault already.
func TestWhatFollows(t *testing.T) {
	goneCodes, expiredCodes := []int{10008, 50005, 50083}, []int{10015, 10062, 40094, 50027}
	open := []int{10007, 10008, 10013, 40007, 50005, 200000, 50035, 30034, 50014, 20001, 10015, 10062, 40094, 50027}
	for code := range meanings {
		for _, err := range []error{refusing(400, code), fault(refusing(400, code))} {
			if got, want := gone(err), slices.Contains(goneCodes, code); got != want {
				t.Errorf("%d: gone %v", code, got)
			}
			if got, want := expired(err), slices.Contains(expiredCodes, code); got != want {
				t.Errorf("%d: expired %v", code, got)
			}
			if slices.Contains(open, code) && closed(err) {
				t.Errorf("%d: closed", code)
			}
		}
	}
	for _, code := range []int{10003, 10004, 50001, 50013, 50007, 40058, 50083, 160005} {
		if !closed(fault(refusing(400, code))) {
			t.Errorf("%d: not closed", code)
		}
	}
	for _, err := range []error{nil, errors.New("x"), refusing(500, 0)} {
		if gone(err) || closed(err) || expired(err) {
			t.Errorf("%v: something follows", err)
		}
	}
	if !expired(errUnknownInteraction) || !closed(refusing(403, 0)) {
		t.Error("nothing follows")
	}
}
