package slacktest

import "fmt"

// refusal is an answer with ok=false. With a blame it is the app's mistake, and
// makes the test red.
type refusal struct {
	code  string // as the contract of the method lists it
	blame string
}

func (r *refusal) Error() string { return r.code }

// refuse answers with an error code that a correct app has to live with.
func refuse(code string) error { return &refusal{code: code} }

// wrong answers with an error code that a correct app never sees.
func wrong(code, format string, args ...any) error {
	return &refusal{code, fmt.Sprintf(format, args...)}
}
