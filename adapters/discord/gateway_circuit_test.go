package discord

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

const switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"

// tape is a connection over which something is said, and nobody listens.
type tape struct {
	net.Conn
	said io.Reader
}

func (t tape) Read(p []byte) (int, error) { return t.said.Read(p) }
func (tape) Close() error                 { return nil }

func circuitOf(said io.Reader) *circuit {
	c := tape{said: said}
	return newCircuit(c, c)
}

// frame is one of a websocket, as a server sends it.
func frame(first byte, payload []byte) []byte {
	switch n := len(payload); {
	case n < 126:
		return append([]byte{first, byte(n)}, payload...)
	case n < 1<<16:
		return append(binary.BigEndian.AppendUint16([]byte{first, 126}, uint16(n)), payload...)
	default:
		return append(binary.BigEndian.AppendUint64([]byte{first, 127}, uint64(n)), payload...)
	}
}

// TestCircuitPassesOn: frames of every kind and length arrive as they were sent,
// however they come, and however little is asked for at once.
func TestCircuitPassesOn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sent := append([]byte(switching), frame(0x81, []byte(`{"op":10,"d":{"heartbeat_interval":41250}}`))...)
		for _, n := range rapid.SliceOfN(rapid.OneOf(rapid.IntRange(0, 700), rapid.IntRange(65000, 67000)), 0, 4).Draw(t, "lengths") {
			first := rapid.SampledFrom([]byte{0x81, 0x82, 0x01, 0x80, 0x89, 0x8a}).Draw(t, "first byte")
			sent = append(sent, frame(first, bytes.Repeat([]byte{rapid.Byte().Draw(t, "byte")}, n))...)
		}
		said := io.Reader(bytes.NewReader(sent))
		if rapid.Bool().Draw(t, "byte by byte") {
			said = iotest.OneByteReader(said)
		}
		arrived, err := io.ReadAll(io.MultiReader(&sip{circuitOf(said), rapid.IntRange(1, 5000).Draw(t, "at once")}))
		if err != nil || !bytes.Equal(arrived, sent) {
			t.Fatalf("%d bytes of %d arrived: %v", len(arrived), len(sent), err)
		}
	})
}

// sip reads little at once.
type sip struct {
	from io.Reader
	most int
}

func (s *sip) Read(p []byte) (int, error) { return s.from.Read(p[:min(len(p), s.most)]) }

func TestCircuitSees(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, said string
		want       farewell
		passed     bool
	}{
		{"a close code", string(frame(0x88, []byte{0x0f, 0xae})), farewell{code: 4014}, true},
		{"a close without one", string(frame(0x88, nil)), farewell{code: 1005}, true},
		{"a reconnect", string(frame(0x81, []byte(`{"op":7}`))), farewell{op: 7}, false},
		{"an invalid session", string(frame(0x81, []byte(`{"op":9,"d":false}`))), farewell{op: 9}, false},
		{"one to be resumed", string(frame(0x81, []byte(`{"d":true,"op":9}`))), farewell{op: 9, resumable: true}, false},
		{"a dispatch that says the like", string(frame(0x81, []byte(`{"op":0,"d":{"op":7}}`))), farewell{}, true},
		{"no JSON", string(frame(0x81, []byte(`{"op":7`))), farewell{}, true},
		{"no zlib", string(frame(0x82, []byte(`{"op":7}`))), farewell{}, true},
		{"a frame without end", "\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", farewell{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			line := circuitOf(bytes.NewReader([]byte(switching + c.said)))
			arrived, err := io.ReadAll(line)
			if got := string(arrived) == switching+c.said; got != c.passed || got != (err == nil) {
				t.Errorf("passed on %t, error %v", got, err)
			}
			if f := line.farewell(); f.code != c.want.code || f.op != c.want.op || f.resumable != c.want.resumable {
				t.Errorf("it ends with %+v", f)
			}
		})
	}
}

// TestNoWebsocket: an answer that is not one is passed on as it is.
func TestNoWebsocket(t *testing.T) {
	t.Parallel()
	const answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nno!"
	arrived, err := io.ReadAll(circuitOf(iotest.HalfReader(bytes.NewReader([]byte(answer)))))
	if string(arrived) != answer || err != nil {
		t.Errorf("%q arrived: %v", arrived, err)
	}
}

// FuzzCircuit: whatever is said, a circuit neither panics nor makes anything up.
func FuzzCircuit(f *testing.F) {
	f.Add([]byte("\x81\x08{\"op\":7}"))
	f.Add([]byte("\x88\x02\x0f\xa4"))
	f.Add([]byte("\x82\x7e\x00\x05hello\x81\x04null"))
	f.Add([]byte("\x81\x7f\x00\x00\x00\x00\x00\x00\x00\x01x"))
	f.Fuzz(func(t *testing.T, said []byte) {
		whole := append([]byte(switching), said...)
		line := circuitOf(bytes.NewReader(whole))
		arrived, err := io.ReadAll(line)
		if !bytes.HasPrefix(whole, arrived) {
			t.Errorf("%q was not said", arrived)
		}
		if !line.ended() || errors.Is(err, io.ErrShortBuffer) {
			t.Error("it goes on after its end")
		}
	})
}

// TestGreetingIsLookedAt: one that the library could not live with ends the
// connection, not the process.
func TestGreetingIsLookedAt(t *testing.T) {
	t.Parallel()
	for name, first := range map[string][]byte{
		"no interval":   frame(0x81, []byte(`{"op":10,"d":{}}`)),
		"interval of 0": frame(0x81, []byte(`{"op":10,"d":{"heartbeat_interval":0}}`)),
		"negative":      frame(0x81, []byte(`{"op":10,"d":{"heartbeat_interval":-1}}`)),
		"for ever":      frame(0x81, []byte(`{"op":10,"d":{"heartbeat_interval":9223372036854775807}}`)),
		"nothing":       frame(0x81, []byte(`{"op":10}`)),
		"padded null":   frame(0x81, append([]byte("null"), bytes.Repeat([]byte(" "), readable)...)),
		"in pieces":     frame(0x01, []byte(`nu`)),
	} {
		if _, err := io.ReadAll(circuitOf(bytes.NewReader(append([]byte(switching), first...)))); err == nil {
			t.Errorf("%s is passed on", name)
		}
	}
}
