package copilot

import (
	"errors"
	"maps"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// FaultKind is what a program switches on; the sentence is for the person.
type FaultKind string

// The kinds of fault.
const (
	FaultInput     FaultKind = "input"     // the person can put it right by asking differently
	FaultForbidden FaultKind = "forbidden" // this person may not
	FaultAbsent    FaultKind = "absent"    // what was named is not there (any more)
	FaultStale     FaultKind = "stale"     // somebody else was faster, or the text has changed
	FaultLimit     FaultKind = "limit"     // too much at once: later it is possible
	FaultWriter    FaultKind = "writer"    // the writer did not deliver
	FaultStore     FaultKind = "store"     // the store is slow or away: nothing was kept
	FaultInternal  FaultKind = "internal"  // ours: logged under the reference shown, see Reference
)

// Fault is an error with a sentence fit for the person in the chat, in their
// language. Key names the sentence in the catalogue; Args fill it in.
type Fault struct {
	Kind  FaultKind
	Key   string
	Args  catalogue.Args
	cause error
}

// NewFault makes a fault; cause may be nil and is for logs only.
func NewFault(kind FaultKind, key string, args catalogue.Args, cause error) *Fault {
	return &Fault{Kind: kind, Key: key, Args: args, cause: cause}
}

// Error is for logs: what filled in the sentence is not in it, for that may be what
// somebody wrote. A sentence that nothing fills in stands as it is, any other as its key.
func (f *Fault) Error() string {
	s := string(f.Kind) + ": " + f.Key
	if len(f.Args) == 0 {
		s = string(f.Kind) + ": " + f.Sentence(catalogue.English)
	}
	if f.cause != nil {
		s += ": " + f.cause.Error()
	}
	return s
}

// Unwrap is the cause, nil when the person's input was.
func (f *Fault) Unwrap() error { return f.cause }

// Term is an argument of a sentence that is itself said in the reader's language:
// a key of the catalogue.
type Term string

// worded is an argument of a sentence that is itself made in the reader's language: the
// names of options and values, as they are typed in it.
type worded func(locale string) string

// Sentence says in the reader's language what is wrong and what to do.
func (f *Fault) Sentence(locale string) string {
	args := maps.Clone(f.Args)
	for name, v := range args {
		switch v := v.(type) {
		case Term:
			args[name] = catalogue.Say(locale, string(v), nil)
		case worded:
			args[name] = v(locale)
		}
	}
	return catalogue.Say(locale, f.Key, args)
}

// Referenced is Sentence, and behind it the reference under which the log has the details,
// of a fault that is logged: once, for there are sentences that name it themselves.
func (f *Fault) Referenced(locale, reference string) string {
	said := f.Sentence(locale)
	if !f.Passes() && f.Key != unshown || strings.Contains(said, reference) {
		return said
	}
	return said + " " + catalogue.Say(locale, "meta.reference", catalogue.Args{"Reference": reference})
}

// Passes says whether trying again may help: nothing that a person could put right is
// the matter.
func (f *Fault) Passes() bool { return f.Kind == FaultStore || f.Kind == FaultInternal }

// AsFault finds the fault in err, or wraps any other error as an internal one
// whose sentence shows reference, under which the log has the details.
func AsFault(err error, reference string) *Fault {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f
	}
	return NewFault(FaultInternal, "fault.internal", catalogue.Args{"Reference": reference}, err)
}

// ErrAbsent is what every port returns for something that is not there.
var ErrAbsent = errors.New("copilot: absent")
