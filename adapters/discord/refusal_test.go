package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestNothingSecretIsSaid: whatever goes wrong, no error and no log has a token, or
// an address that may have one.
func TestNothingSecretIsSaid(t *testing.T) {
	echo := func(status int, kind string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			words, _ := json.Marshal("called " + r.RequestURI + " as " + botToken)
			answer(w, status, fmt.Sprintf(kind, words))
		}
	}
	for name, discord := range map[string]http.HandlerFunc{
		"no such message":    echo(404, `{"code":10008,"message":%s}`),
		"wrong token":        echo(401, `{"code":50027,"message":%s}`),
		"signed out":         echo(401, `{"code":0,"message":%s}`),
		"invalid form":       echo(400, `{"code":50035,"message":%s,"errors":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"x"}]}}}`),
		"forbidden":          echo(403, `<html>%s`),
		"broken":             echo(500, `%s`),
		"no gateway":         echo(502, `%s`),
		"an odd answer":      echo(200, `{"id":%s`),
		"another odd one":    echo(200, `{"id":{"x":%s}}`),
		"too many, too long": echo(429, `{"retry_after":900,"message":%s}`),
		"sent elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.example"+r.RequestURI, http.StatusFound)
		},
		"cut": func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) },
		"cut in the middle": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, r.RequestURI)
		},
		"no HTTP": func(w http.ResponseWriter, r *http.Request) {
			conn, _, _ := http.NewResponseController(w).Hijack()
			_, _ = io.WriteString(conn, r.RequestURI+" "+botToken+"\r\n\r\n")
			_ = conn.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, log := against(t, discord)
			stopped, cancel := context.WithCancel(t.Context())
			cancel()
			_, err1 := r.editOriginal(t.Context(), itsToken, said("x"))
			_, err2 := r.followUp(stopped, itsToken, said("x"))
			err3 := r.callback(t.Context(), "7", itsToken, deferred(true))
			_, err4 := r.me(t.Context())
			_, err5 := r.me(t.Context())
			if err1 == nil || err2 == nil || err4 == nil || err5 == nil {
				t.Error("no error")
			}
			for _, err := range []error{err1, err2, err3, err4, err5} {
				for ; err != nil; err = errors.Unwrap(err) {
					public(t, fmt.Sprintf("%v", err))
				}
			}
			public(t, log.String())
		})
	}
	r, log := against(t, echo(200, "%s"))
	r.wires.DialContext = nil
	r.session.Client.Transport.(*limits).next = newRedirect("http://127.0.0.1:1", &hurry{next: r.wires, within: callWithin})
	_, err := r.editOriginal(t.Context(), itsToken, said("x"))
	if err == nil {
		t.Error("nobody is there, but no error")
	}
	public(t, fmt.Sprint(err)+log.String())
}

// public fails when a text has something secret.
func public(t *testing.T, text string) {
	t.Helper()
	for _, secret := range []string{botToken, itsToken, "http://"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q has %q", text, secret)
		}
	}
}

// TestDetails: the fields that were refused are named, whatever shape they come in;
// what stood in them is not repeated.
func TestDetails(t *testing.T) {
	for body, want := range map[string]string{
		`{"errors":{"embeds":{"0":{"description":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 4096 or fewer: secret"}]}}},"content":{"_errors":[{"code":"REQUIRED"}]}}}`: " content:REQUIRED embeds.0.description:BASE_TYPE_MAX_LENGTH",
		`{"errors":{"_errors":[{"code":"WHOLE"}]}}`: " :WHOLE",
		`{"errors":{"_errors":"odd"}}`:              "",
		`{"errors":7}`:                              "",
		`{}`:                                        "",
		`<html>`:                                    "",
	} {
		if got := details([]byte(body)); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
