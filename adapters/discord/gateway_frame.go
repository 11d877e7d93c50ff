package discord

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Opcodes of Discord after which a connection is to end. The library must not see
// them: told to reconnect while it opens, it waits for itself for ever, and to an
// invalid session it sends an IDENTIFY at once, which nobody counted.
const (
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10 // the first
)

// errNotHeard is what the library gets to see instead.
var errNotHeard = errors.New("discord: the gateway ends the connection")

// Of websocket frames (RFC 6455): opcodes, and the bit of the last one of a message.
const (
	frameText   = 1
	frameBinary = 2
	frameClose  = 8
	frameLast   = 0x80
)

// readable is up to which length frames are looked into, in bytes: what is longer is
// a dispatch. What comes in pieces is passed on unread, and left to the watchdog.
const readable = 512

// next reads a line or a frame of what arrives: into pending, and left for the rest
// of what is long.
func (c *circuit) next() error {
	switch c.phase {
	case frames:
		return c.nextFrame()
	case refused:
		if _, err := c.in.Peek(1); err != nil {
			return err
		}
		c.left = int64(c.in.Buffered())
		return nil
	case statusLine, headLines:
	}
	head, err := c.in.ReadSlice('\n')
	if err != nil {
		return fmt.Errorf("discord: read the gateway's answer: %w", err)
	}
	c.pending = bytes.Clone(head)
	line := strings.TrimRight(string(head), "\r\n")
	switch {
	case c.phase == statusLine && strings.Contains(line, " 101"):
		c.phase = headLines
	case c.phase == statusLine:
		c.phase = refused
	case line == "":
		c.phase = frames
	}
	return nil
}

func (c *circuit) nextFrame() error {
	head, size, err := c.header()
	if err != nil {
		return err
	}
	first := !c.spoken.Swap(true)
	kind, last := head[0]&0x0f, head[0]&frameLast != 0
	if first && (size > readable || !last) {
		return errNoHello
	}
	if size > readable || !last {
		c.pending, c.left = head, size
		return nil
	}
	frame := append(head, make([]byte, size)...)
	payload := frame[len(head):]
	if _, err := io.ReadFull(c.in, payload); err != nil {
		return err
	}
	if err := c.inspect(kind, payload); err != nil {
		return err
	}
	c.pending = frame
	return nil
}

// header reads the header of a frame, and the length of what follows.
func (c *circuit) header() (head []byte, size int64, err error) {
	first, err := c.in.Peek(2)
	if err != nil {
		return nil, 0, err
	}
	n := 2
	switch first[1] & 0x7f {
	case 126:
		n += 2
	case 127:
		n += 8
	}
	if first[1]&0x80 != 0 {
		return nil, 0, errors.New("discord: the gateway masks a frame, which only clients do")
	}
	head = make([]byte, n, n+readable)
	if _, err := io.ReadFull(c.in, head); err != nil {
		return nil, 0, err
	}
	switch n {
	case 4:
		return head, int64(binary.BigEndian.Uint16(head[2:])), nil
	case 10:
		size := binary.BigEndian.Uint64(head[2:])
		if size > mostFrame {
			return nil, 0, fmt.Errorf("discord: a frame of %d bytes", size)
		}
		return head, int64(size), nil
	}
	return head, int64(head[1] & 0x7f), nil
}

// mostFrame is the most bytes of one frame that anybody waits for.
const mostFrame = 64 << 20

// inspect looks into a short frame: an error when the library must not see it.
func (c *circuit) inspect(kind byte, payload []byte) error {
	switch kind {
	case frameClose:
		code := 1005 // no code
		if len(payload) >= 2 {
			code = int(binary.BigEndian.Uint16(payload))
		}
		c.hangUp(farewell{code: code, err: fmt.Errorf("discord: closed with %d", code)})
		return nil
	case frameBinary:
		if payload = inflated(payload); payload == nil {
			return nil
		}
	case frameText:
	default:
		return nil
	}
	var said *struct {
		Op   int             `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(payload, &said); err != nil {
		return nil // the library says what it thinks of it
	}
	if said == nil {
		return errors.New("discord: a frame with nothing in it") // the library would panic
	}
	if said.Op == opHello {
		return hello(said.Data)
	}
	if said.Op != opReconnect && said.Op != opInvalid {
		return nil
	}
	c.hangUp(farewell{op: said.Op, resumable: string(said.Data) == "true", err: fmt.Errorf("%w: op %d", errNotHeard, said.Op)})
	return errNotHeard
}

// errNoHello is a greeting that the library must not see: with no time between two
// heartbeats it would end the process.
var errNoHello = errors.New("discord: the gateway does not greet as it should")

// hello is nil for a greeting that says how often to send a heartbeat.
func hello(data json.RawMessage) error {
	var said struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if err := json.Unmarshal(data, &said); err != nil || said.Interval <= 0 || said.Interval > mostInterval {
		return errNoHello
	}
	return nil
}

// mostInterval is the longest time between heartbeats that is believed: a day, in
// milliseconds.
const mostInterval = 24 * 60 * 60 * 1000

// inflated is what is in a short compressed message; nil when it is not one, or not
// short any more.
func inflated(payload []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(payload))
	if err != nil {
		return nil
	}
	plain, err := io.ReadAll(io.LimitReader(z, readable+1))
	if err != nil || len(plain) > readable {
		return nil
	}
	return plain
}
