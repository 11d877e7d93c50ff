package copilot

import (
	"context"
	"time"
)

// scripted is a Writer that answers what it was told to, in turn, and remembers
// what it was asked.
type scripted struct {
	answers []Answer
	err     error
	asked   []Prompt
}

func (s *scripted) Compose(_ context.Context, p Prompt, piece func(string)) (Answer, error) {
	s.asked = append(s.asked, p)
	if len(s.answers) == 0 {
		return Answer{}, s.err
	}
	a := s.answers[0]
	s.answers = s.answers[1:]
	a.Writer, a.Model = "scripted", "script-1"
	piece(a.Text)
	return a, nil
}

func says(texts ...string) *scripted {
	s := &scripted{err: &WriterError{Kind: WriterDown}}
	for _, t := range texts {
		s.answers = append(s.answers, Answer{Text: t})
	}
	return s
}

func composer(w Writer) Composer { return Composer{Writer: w, Now: func() time.Time { return noon }} }

var (
	lea  = Person{Platform: "test", ID: "lea", Name: "Léa Martin", Locale: "en"}
	here = Place{Platform: "test", Workspace: "w", Channel: "c"}
)

// asks makes a settled request of a typed line.
func asks(line string) Request {
	r, err := Parse(line)
	if err == nil {
		r, err = settle(r, noon)
	}
	if err != nil {
		panic(err)
	}
	r.ID, r.Place, r.Person, r.Time = "r1", here, lea, noon
	return r
}

// asDraft wraps a revision so that its card can be made.
func asDraft(r Request, v Revision) Draft {
	v.Number = 1
	return Draft{ID: "d1", Command: r.Command, Place: here, Author: r.Person, Brief: r.Text, Created: noon, Revisions: []Revision{v}}
}
