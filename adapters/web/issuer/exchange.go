package issuer

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Attempt is one sign-in under way. Whoever began it keeps it where nobody else can
// read it, and brings it back once.
type Attempt struct {
	State    string `json:"s"` // 128 bits or more, as the others
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
}

// ErrDenied says that the person, or the issuer, did not let us know who they are.
var ErrDenied = errors.New("denied at the issuer")

// ErrSilent says that the issuer did not answer, or that it is not well.
var ErrSilent = errors.New("no answer")

// Begin makes an attempt, and where to send the browser with it. It is an error when
// the issuer does not answer.
func (i *Issuer) Begin(ctx context.Context) (Attempt, string, error) {
	k, err := i.discover(ctx)
	if err != nil {
		return Attempt{}, "", err
	}
	a := Attempt{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	return a, k.flow.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// Finish proves what the browser came back with, and exchanges it for what the issuer
// says of the person. An error says why there is nobody, for the log: never to a
// browser, and with no secret in it. ErrDenied is in one that is no fault, ErrSilent in one
// that may be over in a minute.
func (i *Issuer) Finish(ctx context.Context, a Attempt, back url.Values) (Claims, error) {
	code, err := i.answered(a, back)
	if err != nil {
		return Claims{}, fmt.Errorf("issuer: %w", err)
	}
	k, err := i.discover(ctx)
	if err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrSilent, err)
	}
	ctx = oidc.ClientContext(ctx, i.client)
	token, err := k.flow.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		said := brief(err, code, a.Verifier, i.c.Secret.Reveal())
		if silent(err) {
			return Claims{}, fmt.Errorf("issuer: code: %w: %w", ErrSilent, said)
		}
		return Claims{}, fmt.Errorf("issuer: code: %w", said)
	}
	raw, _ := token.Extra("id_token").(string)
	claims, err := i.prove(ctx, k, a, token, raw)
	if err != nil {
		return Claims{}, fmt.Errorf("issuer: token: %w", brief(err, raw, token.AccessToken, a.Nonce))
	}
	return claims, nil
}

// answered is the code that came back, if it is an answer to this attempt.
func (i *Issuer) answered(a Attempt, back url.Values) (string, error) {
	switch {
	case len(back["state"]) != 1 || len(back["code"]) > 1:
		return "", errors.New("came back with no state, or with several")
	case a.State == "" || subtle.ConstantTimeCompare([]byte(back.Get("state")), []byte(a.State)) != 1:
		return "", errors.New("came back with the state of another attempt")
	case back.Has("iss") && back.Get("iss") != i.c.Issuer:
		return "", errors.New("came back from another issuer")
	case back.Has("error"):
		return "", fmt.Errorf("%w: %w", ErrDenied, brief(errors.New(back.Get("error"))))
	case back.Get("code") == "":
		return "", errors.New("came back with no code")
	}
	return back.Get("code"), nil
}

// Clocks may differ by skew; a token is of this attempt, so it is no older than one
// may be.
const (
	skew = time.Minute
	// Lasts is how long an attempt may take.
	Lasts = 10 * time.Minute
)

// prove reads the token, once all of it is as it has to be.
func (i *Issuer) prove(ctx context.Context, k *known, a Attempt, token *oauth2.Token, raw string) (Claims, error) {
	if raw == "" {
		return Claims{}, errors.New("there is none")
	}
	id, err := k.verifier.Verify(ctx, raw)
	if err != nil {
		return Claims{}, err
	}
	var c Claims
	if err := id.Claims(&c.all); err != nil {
		return Claims{}, err
	}
	now := i.c.Now()
	switch azp, party := c.all["azp"]; {
	case a.Nonce == "" || subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(a.Nonce)) != 1:
		return Claims{}, errors.New("its nonce is another attempt's")
	case party && azp != i.c.ClientID, !party && len(id.Audience) > 1:
		return Claims{}, errors.New("it was made for another client")
	case id.IssuedAt.After(now.Add(skew)):
		return Claims{}, errors.New("it is from the future")
	case id.IssuedAt.Before(now.Add(-Lasts - skew)):
		return Claims{}, errors.New("it is too old")
	case id.Subject == "" || len(id.Subject) > 255:
		return Claims{}, errors.New("it is about nobody")
	case id.AccessTokenHash != "":
		if err := id.VerifyAccessToken(token.AccessToken); err != nil {
			return Claims{}, err
		}
	}
	c.Issuer, c.Subject = i.c.Issuer, id.Subject
	return c, nil
}
