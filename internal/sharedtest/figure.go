package sharedtest

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// Figure is something that an evaluation set measures: how well a task is done.
type Figure struct {
	Task    string  `json:"task"`    // "chat summary, English"
	Set     string  `json:"set"`     // "dialogsum_dev, 500"
	Measure string  `json:"measure"` // "ROUGE-1"
	Value   float64 `json:"value"`
	Least   float64 `json:"least,omitempty"`  // the least that is wanted; 0: none
	Most    float64 `json:"most,omitempty"`   // the most that is wanted; 0: no bound
	Beside  string  `json:"beside,omitempty"` // what others reach
}

// figuresFile names the variable that names the file in which figures are written down.
const figuresFile = "BROUILLON_FIGURES"

// Note logs figures and fails the test for each that is not what is wanted. In the file
// that $BROUILLON_FIGURES names, if it does, they are written down, one a line.
func Note(t testing.TB, figures ...Figure) {
	t.Helper()
	for _, f := range figures {
		t.Logf("%s, %s: %s %.2f", f.Task, f.Set, f.Measure, f.Value)
		if math.IsNaN(f.Value) || f.Value < f.Least || f.Most > 0 && f.Value > f.Most {
			t.Errorf("%s, %s: %s %.2f, want at least %g and at most %g (0: no bound)", f.Task, f.Set, f.Measure, f.Value, f.Least, f.Most)
		}
		line, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := write(os.Getenv(figuresFile), line); err != nil {
			t.Error(err)
		}
	}
}

// write adds a line to a file in one piece: tests of several packages share it. Without a
// file it does nothing.
func write(name string, line []byte) error {
	if name == "" {
		return nil
	}
	to, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = to.Write(append(line, '\n'))
	if closed := to.Close(); err == nil {
		err = closed
	}
	return err
}
