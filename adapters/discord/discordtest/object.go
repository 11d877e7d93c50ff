package discordtest

import (
	"encoding/json"
	"maps"
)

// object is a JSON object.
type object = map[string]any

// asObject, list, str and num read JSON; what is of another type counts as absent.
func asObject(v any) object { o, _ := v.(object); return o }

func list(o object, name string) []any { l, _ := o[name].([]any); return l }

func str(o object, name string) string { s, _ := o[name].(string); return s }

func num(o object, name string) int {
	switch n := o[name].(type) {
	case float64:
		return int(n)
	case int:
		return n
	}
	return 0
}

func truth(o object, name string) bool { b, _ := o[name].(bool); return b }

// objects are the objects of a list.
func objects(all []any) []object {
	some := make([]object, 0, len(all))
	for _, v := range all {
		if o := asObject(v); o != nil {
			some = append(some, o)
		}
	}
	return some
}

// encode writes JSON of what this package made, which always can be.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("discordtest: encoding: " + err.Error())
	}
	return b
}

// again copies JSON deeply, and makes it as if it had been read.
func again[T any](v T) T {
	var to T
	if err := json.Unmarshal(encode(v), &to); err != nil {
		panic("discordtest: decoding: " + err.Error())
	}
	return to
}

// with is an object and more of it.
func with(o, more object) object {
	all := maps.Clone(o)
	maps.Copy(all, more)
	return all
}

// nullable is a string, or null for an empty one.
func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// orEmpty is never null.
func orEmpty(l []any) []any {
	if l == nil {
		return []any{}
	}
	return l
}
