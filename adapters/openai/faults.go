package openai

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"

	"github.com/brouillon/brouillon/copilot"
)

func fault(kind copilot.WriterErrorKind, sentence string) *copilot.WriterError {
	return &copilot.WriterError{Kind: kind, Cause: errors.New(sentence)}
}

// What may be wrong on the way to an endpoint, beside what the network says.
var (
	ErrCertificate = errors.New("the endpoint's certificate is not trusted")
	ErrNoTLS       = errors.New("what answers there does not speak TLS")
)

// What an endpoint can do wrong, in our words: its own may repeat the key or the
// prompt.
var (
	errGarbage   = fault(copilot.WriterGarbage, "the endpoint does not answer in the form of chat completions")
	errRedirect  = fault(copilot.WriterGarbage, "the endpoint answers with a redirect, which is not followed")
	errEncoded   = fault(copilot.WriterGarbage, "the endpoint compresses its answer although it was asked not to")
	errElsewhere = fault(copilot.WriterForbidden, "a request for another host was stopped")
	errEndless   = fault(copilot.WriterEndless, "the answer is longer than the cap")
	errNothing   = fault(copilot.WriterEmpty, "the endpoint closed the stream without a word")
	errEmpty     = fault(copilot.WriterEmpty, "the answer holds no text")
	errRefused   = fault(copilot.WriterRefused, "the model or its filter declined")
	errBroken    = fault(copilot.WriterDown, "the stream broke before the first word")
	errCut       = fault(copilot.WriterDown, "the stream broke")
	errLost      = fault(copilot.WriterDown, "the connection failed")
	errRequest   = fault(copilot.WriterForbidden, "the request cannot be made for this model")
)

// fault says what err means: the caller's own context first, then our time-outs,
// then what was found on the way.
func (c *call) fault(caller, ctx context.Context, err error) error {
	if caller.Err() != nil {
		return caller.Err()
	}
	if s := c.slowness(ctx); s != nil {
		return &copilot.WriterError{Kind: copilot.WriterSlow, Cause: s}
	}
	if known, ok := errors.AsType[*copilot.WriterError](err); ok {
		return known
	}
	if refusal, ok := refusalOf(err); ok {
		return c.refused(refusal)
	}
	if lost, ok := errors.AsType[*url.Error](err); ok {
		return c.connection(lost)
	}
	return errRequest
}

// connection names what kept us from the endpoint as far as we know it
// ourselves: time, dialling and certificates, not what was received. The network's
// own time-outs may be a moment before ours.
func (c *call) connection(err *url.Error) *copilot.WriterError {
	if err.Timeout() {
		return &copilot.WriterError{Kind: copilot.WriterSlow, Cause: &slow{connect, c.limits[connect]}}
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return &copilot.WriterError{Kind: copilot.WriterDown, Cause: dial}
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return &copilot.WriterError{Kind: copilot.WriterDown, Cause: ErrCertificate}
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return &copilot.WriterError{Kind: copilot.WriterDown, Cause: ErrNoTLS}
	}
	return errLost
}
