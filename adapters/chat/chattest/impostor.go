package chattest

import (
	"bytes"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// Scheme is how a platform signs what it delivers.
type Scheme struct {
	Path, StampHeader, MarkHeader string

	Prefix string                             // of a mark, before its digits: "v0="
	Sign   func(stamp, body string) string    // as the platform does
	Other  func(stamp, body string) string    // with another key
	Bend   func(digits string) (string, bool) // another mark that a careless check takes for the same; nil: none
	Bodies []string                           // what it delivers; NUMBER in them is another one each time
	Again  func(body string) (string, bool)   // the same said in other bytes; false where there are none
}

// impostor makes deliveries that the platform did not sign, out of those it did.
type impostor struct {
	Scheme
	now    time.Time
	chance *rand.Rand
	made   int
}

// delivery is what is sent: the values of both headers, and the body.
type delivery struct {
	stamps, marks []string
	body          string
}

func (d delivery) equal(o delivery) bool {
	return slices.Equal(d.stamps, o.stamps) && slices.Equal(d.marks, o.marks) && d.body == o.body
}

// signed is a delivery as the platform makes it, some seconds ago.
func (i *impostor) signed() delivery {
	i.made++
	body := strings.Replace(i.Bodies[i.chance.IntN(len(i.Bodies))], "NUMBER", strconv.Itoa(i.made), 1)
	stamp := strconv.FormatInt(i.now.Unix()-i.chance.Int64N(300), 10)
	return delivery{[]string{stamp}, []string{i.Sign(stamp, body)}, body}
}

// changes are what is done to a delivery; other is one that was signed as well.
var changes = []struct {
	name string
	do   func(i *impostor, d, other delivery) delivery
}{
	{"a bit of the body flipped", func(i *impostor, d, _ delivery) delivery { d.body = i.flip(d.body); return d }},
	{"a bit of the signature flipped", func(i *impostor, d, _ delivery) delivery {
		d.marks = []string{i.Prefix + i.flipHex(i.digits(d))}
		return d
	}},
	{"a digit of the time changed", func(i *impostor, d, _ delivery) delivery { d.stamps = []string{i.digit(d.stamps[0])}; return d }},
	{"the body cut", func(i *impostor, d, _ delivery) delivery { d.body = d.body[:i.chance.IntN(len(d.body))]; return d }},
	{"the body longer", func(i *impostor, d, _ delivery) delivery { d.body += " \x00\n&}"[:1+i.chance.IntN(5)]; return d }},
	{"the body twice", func(_ *impostor, d, _ delivery) delivery { d.body += d.body; return d }},
	{"no body", func(_ *impostor, d, _ delivery) delivery { d.body = ""; return d }},
	{"the body in another case", func(_ *impostor, d, _ delivery) delivery { d.body = strings.ToUpper(d.body); return d }},
	{"the body said again", func(i *impostor, d, _ delivery) delivery {
		if said, ok := i.Again(d.body); ok {
			d.body = said
		}
		return d
	}},
	{"another body", func(_ *impostor, d, o delivery) delivery { d.body = o.body; return d }},
	{"the signature of another", func(_ *impostor, d, o delivery) delivery { d.marks = o.marks; return d }},
	{"the time of another", func(_ *impostor, d, o delivery) delivery { d.stamps = o.stamps; return d }},
	{"the signature cut", func(i *impostor, d, _ delivery) delivery {
		d.marks = []string{d.marks[0][:i.chance.IntN(len(d.marks[0]))]}
		return d
	}},
	{"the signature longer", func(_ *impostor, d, _ delivery) delivery { d.marks = []string{d.marks[0] + "00"}; return d }},
	{"the signature bent", func(i *impostor, d, _ delivery) delivery {
		if i.Bend != nil {
			if bent, ok := i.Bend(i.digits(d)); ok {
				d.marks = []string{i.Prefix + bent}
			}
		}
		return d
	}},
	{"the signature of nothing", func(i *impostor, d, _ delivery) delivery {
		d.marks = []string{i.Prefix + strings.Repeat("0", len(i.digits(d)))}
		return d
	}},
	{"another scheme", func(i *impostor, d, _ delivery) delivery {
		d.marks = []string{[]string{"v1=", "V0=", "v0=v0=", "sha256=", " "}[i.chance.IntN(5)] + i.digits(d)}
		return d
	}},
	{"no signature", func(i *impostor, d, _ delivery) delivery { d.marks = [][]string{nil, {""}}[i.chance.IntN(2)]; return d }},
	{"no time", func(i *impostor, d, _ delivery) delivery {
		d.stamps = [][]string{nil, {""}}[i.chance.IntN(2)]
		return d
	}},
	{"two signatures", func(i *impostor, d, o delivery) delivery { d.marks = i.either(d.marks[0], o.marks[0]); return d }},
	{"two times", func(i *impostor, d, o delivery) delivery { d.stamps = i.either(d.stamps[0], o.stamps[0]); return d }},
	{"two signatures in one", func(i *impostor, d, o delivery) delivery {
		d.marks = []string{strings.Join(i.either(d.marks[0], o.marks[0]), ",")}
		return d
	}},
	{"the headers exchanged", func(_ *impostor, d, _ delivery) delivery { d.stamps, d.marks = d.marks, d.stamps; return d }},
	{"the time in other words", func(i *impostor, d, _ delivery) delivery {
		d.stamps = []string{[]string{"+", " ", "0", "0x", "-"}[i.chance.IntN(5)] + d.stamps[0]}
		return d
	}},
	{"a byte moved from the time to the body", func(_ *impostor, d, _ delivery) delivery {
		last := len(d.stamps[0]) - 1
		d.body, d.stamps = d.stamps[0][last:]+d.body, []string{d.stamps[0][:last]}
		return d
	}},
	{"a byte moved from the body to the time", func(_ *impostor, d, _ delivery) delivery {
		d.stamps, d.body = []string{d.stamps[0] + d.body[:1]}, d.body[1:]
		return d
	}},
	{"signed too early or too late", func(i *impostor, d, _ delivery) delivery {
		away := time.Duration(1+i.chance.IntN(3)) * time.Second
		if i.chance.IntN(4) == 0 {
			away = time.Duration(i.chance.Int64N(int64(1e6 * time.Second)))
		}
		at := i.now.Add(chat.MostSkew + time.Second + away)
		if i.chance.IntN(2) == 0 {
			at = i.now.Add(-chat.MostSkew - time.Second - away)
		}
		stamp := strconv.FormatInt(at.Unix(), 10)
		return delivery{[]string{stamp}, []string{i.Sign(stamp, d.body)}, d.body}
	}},
	{"signed by another key", func(i *impostor, d, _ delivery) delivery { d.marks = []string{i.Other(d.stamps[0], d.body)}; return d }},
}

func (i *impostor) digits(d delivery) string { return strings.TrimPrefix(d.marks[0], i.Prefix) }

// either puts two values in either order; the same one twice now and then.
func (i *impostor) either(a, b string) []string {
	return [][]string{{a, b}, {b, a}, {a, a}}[i.chance.IntN(3)]
}

func (i *impostor) flip(s string) string {
	b := []byte(s)
	b[i.chance.IntN(len(b))] ^= 1 << i.chance.IntN(8)
	return string(b)
}

func (i *impostor) flipHex(digits string) string {
	b, _ := hex.DecodeString(digits)
	return hex.EncodeToString([]byte(i.flip(string(b))))
}

// digit changes one digit to another.
func (i *impostor) digit(stamp string) string {
	b := []byte(stamp)
	at := i.chance.IntN(len(b))
	b[at] = '0' + (b[at]-'0'+1+byte(i.chance.IntN(9)))%10
	return string(b)
}

// next is a delivery that the platform did not sign, and what was done to it.
func (i *impostor) next() (delivery, string) {
	for {
		d := i.signed()
		change := changes[i.chance.IntN(len(changes))]
		if changed := change.do(i, d, i.signed()); !changed.equal(d) {
			return changed, change.name
		}
	}
}

// LetsNoneIn sends a server so many deliveries that its platform did not sign: all must
// be refused. Every hundredth is one that it did sign, and must be let in: a door that
// is shut for all proves nothing.
func (s Scheme) LetsNoneIn(t *testing.T, platform string, server http.Handler, now time.Time, count int) {
	t.Helper()
	i := &impostor{Scheme: s, now: now, chance: rand.New(rand.NewPCG(*seed, 1))}
	through, met := 0, map[string]int{}
	for n := range count {
		d, change := i.next()
		met[change]++
		if status := s.send(server, d); status < http.StatusBadRequest {
			through++
			t.Errorf("%s: %d for %+v", change, status, d)
		}
		if n%100 != 0 {
			continue
		}
		if status := s.send(server, i.signed()); status == http.StatusUnauthorized {
			t.Fatalf("what %s signed is refused", platform)
		}
	}
	for _, c := range changes {
		if met[c.name] == 0 && (s.Bend != nil || c.name != "the signature bent") {
			t.Errorf("never tried: %s", c.name)
		}
	}
	sharedtest.Prove(t, "deliveries to "+platform+"’s door that it did not sign, changed in "+strconv.Itoa(len(met))+" ways", count, through)
}

// send delivers, and gives back the status of the answer.
func (s Scheme) send(server http.Handler, d delivery) int {
	address := &url.URL{Path: s.Path}
	r := &http.Request{
		Method: http.MethodPost, URL: address, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Host: "bot",
		Header: http.Header{}, Body: io.NopCloser(bytes.NewReader([]byte(d.body))), ContentLength: int64(len(d.body)),
	}
	if d.stamps != nil {
		r.Header[http.CanonicalHeaderKey(s.StampHeader)] = d.stamps
	}
	if d.marks != nil {
		r.Header[http.CanonicalHeaderKey(s.MarkHeader)] = d.marks
	}
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	return w.Code
}
