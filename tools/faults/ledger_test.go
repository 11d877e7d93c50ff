package faults

import (
	"bufio"
	"bytes"
	"io"
	"testing"
	"time"
)

// TestJudge is the ledger itself: what is said of a command, by how its deliveries
// were answered and what people see.
func TestJudge(t *testing.T) {
	t.Parallel()
	progress, answer, failure := sight{stage: showsProgress}, sight{stage: showsAnswer}, sight{stage: showsFailure}
	gaveUp := sight{stage: showsFailure, text: "No draft this time\nThis could not be answered, and was given up after several tries."}
	for _, c := range []struct {
		outcomes []outcome
		seen     []sight
		want     verdict
	}{
		{[]outcome{accepted}, []sight{answer}, answered},
		{[]outcome{unanswered, refused, accepted}, []sight{answer}, answered},
		{[]outcome{accepted}, []sight{answer, {stage: showsNothing}, {stage: showsAnswer, follows: true}}, answered},
		{[]outcome{accepted}, []sight{failure}, told},
		{[]outcome{accepted}, []sight{gaveUp}, parked},
		{[]outcome{accepted}, nil, lost},
		{[]outcome{accepted}, []sight{progress}, silent},
		{[]outcome{accepted}, []sight{answer, answer}, duplicated},
		{[]outcome{accepted}, []sight{answer, failure}, duplicated},
		{[]outcome{refused, refused}, nil, turned},
		{[]outcome{refused, withheld}, []sight{answer}, ghost},
		{[]outcome{refused, unanswered}, []sight{answer}, answered},
		{[]outcome{unanswered, failed}, nil, unknown},
		{[]outcome{unanswered}, []sight{progress}, silent},
		{[]outcome{unanswered}, []sight{answer, answer}, duplicated},
		{[]outcome{unsure}, nil, doubtful},
		{[]outcome{unsure}, []sight{answer}, answered},
	} {
		if got := judge(&order{outcomes: c.outcomes}, c.seen); got != c.want {
			t.Errorf("%v and %v: %s, want %s", c.outcomes, c.seen, got, c.want)
		}
	}
}

// TestDeeds is the ledger of decisions.
func TestDeeds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		deed    deed
		excuses int
		broken  bool
		want    signed
	}{
		{deed{outcomes: []outcome{accepted}, decisions: 1, shown: 1}, 0, false, signed{people: 1, acked: 1, once: 1}},
		{deed{outcomes: []outcome{unanswered}, decisions: 1}, 0, false, signed{people: 1, none: 1}},
		{deed{outcomes: []outcome{accepted}}, 1, false, signed{people: 1, acked: 1, explained: 1}},
		{deed{outcomes: []outcome{accepted}}, 0, true, signed{people: 1, acked: 1, lost: 1}},
		{deed{outcomes: []outcome{accepted}, decisions: 1}, 0, true, signed{people: 1, acked: 1, unshown: 1}},
		{deed{outcomes: []outcome{unanswered}, decisions: 2, shown: 1}, 0, true, signed{people: 1, twice: 1}},
		{deed{outcomes: []outcome{accepted}, decisions: 1, shown: 2}, 0, true, signed{people: 1, acked: 1, twice: 1}},
		{deed{outcomes: []outcome{unanswered}, decisions: 1, shown: 1, unsettled: true}, 1, true, signed{people: 1, unshown: 1}},
	} {
		var got signed
		excuses := c.excuses
		if fault := got.count(c.deed, &excuses); (fault != "") != c.broken || got != c.want {
			t.Errorf("%+v: %q, %v; want broken %v, %v", c.deed, fault, got, c.broken, c.want)
		}
	}
}

// TestFrames reads what Redis and its clients say, whole and in pieces.
func TestFrames(t *testing.T) {
	t.Parallel()
	said := "*3\r\n$7\r\nEVALSHA\r\n$2\r\nab\r\n$0\r\n\r\n" + "%1\r\n+server\r\n$5\r\nredis\r\n" + ">2\r\n+message\r\n$1\r\nx\r\n" +
		"*2\r\n:1\r\n*-1\r\n" + "$-1\r\n" + "-ERR no\r\n" + "_\r\n"
	r := bufio.NewReaderSize(bytes.NewReader([]byte(said)), 16)
	var raw []byte
	var words []string
	for {
		f, err := readFrame(r)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		raw = append(raw, f.raw...)
		for _, s := range f.strings {
			words = append(words, string(s))
		}
	}
	if string(raw) != said {
		t.Errorf("%q came out as %q", said, raw)
	}
	if want := []string{"EVALSHA", "ab", "", "redis", "x"}; len(words) != len(want) || words[0] != want[0] || words[3] != want[3] {
		t.Errorf("strings %q, want %q", words, want)
	}
}

// TestSlope fits a line through what a replica held.
func TestSlope(t *testing.T) {
	t.Parallel()
	var held []sample
	for n := range 100 {
		noise := float64(n%3) - 1
		held = append(held, sample{time.Duration(n) * time.Minute, map[string]float64{resident: 40*mebibyte + float64(n)/60*2*mebibyte + noise}})
	}
	if got := slope(held, resident) / mebibyte; got < 1.99 || got > 2.01 {
		t.Errorf("slope %.3f MiB an hour, want 2", got)
	}
	g := growth{over: time.Hour, slope: 2 * mebibyte, begin: map[string]float64{}, end: map[string]float64{}}
	if g.fault() == "" {
		t.Error("2 MiB an hour are not found fault with")
	}
	g.slope, g.end[goroutines] = 0, mostMore+1
	if g.fault() == "" {
		t.Error("more goroutines are not found fault with")
	}
}
