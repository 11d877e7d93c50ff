package check

func Same(text string, recent []Source) []Finding { return tidy(same(read(valid(text)), recent)) }

func same(*doc, []Source) []Finding { return nil }
