package slack

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

const testSecret = "0123456789abcdef0123456789abcdef"

var testNow = time.Unix(1_700_000_000, 0)

// signed are the headers of a delivery of body at a moment.
func signed(secret string, at time.Time, body []byte) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	return http.Header{timestampHeader: {stamp}, signatureHeader: {sign(secret, stamp, body)}}
}

func TestSignatureVector(t *testing.T) {
	var v struct {
		Secret    string `json:"signing_secret"`
		Timestamp string `json:"X-Slack-Request-Timestamp"`
		Body      string `json:"body"`
		Signature string `json:"X-Slack-Signature"`
	}
	if err := json.Unmarshal(contract(t, "slack/signature/vector.json"), &v); err != nil {
		t.Fatal(err)
	}
	if got := sign(v.Secret, v.Timestamp, []byte(v.Body)); got != v.Signature {
		t.Errorf("sign = %s, want %s", got, v.Signature)
	}
	header := http.Header{timestampHeader: {v.Timestamp}, signatureHeader: {v.Signature}}
	if err := verify(copilot.NewSecret(v.Secret), header, []byte(v.Body), time.Unix(1531420618, 0)); err != nil {
		t.Errorf("verify: %v", err)
	}
}

func TestVerify(t *testing.T) {
	body := []byte("token=x&text=bonjour+%26+merci")
	good := signed(testSecret, testNow, body)
	stamp, mark := good.Get(timestampHeader), good.Get(signatureHeader)
	for _, c := range []struct {
		name   string
		secret string
		header http.Header
		now    time.Time
		want   error
	}{
		{"right", testSecret, good, testNow, nil},
		{"upper case", testSecret, http.Header{timestampHeader: {stamp}, signatureHeader: {"v0=" + strings.ToUpper(mark[3:])}}, testNow, nil},
		{"five minutes late", testSecret, good, testNow.Add(5 * time.Minute), nil},
		{"five minutes early", testSecret, good, testNow.Add(-5 * time.Minute), nil},
		{"too late", testSecret, good, testNow.Add(5*time.Minute + 1), errTooOld},
		{"too early", testSecret, good, testNow.Add(-5*time.Minute - 1), errTooOld},
		{"no secret", "", signed("", testNow, body), testNow, errNoSecret},
		{"another secret", testSecret + "0", good, testNow, errWrongSigner},
		{"no headers", testSecret, http.Header{}, testNow, errUnsigned},
		{"no timestamp", testSecret, http.Header{signatureHeader: {mark}}, testNow, errUnsigned},
		{"no signature", testSecret, http.Header{timestampHeader: {stamp}}, testNow, errUnsigned},
		{"two signatures", testSecret, http.Header{timestampHeader: {stamp}, signatureHeader: {mark, mark}}, testNow, errUnsigned},
		{"two timestamps", testSecret, http.Header{timestampHeader: {stamp, stamp}, signatureHeader: {mark}}, testNow, errUnsigned},
		{"another version", testSecret, http.Header{timestampHeader: {stamp}, signatureHeader: {"v1=" + mark[3:]}}, testNow, errMalformed},
		{"too short", testSecret, http.Header{timestampHeader: {stamp}, signatureHeader: {mark[:len(mark)-2]}}, testNow, errMalformed},
		{"too long", testSecret, http.Header{timestampHeader: {stamp}, signatureHeader: {mark + "00"}}, testNow, errMalformed},
		{"no digits", testSecret, http.Header{timestampHeader: {stamp}, signatureHeader: {"v0=" + strings.Repeat("zz", 32)}}, testNow, errMalformed},
		{"empty", testSecret, http.Header{timestampHeader: {""}, signatureHeader: {""}}, testNow, errMalformed},
		{"a signed timestamp", testSecret, http.Header{timestampHeader: {"+" + stamp}, signatureHeader: {mark}}, testNow, errMalformed},
		{"a timestamp with space", testSecret, http.Header{timestampHeader: {" " + stamp}, signatureHeader: {mark}}, testNow, errMalformed},
		{"a timestamp beyond time", testSecret, http.Header{timestampHeader: {"9223372036854775807"}, signatureHeader: {mark}}, testNow, errMalformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := verify(copilot.NewSecret(c.secret), c.header, body, c.now); !errors.Is(err, c.want) {
				t.Errorf("verify = %v, want %v", err, c.want)
			}
		})
	}
}

// TestOneBitIsEnough: a delivery of which any bit was changed is refused.
func TestOneBitIsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "body")
		header := signed(testSecret, testNow, body)
		stamp, mark := header.Get(timestampHeader), header.Get(signatureHeader)
		switch rapid.SampledFrom([]string{"body", "timestamp", "signature"}).Draw(t, "what") {
		case "body":
			body = flip(t, body)
		case "timestamp":
			header.Set(timestampHeader, string(flip(t, []byte(stamp))))
		case "signature":
			changed := string(flip(t, []byte(mark)))
			if mark[:3] == changed[:3] && strings.EqualFold(mark, changed) {
				t.Skip("the same number, written in the other case")
			}
			header.Set(signatureHeader, changed)
		}
		if verify(copilot.NewSecret(testSecret), header, body, testNow) == nil {
			t.Fatalf("accepted: %q %v", body, header)
		}
	})
}

// flip changes one bit of a copy of b.
func flip(t *rapid.T, b []byte) []byte {
	b = bytes.Clone(b)
	at := rapid.IntRange(0, len(b)*8-1).Draw(t, "bit")
	b[at/8] ^= 1 << (at % 8)
	return b
}

// FuzzVerify: whatever arrives, only the one right signature is accepted, and no
// error tells it.
func FuzzVerify(f *testing.F) {
	stamp := strconv.FormatInt(testNow.Unix(), 10)
	f.Add(stamp, sign(testSecret, stamp, []byte("text=hi")), []byte("text=hi"))
	f.Add("", "", []byte{})
	f.Fuzz(func(t *testing.T, stamp, mark string, body []byte) {
		err := verify(copilot.NewSecret(testSecret), http.Header{timestampHeader: {stamp}, signatureHeader: {mark}}, body, testNow)
		right := sign(testSecret, stamp, body)
		if err == nil && !strings.EqualFold(mark, right) {
			t.Errorf("accepted %q at %q of %q", mark, stamp, body)
		}
		if err != nil && (strings.Contains(err.Error(), testSecret) || strings.Contains(err.Error(), right[3:])) {
			t.Errorf("%v gives the secret away", err)
		}
	})
}

// sign is the value of the signature header for a body sent at timestamp, in
// seconds since 1970.
func sign(secret, timestamp string, body []byte) string {
	return signatureScheme + hex.EncodeToString(mac(copilot.NewSecret(secret), timestamp, body))
}
