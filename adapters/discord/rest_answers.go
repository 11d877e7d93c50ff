package discord

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// callbackWithin bounds the answer to an interaction, which is void after 3 s.
const callbackWithin = 2500 * time.Millisecond

// callback answers an interaction: once, at once, and without waiting for a limit.
// That it is answered already is no error; that Discord does not know it (any more)
// is errUnknownInteraction.
func (r *rest) callback(ctx context.Context, id, token string, answer reply) error {
	ctx, cancel := context.WithTimeout(ctx, callbackWithin)
	defer cancel()
	body, kind, err := encode(answer)
	if err != nil {
		return fmt.Errorf("discord: write the answer to an interaction: %w", err)
	}
	_, err = r.once(ctx, http.MethodPost, at("interactions", id, token, "callback"), kind, body)
	switch codeOf(err) {
	case codeAcknowledged:
		return nil
	case codeUnknownInteraction:
		r.tell(err)
		return fmt.Errorf("%w: %w", errUnknownInteraction, err)
	}
	r.tell(err)
	return fault(err)
}

// webhook is the path of what an interaction's token is good for, 15 minutes long.
func (r *rest) webhook(ctx context.Context, token string, parts ...string) (string, error) {
	application, err := r.applicationID(ctx)
	if err != nil {
		return "", err
	}
	return at(append([]string{"webhooks", application, token}, parts...)...), nil
}

// answered makes a call about an answer to an interaction.
func (r *rest) answered(ctx context.Context, method, token string, in, out any, parts ...string) error {
	path, err := r.webhook(ctx, token, parts...)
	if err != nil {
		return err
	}
	return r.call(ctx, method, path, in, out)
}

// editOriginal puts something else in the place of the first answer.
func (r *rest) editOriginal(ctx context.Context, token string, p payload) (message, error) {
	var m message
	err := r.answered(ctx, http.MethodPatch, token, p, &m, "messages", "@original")
	return m, err
}

// followUp makes another answer: a payload, perhaps one with a file. The first one after "…is thinking" takes its place.
func (r *rest) followUp(ctx context.Context, token string, p any) (message, error) {
	path, err := r.webhook(ctx, token)
	if err != nil {
		return message{}, err
	}
	var m message
	err = r.call(ctx, http.MethodPost, path+"?wait=true", p, &m)
	return m, err
}

// editFollowUp puts something else in the place of another answer.
func (r *rest) editFollowUp(ctx context.Context, token, id string, p payload) (message, error) {
	var m message
	err := r.answered(ctx, http.MethodPatch, token, p, &m, "messages", id)
	return m, err
}

// deleteFollowUp takes another answer away, or with "@original" the first.
func (r *rest) deleteFollowUp(ctx context.Context, token, id string) error {
	return r.answered(ctx, http.MethodDelete, token, nil, nil, "messages", id)
}
