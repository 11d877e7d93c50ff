package copilot

import (
	"encoding/json"
	"fmt"
)

// Sealed is generated text on its way to or from the store, and nowhere else:
// a test holds that only the store and this package name it.
type Sealed string

// Seal gives the store the text it keeps.
func Seal(g Generated) Sealed { return Sealed(g.s) }

// Unseal takes back what the store kept. It does not canonicalise again: a
// digest is over the bytes as they were shown.
func Unseal(s Sealed) Generated { return Generated{string(s)} }

// MarshalJSON refuses: generated text has no way out but a Card, and none to
// the store but EncodeRevision.
func (g Generated) MarshalJSON() ([]byte, error) {
	return nil, fmt.Errorf("copilot: generated text is not for marshalling")
}

type sealedVariant struct {
	Angle  string `json:"angle,omitempty"`
	Text   Sealed `json:"text"`
	Digest string `json:"digest"`
}

type sealedPoint struct {
	Section string `json:"section"`
	Text    Sealed `json:"text"`
	Cites   []Cite `json:"cites,omitempty"`
}

// sealedRevision is Revision with its texts sealed.
type sealedRevision struct {
	Revision
	Variants []sealedVariant
	Points   []sealedPoint
}

// EncodeRevision makes the bytes the store keeps of a revision: all but State
// and Decision, which move.
func EncodeRevision(r Revision) ([]byte, error) {
	sealed := sealedRevision{Revision: r}
	for _, v := range r.Variants {
		sealed.Variants = append(sealed.Variants, sealedVariant{v.Angle, Seal(v.Text), v.Digest})
	}
	sealed.Points = sealPoints(r.Points)
	b, err := json.Marshal(sealed)
	if err != nil {
		return nil, fmt.Errorf("encode revision %d: %w", r.Number, err)
	}
	return b, nil
}

// DecodeRevision reads what EncodeRevision wrote.
func DecodeRevision(b []byte) (Revision, error) {
	var sealed sealedRevision
	if err := json.Unmarshal(b, &sealed); err != nil {
		return Revision{}, fmt.Errorf("decode revision: %w", err)
	}
	r := sealed.Revision
	r.Variants, r.Points = nil, unsealPoints(sealed.Points)
	for _, v := range sealed.Variants {
		r.Variants = append(r.Variants, Variant{v.Angle, Unseal(v.Text), v.Digest})
	}
	return r, nil
}

func sealPoints(points []Point) (sealed []sealedPoint) {
	for _, p := range points {
		sealed = append(sealed, sealedPoint{p.Section, Seal(p.Text), p.Cites})
	}
	return sealed
}

func unsealPoints(sealed []sealedPoint) (points []Point) {
	for _, p := range sealed {
		points = append(points, Point{p.Section, Unseal(p.Text), p.Cites})
	}
	return points
}

type sealedExchange struct {
	Exchange
	Answer Sealed `json:"answer"`
}

// EncodeExchange makes the bytes the store keeps of an exchange.
func EncodeExchange(e Exchange) ([]byte, error) {
	b, err := json.Marshal(sealedExchange{e, Seal(e.Answer)})
	if err != nil {
		return nil, fmt.Errorf("encode exchange: %w", err)
	}
	return b, nil
}

// DecodeExchange reads what EncodeExchange wrote.
func DecodeExchange(b []byte) (Exchange, error) {
	var sealed sealedExchange
	if err := json.Unmarshal(b, &sealed); err != nil {
		return Exchange{}, fmt.Errorf("decode exchange: %w", err)
	}
	e := sealed.Exchange
	e.Answer = Unseal(sealed.Answer)
	return e, nil
}

type sealedMinutes struct {
	Minutes
	Points []sealedPoint `json:"points"`
}

// EncodeMinutes makes the bytes the store keeps of the minutes of a thread.
func EncodeMinutes(m Minutes) ([]byte, error) {
	b, err := json.Marshal(sealedMinutes{m, sealPoints(m.Points)})
	if err != nil {
		return nil, fmt.Errorf("encode minutes: %w", err)
	}
	return b, nil
}

// DecodeMinutes reads what EncodeMinutes wrote.
func DecodeMinutes(b []byte) (Minutes, error) {
	var sealed sealedMinutes
	if err := json.Unmarshal(b, &sealed); err != nil {
		return Minutes{}, fmt.Errorf("decode minutes: %w", err)
	}
	m := sealed.Minutes
	m.Points = unsealPoints(sealed.Points)
	return m, nil
}
