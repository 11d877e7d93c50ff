package discordtest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// definition and component name parts of the two contracts; bodyOf names what a
// route takes.
func definition(name string) string { return "interactions.schema.json#/definitions/" + name }

func component(name string) string { return "openapi.json#/components/schemas/" + name }

func bodyOf(route string) string {
	method, path, _ := strings.Cut(route, " ")
	path = strings.NewReplacer("/", "~1", "{", "%7B", "}", "%7D").Replace(path)
	return "openapi.json#/paths/" + path + "/" + strings.ToLower(method) + "/requestBody/content/application~1json/schema"
}

// breach is where a value breaks a schema, and how.
type breach struct {
	path []string
	said string
}

// check holds a value to a part of a contract; nil when all is well, or when the
// contracts are not there.
func (d *Discord) check(at string, v any) *breach {
	if d.schemas == nil {
		return nil
	}
	schema, err := d.schemas.part(at)
	if err != nil {
		return &breach{said: err.Error()}
	}
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(encode(v)))
	if err != nil {
		return &breach{said: err.Error()}
	}
	err = schema.Validate(text)
	invalid, ok := err.(*jsonschema.ValidationError)
	switch {
	case err == nil:
		return nil
	case !ok:
		return &breach{said: err.Error()}
	}
	deep := deepestOf(invalid)
	said := deep.Error()
	if _, after, found := strings.Cut(said, "\n- at "); found {
		said = "at " + after
	}
	return &breach{path: deep.InstanceLocation, said: said}
}

// deepestOf finds the cause that says most: of the many things a part might have
// been, the one that agrees about its type, and of that the deepest place.
func deepestOf(e *jsonschema.ValidationError) *jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return e
	}
	causes := slices.DeleteFunc(slices.Clone(e.Causes), func(c *jsonschema.ValidationError) bool {
		return otherType(c, len(e.InstanceLocation))
	})
	if len(causes) == 0 { // of none of the types that may stand here
		return &jsonschema.ValidationError{SchemaURL: e.SchemaURL, InstanceLocation: e.InstanceLocation, ErrorKind: e.ErrorKind}
	}
	var best *jsonschema.ValidationError
	for _, c := range causes {
		if deep := deepestOf(c); best == nil || len(deep.InstanceLocation) > len(best.InstanceLocation) {
			best = deep
		}
	}
	return best
}

// otherType tells causes that say that the value at a depth is of another type.
func otherType(e *jsonschema.ValidationError, depth int) bool {
	at, path := e.InstanceLocation, e.ErrorKind.KeywordPath()
	if len(path) > 0 && len(at) == depth+1 && at[depth] == "type" && slices.Contains([]string{"const", "enum"}, path[len(path)-1]) {
		return true
	}
	if len(path) > 0 && len(at) == depth && path[len(path)-1] == "type" && strings.Contains(fmt.Sprint(e.ErrorKind), "null") {
		return true
	}
	return slices.ContainsFunc(e.Causes, func(c *jsonschema.ValidationError) bool { return otherType(c, depth) })
}

// fixture holds what the fake itself sends to the contract: a payload that breaks
// it is a mistake of the fake, and makes the test red.
func (d *Discord) fixture(at string, v any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fixtureLocked(at, v)
}

func (d *Discord) fixtureLocked(at string, v any) {
	if b := d.check(at, v); b != nil {
		d.blameLocked("the fake sends what the contract does not know: %s: /%s: %s", at, strings.Join(b.path, "/"), b.said)
	}
}
