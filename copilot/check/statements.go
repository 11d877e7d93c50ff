package check

func (x *Indexed) statements(*doc, []Finding) []Finding { return nil }
