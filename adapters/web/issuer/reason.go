package issuer

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"
)

// silent says whether an exchange failed because the issuer is away, or not well.
func silent(err error) bool {
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		return refused.Response != nil && refused.Response.StatusCode >= http.StatusInternalServerError
	}
	_, away := errors.AsType[*url.Error](err)
	return away
}

// mostReason is how many bytes of a reason are logged.
const mostReason = 300

// brief is an error as it may be logged: in a line, and without any of the secrets,
// whoever repeated them.
func brief(err error, secrets ...string) error {
	said := err.Error()
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refused.ErrorCode != "" {
		said = "refused: " + refused.ErrorCode // its description and its body are anybody's
	}
	for _, s := range secrets {
		if s != "" {
			said = strings.ReplaceAll(said, s, "***")
		}
	}
	said = strings.Join(strings.Fields(strings.ToValidUTF8(said, "")), " ")
	return errors.New(said[:min(len(said), mostReason)])
}
