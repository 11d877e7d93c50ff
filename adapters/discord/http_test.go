package discord_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/chat/platformtest"
	"github.com/brouillon/brouillon/adapters/discord"
)

// The headers of a signed delivery.
const (
	stampAt     = "X-Signature-Timestamp"
	signatureAt = "X-Signature-Ed25519"
)

// ping is Discord's question whether somebody is there.
const ping = `{"id":"1","application_id":"2","type":1,"token":"t","version":1}`

// typed is a slash command as Discord delivers it.
func (s *stage) typed(user, locale, id, name, options string) []byte {
	return []byte(fmt.Sprintf(`{"id":%q,"application_id":%q,"type":2,"token":"token-of-%s","guild_id":%q,"channel_id":%q,`+
		`"channel":{"id":%q,"type":0,"name":"launch"},"locale":%q,"authorizing_integration_owners":{"0":%q},`+
		`"member":{"user":{"id":%q,"username":"x"},"roles":[],"permissions":"2048"},"data":{"id":"7","name":%q,"type":1,"options":%s}}`,
		id, s.Options().Application, id, s.Options().Guild, launch, launch, locale, s.Options().Guild, user, name, options))
}

// readAll is what a response says.
func readAll(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestPing: Discord's question is answered as it wants, and only when it asks.
func TestPing(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Ping()
	r := s.SendRaw([]byte(ping), nil)
	if said := readAll(t, r); r.StatusCode != http.StatusOK || said != `{"type":1}` || r.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%d %v %s", r.StatusCode, r.Header, said)
	}
}

// TestOnlyDiscordIsHeard: what is not signed by Discord now is refused with 401, in
// words that tell nothing, and nothing comes of it.
func TestOnlyDiscordIsHeard(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	body := s.typed(lea, "en-US", "1481000000000000001", "draft", `[{"name":"text","type":3,"value":"our launch"}]`)
	_, stranger, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signedAt := func(at time.Time) func(http.Header) {
		return func(h http.Header) {
			h.Set(stampAt, strconv.FormatInt(at.Unix(), 10))
			h.Set(signatureAt, s.Sign(at, body))
		}
	}
	now := s.Clock.Now()
	for name, change := range map[string]func(http.Header){
		"no timestamp":         func(h http.Header) { h.Del(stampAt) },
		"no signature":         func(h http.Header) { h.Del(signatureAt) },
		"nothing":              func(h http.Header) { h.Del(stampAt); h.Del(signatureAt) },
		"two timestamps":       func(h http.Header) { h.Add(stampAt, h.Get(stampAt)) },
		"two signatures":       func(h http.Header) { h.Add(signatureAt, h.Get(signatureAt)) },
		"a timestamp in words": func(h http.Header) { h.Set(stampAt, "now") },
		"an endless timestamp": func(h http.Header) { h.Set(stampAt, strings.Repeat("1", 10_000)) },
		"a short signature":    func(h http.Header) { h.Set(signatureAt, h.Get(signatureAt)[2:]) },
		"a long signature":     func(h http.Header) { h.Set(signatureAt, h.Get(signatureAt)+"00") },
		"an endless signature": func(h http.Header) { h.Set(signatureAt, strings.Repeat("ab", 10_000)) },
		"no hexadecimals":      func(h http.Header) { h.Set(signatureAt, strings.Repeat("zz", 64)) },
		"somebody else's key": func(h http.Header) {
			h.Set(signatureAt, hex.EncodeToString(ed25519.Sign(stranger, append([]byte(h.Get(stampAt)), body...))))
		},
		"another body":      func(h http.Header) { h.Set(signatureAt, s.Sign(now, []byte(ping))) },
		"another moment":    func(h http.Header) { h.Set(stampAt, strconv.FormatInt(now.Unix()-1, 10)) },
		"six minutes ago":   signedAt(now.Add(-6 * time.Minute)),
		"six minutes on":    signedAt(now.Add(6 * time.Minute)),
		"the year it began": signedAt(time.Unix(0, 0)),
	} {
		r := s.SendRaw(body, change)
		if said := readAll(t, r); r.StatusCode != http.StatusUnauthorized || said != "not signed by Discord\n" {
			t.Errorf("%s: %d %q", name, r.StatusCode, said)
		}
	}
	s.rest()
	if n := len(s.draftsFor(lea)); n > 0 || len(s.Messages(launch)) > 0 {
		t.Errorf("%d drafts came of what Discord did not sign", n)
	}
}

// TestFiveMinutesAreGood: Discord's clock and ours need not agree to the second.
func TestFiveMinutesAreGood(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for i, skew := range []time.Duration{-4 * time.Minute, 0, 4 * time.Minute} {
		body := []byte(strings.Replace(ping, `"id":"1"`, fmt.Sprintf(`"id":"%d"`, i+1), 1))
		at := s.Clock.Now().Add(skew)
		r := s.SendRaw(body, func(h http.Header) {
			h.Set(stampAt, strconv.FormatInt(at.Unix(), 10))
			h.Set(signatureAt, s.Sign(at, body))
		})
		if r.StatusCode != http.StatusOK {
			t.Errorf("signed %v from now: %d", skew, r.StatusCode)
		}
	}
}

// TestBodies: what is signed and yet no interaction is refused; what is too much is
// not read; other methods and addresses are not there.
func TestBodies(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	padded := func(size int) []byte {
		return []byte(ping[:len(ping)-1] + strings.Repeat(" ", size-len(ping)) + "}")
	}
	for name, c := range map[string]struct {
		body []byte
		want int
	}{
		"nothing":        {nil, http.StatusBadRequest},
		"no JSON":        {[]byte("{"), http.StatusBadRequest},
		"an array":       {[]byte("[1]"), http.StatusBadRequest},
		"a wrong type":   {[]byte(`{"type":"1"}`), http.StatusBadRequest},
		"a megabyte":     {padded(1 << 20), http.StatusOK},
		"more than that": {padded(1<<20 + 1), http.StatusRequestEntityTooLarge},
	} {
		if r := s.SendRaw(c.body, nil); r.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", name, r.StatusCode, c.want)
		}
	}
	for at, want := range map[string]int{"GET /discord/interactions": http.StatusMethodNotAllowed, "POST /discord/other": http.StatusNotFound} {
		method, path, _ := strings.Cut(at, " ")
		r, err := http.NewRequestWithContext(s.Ctx, method, s.front+path, bytes.NewReader([]byte(ping)))
		if err != nil {
			t.Fatal(err)
		}
		if status, _, _ := platformtest.Exchange(t, r); status != want {
			t.Errorf("%s: %d, want %d", at, status, want)
		}
	}
}

// TestReplays: a recording of what Discord signed is refused, in capitals too, and
// has no second effect; the same interaction that Discord delivers twice has one
// answer.
func TestReplays(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	recorded := s.record()
	r := s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"})
	s.refusesAgain(recorded())
	s.Clock.Forward(time.Second) // then it is signed anew
	if again := s.Replay(r); again.Status != http.StatusOK || !strings.Contains(string(again.Body), `"type":5`) {
		t.Errorf("delivered again: %d %s", again.Status, again.Body)
	}
	s.rest()
	if n, m := len(s.draftsFor(lea)), len(s.ours(launch)); n != 1 || m != 1 {
		t.Errorf("%d drafts in %d messages, want one", n, m)
	}
	recorded = s.record()
	s.clicks(marc, s.card(launch).ID, "act.approve")
	s.ResetCalls()
	s.refusesAgain(recorded())
	s.rest()
	if all := s.Calls(""); len(all) > 0 {
		t.Errorf("a replay led to %s", all[0].Route)
	}
}

// delivery is what Discord once sent.
type delivery struct {
	body        []byte
	stamp, mark string
}

// record puts a recorder between Discord and the app; it gives back what was
// delivered last.
func (s *stage) record() func() delivery {
	var last delivery
	s.ConnectHTTP(chattest.Relay(s.t, s.front, func(r *http.Request, body []byte) {
		last = delivery{bytes.Clone(body), r.Header.Get(stampAt), r.Header.Get(signatureAt)}
	}))
	return func() delivery {
		s.ConnectHTTP(s.front)
		return last
	}
}

// refusesAgain fails unless a recording is refused every time.
func (s *stage) refusesAgain(d delivery) {
	s.t.Helper()
	for i := range 20 {
		r := s.SendRaw(d.body, func(h http.Header) {
			h.Set(stampAt, d.stamp)
			if h.Set(signatureAt, d.mark); i%2 == 1 {
				h.Set(signatureAt, strings.ToUpper(d.mark))
			}
		})
		if r.StatusCode != http.StatusUnauthorized {
			s.t.Errorf("try %d: %d", i, r.StatusCode)
		}
	}
}

// TestNoServerWithoutKey: a key that is none is found out at once.
func TestNoServerWithoutKey(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	for _, key := range []string{"", "short", strings.Repeat("0", 63), strings.Repeat("0", 66), strings.Repeat("z", 64)} {
		if _, err := discord.NewServer(s.door, key); err == nil || key != "" && strings.Contains(err.Error(), key) {
			t.Errorf("%q: %v", key, err)
		}
	}
}

// TestAway: while the store is not there yet, whoever does something is told that it
// was not accepted, in their language; what is not signed is refused as ever.
func TestAway(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	key, err := discord.ParsePublicKey(s.Options().PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(discord.Away(key, s.Log(), s.Clock.Now))
	t.Cleanup(front.Close)
	s.ConnectHTTP(front.URL)
	s.Ping()
	for user, want := range map[string]string{lea: "Not accepted", marc: "Demande non acceptée"} {
		s.says(s.Command(user, launch, "draft", map[string]any{"text": "our launch"}), want)
	}
	if all := s.Autocomplete(lea, launch, "draft", "network", "", nil); len(all) > 0 {
		t.Errorf("offered %v", all)
	}
	if r := s.SendRaw([]byte("{"), nil); r.StatusCode != http.StatusBadRequest {
		t.Errorf("no JSON: %d", r.StatusCode)
	}
	if r := s.SendRaw([]byte(ping), func(h http.Header) { h.Set(signatureAt, strings.Repeat("0", 128)) }); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("not signed: %d", r.StatusCode)
	}
}

// TestStoreDown: what cannot be kept is refused in words, in the language of who
// asked, and nothing of it comes back to life.
func TestStoreDown(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Queue.Down.Store(true)
	for user, want := range map[string]string{lea: "Not accepted", marc: "Demande non acceptée"} {
		s.says(s.asks(user, "draft", map[string]string{"text": "our launch"}), want)
		s.Command(user, launch, "draft", nil)
		r := s.submits(user, map[string]any{"text": "our *own* launch"})
		s.says(r, want)
		if b, _ := json.Marshal(r.Data["embeds"]); !strings.Contains(string(b), `our \\*own\\* launch`) {
			t.Errorf("what was typed is lost: %s", b)
		}
	}
	s.Queue.Down.Store(false)
	s.rest()
	if n := len(s.ours(launch)); n > 0 || len(s.draftsFor(lea)) > 0 {
		t.Errorf("%d messages of what was not accepted", n)
	}
}
