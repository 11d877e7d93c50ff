package copilot

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// Reference is what a request is called before people and in the log: eight lower-case
// letters and digits, short enough to be read out over the phone. It follows from the
// request's id, so that whatever a person is told of a request, by whichever process and
// after however many tries, and every line of the log about it, name the same. It tells
// nothing of the id.
func Reference(request string) string {
	sum := sha256.Sum256([]byte("reference " + request))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5])) // five bytes are eight letters
}

// Reference is what the request is called before people and in the log.
func (r Request) Reference() string { return Reference(r.ID) }

// referred is the key under which a context carries a reference.
type referred struct{}

// Refer is ctx for work on what reference names: the log adds it to every line that is
// written with that context.
func Refer(ctx context.Context, reference string) context.Context {
	return context.WithValue(ctx, referred{}, reference)
}

// Referred is the reference of what ctx is for, "" when nobody said.
func Referred(ctx context.Context) string {
	reference, _ := ctx.Value(referred{}).(string)
	return reference
}
