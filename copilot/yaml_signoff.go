package copilot

import (
	"go.yaml.in/yaml/v3"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// knownSignOff is how texts are signed off, as it is written: all but who may without steps,
// which is for the platform's own forms to say, and delegations, which are people's own.
type knownSignOff struct {
	Signatures int         `yaml:"signatures,omitempty"`
	WaitDays   int         `yaml:"wait_days,omitempty"`
	Steps      []knownStep `yaml:"steps,omitempty"`
}

type knownStep struct {
	Name       string          `yaml:"name"`
	Signatures int             `yaml:"signatures,omitempty"`
	Approvers  []knownApprover `yaml:"approvers"`
}

type knownApprover struct {
	ID   string `yaml:"id,omitempty"`
	Role string `yaml:"role,omitempty"` // of a role or user group, instead of a person
	Name string `yaml:"name,omitempty"`
}

func writeSignOff(a Authority) knownSignOff {
	written := knownSignOff{Signatures: a.Signatures, WaitDays: a.WaitDays}
	for _, s := range a.Steps {
		step := knownStep{Name: s.Name, Signatures: s.Signatures}
		for _, who := range s.Approvers {
			w := knownApprover{ID: who.ID, Name: who.Name}
			if who.Role {
				w.ID, w.Role = "", who.ID
			}
			step.Approvers = append(step.Approvers, w)
		}
		written.Steps = append(written.Steps, step)
	}
	return written
}

// readSignOff puts what a file says in place of what is kept, but for delegations.
func readSignOff(n *yaml.Node, to *Authority) error {
	read := Authority{Delegations: to.Delegations}
	if isNothing(n) {
		*to = read
		return nil
	}
	err := fields(n, []part{
		{"signatures", signatures(&read.Signatures)},
		{"wait_days", whole("wait_days", &read.WaitDays, MostWaitDays)},
		{"steps", func(n *yaml.Node) (err error) { read.Steps, err = readSteps(n); return err }},
	})
	if err == nil {
		*to = read
	}
	return err
}

func readSteps(n *yaml.Node) ([]Step, error) {
	all, err := entriesOf(n, "steps")
	if err != nil {
		return nil, err
	}
	var steps []Step
	for _, item := range all {
		var s Step
		err := fields(item, []part{
			{"name", words("name", "steps", &s.Name)},
			{"signatures", signatures(&s.Signatures)},
			{"approvers", func(n *yaml.Node) (err error) { s.Approvers, err = readApprovers(n); return err }},
		})
		s.Name = oneLine(s.Name)
		switch {
		case err != nil:
			return nil, err
		case s.Name == "":
			return nil, faultAt(item, "missing", catalogue.Args{"Field": "name"})
		case len(s.Approvers) == 0:
			return nil, faultAt(item, "missing", catalogue.Args{"Field": "approvers"})
		case s.short():
			return nil, faultAt(item, "short", catalogue.Args{"Field": s.Name, "Got": len(s.Approvers), "Limit": s.needs()})
		}
		steps = append(steps, s)
	}
	if needed, named, short := together(steps); short {
		return nil, faultAt(n, "together", catalogue.Args{"Got": named, "Limit": needed})
	}
	return steps, nil
}

func readApprovers(n *yaml.Node) ([]Approver, error) {
	all, err := entriesOf(n, "approvers")
	if err != nil {
		return nil, err
	}
	var approvers []Approver
	for _, item := range all {
		var w knownApprover
		err := fields(item, []part{
			{"id", words("id", "approvers", &w.ID)}, {"role", words("role", "approvers", &w.Role)}, {"name", words("name", "approvers", &w.Name)},
		})
		switch {
		case err != nil:
			return nil, err
		case (w.ID == "") == (w.Role == ""):
			return nil, faultAt(item, "approver", nil)
		}
		a := Approver{ID: w.ID + w.Role, Role: w.Role != "", Name: oneLine(w.Name)}
		if a.Name == "" {
			a.Name = a.ID
		}
		for _, other := range approvers {
			if other.ID == a.ID && other.Role == a.Role {
				return nil, faultAt(item, "twice", catalogue.Args{"Field": a.ID})
			}
		}
		approvers = append(approvers, a)
	}
	return approvers, nil
}

// signatures reads how many people have to sign into to.
func signatures(to *int) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		err := whole("signatures", to, MostSignatures)(n)
		if *to == 1 {
			*to = 0
		}
		return err
	}
}

// whole reads a whole number from 0 to most into to.
func whole(field string, to *int, most int) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		typed, err := scalar(n, field)
		if err != nil {
			return err
		}
		if *to, err = readNumber(field, typed, most); err != nil {
			return faultAt(n, "number", catalogue.Args{"Field": field, "Limit": most})
		}
		return nil
	}
}
