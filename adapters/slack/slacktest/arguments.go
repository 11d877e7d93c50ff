package slacktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// arguments of a call. What was JSON and not a text is kept as JSON: an array of
// blocks is the same whether it came in a form or in a JSON body.
type arguments map[string]string

// mostBody is the largest body that is read, in bytes.
const mostBody = 4 << 20

// read takes the arguments and the token out of a request. In a JSON body the
// token is no argument: it has to be in the header.
func read(r *http.Request, m method) (args arguments, secret string, err error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostBody))
	if err != nil {
		return nil, "", fmt.Errorf("reading the call: %w", err)
	}
	secret, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodPost:
		return nil, secret, wrong("invalid_arguments", "the Web API takes no %s", r.Method)
	case r.Method == http.MethodGet || kind == "application/x-www-form-urlencoded":
		args, err = readForm(r, body)
	case kind == "application/json" && (m.json || len(bytes.TrimSpace(body)) == 0):
		args, err = readJSON(body)
	case kind == "application/json":
		err = wrong("invalid_arguments", "it takes no JSON body: send a form")
	case len(body) == 0:
		args = arguments{}
	default:
		err = wrong("invalid_form_data", "a body of the type %q", kind)
	}
	if secret == "" && kind != "application/json" {
		secret = args["token"]
	}
	return args, secret, err
}

func readForm(r *http.Request, body []byte) (arguments, error) {
	form := r.URL.Query()
	if r.Method != http.MethodGet {
		var err error
		if form, err = url.ParseQuery(string(body)); err != nil {
			return nil, wrong("invalid_form_data", "not a form: %v", err)
		}
	}
	args := arguments{}
	for name, values := range form {
		if len(values) > 1 {
			return nil, wrong("invalid_arguments", "the argument %q is there %d times", name, len(values))
		}
		if values[0] != "" { // an empty argument counts as none
			args[name] = values[0]
		}
	}
	return args, nil
}

func readJSON(body []byte) (arguments, error) {
	args := arguments{}
	if len(bytes.TrimSpace(body)) == 0 {
		return args, nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, wrong("invalid_json", "not a JSON object: %v", err)
	}
	for name, raw := range fields {
		var text string
		switch err := json.Unmarshal(raw, &text); {
		case string(raw) == "null":
		case err == nil && text != "":
			args[name] = text
		case err != nil:
			args[name] = string(raw)
		}
	}
	return args, nil
}

// fits holds arguments to the method's list.
func (m method) fits(args arguments) error {
	for _, name := range m.requires() {
		if args[name] == "" {
			return wrong("invalid_arguments", "the argument %q is missing", name)
		}
	}
	for name, value := range args {
		switch {
		case !slices.Contains(m.knows(), name):
			return wrong("invalid_arguments", "the contract knows no argument %q", name)
		case slices.Contains(booleans, name) && !slices.Contains([]string{"true", "false", "1", "0"}, value):
			return wrong("invalid_arguments", "the argument %q is %q, not a boolean", name, value)
		case slices.Contains(numbers, name) && !digits(value):
			return wrong("invalid_arguments", "the argument %q is %q, not a number", name, value)
		}
	}
	return nil
}

func (a arguments) is(name string) bool { return a[name] == "true" || a[name] == "1" }

// number is an argument's value, or a default where there is none.
func (a arguments) number(name string, otherwise int) int {
	if n, err := strconv.Atoi(a[name]); err == nil {
		return n
	}
	return otherwise
}
