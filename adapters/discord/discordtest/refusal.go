package discordtest

import (
	"fmt"
	"net/http"
	"strings"
)

// refusal is an answer that is an error. With a blame it is the app's mistake, and
// makes the test red.
type refusal struct {
	status, code int
	message      string
	errors       object // nested, as 50035 has them; nil for none
	blame        string
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s", r.code, r.message) }

// The codes that are answered, with the status and the words of Discord.
var codes = map[int]struct {
	status  int
	message string
}{
	10003: {http.StatusNotFound, "Unknown Channel"},
	10004: {http.StatusNotFound, "Unknown Guild"},
	10007: {http.StatusNotFound, "Unknown Member"},
	10008: {http.StatusNotFound, "Unknown Message"},
	10013: {http.StatusNotFound, "Unknown User"},
	10015: {http.StatusNotFound, "Unknown Webhook"},
	10062: {http.StatusNotFound, "Unknown interaction"},
	10063: {http.StatusNotFound, "Unknown application command"},
	20012: {http.StatusForbidden, "You are not authorized to perform this action on this application"},
	40005: {http.StatusRequestEntityTooLarge, "Request entity too large"},
	40060: {http.StatusBadRequest, "Interaction has already been acknowledged."},
	40094: {http.StatusBadRequest, "This interaction has reached the maximum number of follow up messages"},
	50001: {http.StatusForbidden, "Missing Access"},
	50005: {http.StatusForbidden, "Cannot edit a message authored by another user"},
	50006: {http.StatusBadRequest, "Cannot send an empty message"},
	50007: {http.StatusForbidden, "Cannot send messages to this user"},
	50008: {http.StatusBadRequest, "Cannot send messages in a non-text channel"},
	50013: {http.StatusForbidden, "Missing Permissions"},
	50027: {http.StatusUnauthorized, "Invalid Webhook Token"},
	50035: {http.StatusBadRequest, "Invalid Form Body"},
	50083: {http.StatusBadRequest, "Thread is archived"},
	50109: {http.StatusBadRequest, "The request body contains invalid JSON."},
}

// refuse answers with an error code that a correct app has to live with.
func refuse(code int) error {
	return &refusal{status: codes[code].status, code: code, message: codes[code].message}
}

// wrong answers with an error code that a correct app never sees.
func wrong(code int, format string, args ...any) error {
	return &refusal{status: codes[code].status, code: code, message: codes[code].message, blame: fmt.Sprintf(format, args...)}
}

// invalid answers 50035, with the place in the body that is wrong.
func invalid(path []string, format string, args ...any) error {
	said := fmt.Sprintf(format, args...)
	errors := object{"_errors": []any{object{"code": "BASE_TYPE_BAD", "message": said}}}
	for i := len(path) - 1; i >= 0; i-- {
		errors = object{path[i]: errors}
	}
	r, _ := wrong(50035, "%s: %s", strings.Join(path, "."), said).(*refusal)
	r.errors = errors
	return r
}

func (r *refusal) body() object {
	o := object{"code": r.code, "message": r.message}
	if r.errors != nil {
		o["errors"] = r.errors
	}
	return o
}
