package memorytest

import (
	"reflect"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestComplete holds that no field of what the suite keeps is empty, so that a field
// a store forgets is missed, also one that is new.
func TestComplete(t *testing.T) {
	d := draft("d", here, noon)
	for _, v := range []any{
		d, request("r"), audit(d, "refused", marc), decision(d, copilot.Approve, marc), signature(d, marc), fullProfile, fact, exchange("a", "un"), minutesOf("l1"),
	} {
		for _, path := range empty(reflect.ValueOf(v), reflect.TypeOf(v).Name()) {
			t.Errorf("%s is empty: fill it in", path)
		}
	}
}

// unset are the fields that a store sets, or only a later state has.
var unset = map[string]bool{"Revision.Decision": true, "Revision.Signatures": true, "Revision.Signed": true, "Decision.Under": true, "Audit.Erased": true}

func empty(v reflect.Value, path string) []string {
	if g, ok := v.Interface().(copilot.Generated); ok && !g.Empty() {
		return nil
	}
	if v.IsZero() {
		return []string{path}
	}
	var found []string
	switch v.Kind() {
	case reflect.Slice:
		found = empty(v.Index(0), path+"[0]")
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !unset[v.Type().Name()+"."+f.Name] {
				found = append(found, empty(v.Field(i), path+"."+f.Name)...)
			}
		}
	}
	return found
}
