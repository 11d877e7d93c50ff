package platformtest

// Walk visits a JSON object and all objects inside it.
func Walk(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, inner := range v {
			Walk(inner, visit)
		}
	case []any:
		for _, inner := range v {
			Walk(inner, visit)
		}
	}
}
