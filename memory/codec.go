package memory

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// pairs makes a map of a flat reply: field, value, field, value.
func pairs(flat []any) map[string]string {
	m := make(map[string]string, len(flat)/2)
	for i := 0; i+1 < len(flat); i += 2 {
		field, _ := flat[i].(string)
		m[field], _ = flat[i+1].(string)
	}
	return m
}

func encode(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("memory: encode %T: %w", v, err)
	}
	return b, nil
}

// put is a value as it is kept in a cell.
func (s *Store) put(c cell, v any) ([]byte, error) {
	b, err := encode(v)
	if err != nil {
		return nil, err
	}
	return s.vault.wrap(c, b), nil
}

// get reads what put made.
func (s *Store) get(c cell, kept string, v any) error {
	plain, err := s.vault.unwrap(c, kept)
	if err != nil {
		return err
	}
	return decode(string(plain), v)
}

func encodeBoth(v, w any) (a, b []byte, err error) {
	if a, err = encode(v); err == nil {
		b, err = encode(w)
	}
	return a, b, err
}

func decode(text string, v any) error {
	if err := json.Unmarshal([]byte(text), v); err != nil {
		return fmt.Errorf("memory: decode %T: %w", v, err)
	}
	return nil
}

func field(name string, number int) string { return name + ":" + strconv.Itoa(number) }
