package copilot

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// check refuses, with a *Fault, numbers out of their bounds that are not those kept.
func (a Authority) check(kept Authority) error {
	for _, f := range []struct {
		name           string
		got, had, most int
	}{
		{"signatures", a.Signatures, kept.Signatures, MostSignatures},
		{"wait_days", a.WaitDays, kept.WaitDays, MostWaitDays},
	} {
		if f.got != f.had && (f.got < 0 || f.got > f.most) {
			return numberFault(f.name, fmt.Sprint(f.got), f.most)
		}
	}
	return nil
}

func numberFault(field, got string, most int) error {
	return NewFault(FaultInput, "fault.knows.number", catalogue.Args{
		"Field": Term("knows." + field), "Value": text.Cut(text.Canonical(got), 40), "Limit": most,
	}, nil)
}

// ReadSignatures reads how many people have to sign, as Authority.Signatures has it: one is
// what nothing says.
func ReadSignatures(typed string) (int, error) {
	n, err := readNumber("signatures", typed, MostSignatures)
	if n == 1 {
		n = 0
	}
	return n, err
}

// ReadWaitDays reads how many days a draft may wait; 0 is for ever.
func ReadWaitDays(typed string) (int, error) { return readNumber("wait_days", typed, MostWaitDays) }

// ReadRetain reads for how many days a channel keeps things, as Profile.Retain has it.
func ReadRetain(typed string) (int, error) { return readNumber("retain", typed, MostRetainDays) }

// readNumber reads a whole number from 0 to most; nothing is 0.
func readNumber(field, typed string, most int) (int, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 || n > most {
		return 0, numberFault(field, typed, most)
	}
	return n, nil
}

// SignaturesChoices are how many people may have to sign.
func SignaturesChoices() []Choice {
	var all []Choice
	for n := range MostSignatures {
		all = append(all, Choice{fmt.Sprint(n + 1), fmt.Sprint(n + 1)})
	}
	return all
}
