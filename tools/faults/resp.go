package faults

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
)

// frame is one command or reply of Redis's protocol, as it was sent.
type frame struct {
	raw     []byte
	strings [][]byte // every string in it, at whatever depth, in order
	push    bool     // it answers nothing
}

// readFrame reads one command or reply, RESP2 or RESP3.
func readFrame(r *bufio.Reader) (frame, error) {
	var f frame
	err := f.read(r)
	return f, err
}

func (f *frame) read(r *bufio.Reader) error {
	line, err := r.ReadBytes('\n')
	if err != nil {
		return err
	}
	f.raw = append(f.raw, line...)
	kind, rest := line[0], string(bytes.TrimRight(line[1:], "\r\n"))
	switch kind {
	case '+', '-', ':', ',', '#', '_', '(':
		return nil
	case '$', '=', '!':
		return f.bulk(r, rest)
	case '*', '~':
		return f.several(r, rest, 1)
	case '%':
		return f.several(r, rest, 2)
	case '>':
		f.push = true
		return f.several(r, rest, 1)
	}
	return fmt.Errorf("no frame of Redis's protocol: %q", line)
}

func (f *frame) bulk(r *bufio.Reader, length string) error {
	n, err := strconv.Atoi(length)
	if err != nil || n < 0 {
		return err
	}
	b := make([]byte, n+2)
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	f.raw = append(f.raw, b...)
	f.strings = append(f.strings, b[:n])
	return nil
}

func (f *frame) several(r *bufio.Reader, count string, each int) error {
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	for range n * each {
		if err := f.read(r); err != nil {
			return err
		}
	}
	return nil
}
