package openaitest

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// valid holds a value to a schema, as far as the contract's vocabulary goes. A
// word it does not know is an error: a check that looks away is no check.
func (c *contract) valid(schema, v any) error {
	s, err := c.resolve(schema)
	if err != nil {
		return err
	}
	if v == nil && s["nullable"] == true {
		return nil
	}
	for word, rule := range s {
		if err := c.apply(word, rule, s, v); err != nil {
			return err
		}
	}
	return nil
}

// resolve follows references.
func (c *contract) resolve(schema any) (map[string]any, error) {
	s, ok := schema.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("not a schema: %v", schema)
	}
	ref, ok := s["$ref"].(string)
	if !ok {
		return s, nil
	}
	name := strings.TrimPrefix(ref, "#/components/schemas/")
	if _, ok := c.schemas[name]; !ok {
		return nil, fmt.Errorf("no schema %s", ref)
	}
	return c.resolve(c.schemas[name])
}

// apply is one rule of a schema.
func (c *contract) apply(word string, rule any, s map[string]any, v any) error {
	switch word {
	case "allOf", "anyOf", "oneOf":
		return c.combined(word, rule.([]any), v)
	case "type":
		return typed(rule, v)
	case "enum":
		if !slices.ContainsFunc(rule.([]any), func(e any) bool { return reflect.DeepEqual(e, v) }) {
			return fmt.Errorf("%v is none of %v", v, rule)
		}
	case "properties", "required", "additionalProperties":
		if object, ok := v.(map[string]any); ok {
			return c.object(word, rule, s, object)
		}
	case "items":
		list, _ := v.([]any)
		for i, item := range list {
			if err := c.valid(rule, item); err != nil {
				return fmt.Errorf("[%d]: %w", i, err)
			}
		}
	case "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength":
		return limited(word, rule.(float64), v)
	case "description", "title", "default", "deprecated", "discriminator", "format", "nullable", "example", "examples":
	default:
		if !strings.HasPrefix(word, "x-") {
			return fmt.Errorf("the checker does not know the schema word %q", word)
		}
	}
	return nil
}

func (c *contract) combined(word string, schemas []any, v any) error {
	var faults []error
	for _, s := range schemas {
		if err := c.valid(s, v); err != nil {
			faults = append(faults, err)
		}
	}
	fits := len(schemas) - len(faults)
	switch {
	case word == "allOf" && len(faults) > 0, word == "anyOf" && fits == 0:
		return errors.Join(faults...)
	case word == "oneOf" && fits != 1:
		return fmt.Errorf("fits %d of the forms, not one: %w", fits, errors.Join(faults...))
	}
	return nil
}

func (c *contract) object(word string, rule any, s, v map[string]any) error {
	declared, _ := s["properties"].(map[string]any)
	if word == "required" {
		for _, name := range rule.([]any) {
			if _, ok := v[name.(string)]; !ok {
				return fmt.Errorf("%s is missing", name)
			}
		}
		return nil
	}
	for name, value := range v {
		schema, ok := declared[name]
		switch {
		case word == "properties" && !ok, word == "additionalProperties" && (ok || rule == true):
			continue
		case rule == false:
			return fmt.Errorf("%s is not allowed", name)
		case word == "additionalProperties":
			schema = rule
		}
		if err := c.valid(schema, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func typed(rule, v any) error {
	wanted, ok := rule.([]any)
	if !ok {
		wanted = []any{rule}
	}
	kind := "null"
	switch n := v.(type) {
	case bool:
		kind = "boolean"
	case string:
		kind = "string"
	case []any:
		kind = "array"
	case map[string]any:
		kind = "object"
	case float64:
		kind = "number"
		if n == math.Trunc(n) && slices.Contains(wanted, any("integer")) {
			kind = "integer"
		}
	}
	if !slices.Contains(wanted, any(kind)) {
		return fmt.Errorf("%v is no %v", v, rule)
	}
	return nil
}

func limited(word string, limit float64, v any) error {
	size, ok := 0.0, true
	switch v := v.(type) {
	case float64:
		size, ok = v, strings.HasSuffix(word, "imum")
	case []any:
		size, ok = float64(len(v)), strings.HasSuffix(word, "Items")
	case string:
		size, ok = float64(utf8.RuneCountInString(v)), strings.HasSuffix(word, "Length")
	default:
		ok = false
	}
	if ok && (strings.HasPrefix(word, "min") && size < limit || strings.HasPrefix(word, "max") && size > limit) {
		return fmt.Errorf("%s is %v, not %v", word, limit, size)
	}
	return nil
}
