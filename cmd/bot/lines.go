package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
)

// maxLine is the longest JSON line read, in bytes: 10,000 messages and more.
const maxLine = 64 << 20

// lines answers JSON Lines: each line of in is decoded into a Q, each answer
// written as one line, in order. A line that cannot be answered gets
// {"id":…,"error":"a sentence"} in its place, and the rest go on.
func lines[Q, A any](ctx context.Context, std stdio, answer func(context.Context, Q) (A, error)) error {
	in := bufio.NewScanner(std.in)
	in.Buffer(make([]byte, 64<<10), maxLine)
	out := bufio.NewWriter(std.out)
	defer out.Flush()
	encode := json.NewEncoder(out)
	encode.SetEscapeHTML(false)
	failed := false
	for in.Scan() {
		line := in.Bytes()
		if len(line) == 0 {
			continue
		}
		reply, err := answerLine(ctx, line, answer)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		failed = failed || err != nil
		if err := errors.Join(encode.Encode(reply), out.Flush()); err != nil {
			return fmt.Errorf("write answer: %w", err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read line: %w", err)
	}
	if failed {
		return errFindings
	}
	return nil
}

// lineError stands in the place of an answer.
type lineError struct {
	ID    json.RawMessage `json:"id,omitempty"`
	Error string          `json:"error"`
}

func answerLine[Q, A any](ctx context.Context, line []byte, answer func(context.Context, Q) (A, error)) (any, error) {
	var question Q
	if err := json.Unmarshal(line, &question); err != nil {
		return lineError{idOf(line), "not a line of the form `bot COMMAND --help` shows: " + err.Error()}, err
	}
	reply, err := answer(ctx, question)
	if err != nil {
		return lineError{idOf(line), sentence(err)}, err
	}
	return reply, nil
}

// idOf saves the id of a line that is otherwise of no use.
func idOf(line []byte) json.RawMessage {
	var named struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(line, &named) != nil {
		return nil
	}
	return named.ID
}

// everything reads a text whole, up to the size of the longest line.
func everything(r io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxLine))
	if err != nil {
		return "", fmt.Errorf("read text: %w", err)
	}
	if !utf8.Valid(b) {
		return "", copilot.NewFault(copilot.FaultInput, "fault.brief.encoding", nil, nil)
	}
	return string(b), nil
}
