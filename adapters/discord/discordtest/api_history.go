package discordtest

import (
	"net/http"
	"slices"
	"strconv"
)

// history is a page of a channel, newest first. Who may not read its history gets
// an empty page, and no error.
func (d *Discord) history(q *request) (int, any, error) {
	c, err := d.reach(q.PathValue("channel_id"))
	if err != nil {
		return 0, nil, err
	}
	limit, err := pageSize(q)
	if err != nil {
		return 0, nil, err
	}
	found := []*Message{}
	if d.botMay(c).Has(ReadHistory) {
		if found, err = page(c.all, q, limit); err != nil {
			return 0, nil, err
		}
	}
	all := []any{}
	for _, m := range found {
		all = append(all, d.veiled(m, true))
	}
	slices.Reverse(all)
	return http.StatusOK, all, nil
}

func pageSize(q *request) (int, error) {
	given := q.call.Query.Get("limit")
	if given == "" {
		return 50, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 || n > 100 {
		return 0, invalid([]string{"limit"}, "int value should be between 1 and 100: %q", given)
	}
	return n, nil
}

// page picks messages, oldest first: the ones before an id, after it, around it,
// or the latest; the id itself only with around.
func page(all []*Message, q *request, limit int) ([]*Message, error) {
	at := uint64(0)
	which := ""
	for _, name := range []string{"around", "before", "after"} {
		id := q.call.Query.Get(name)
		switch {
		case id == "":
			continue
		case which != "":
			return nil, invalid([]string{name}, "%s and %s do not go together", which, name)
		case numbered(id) == 0 && id != "0":
			return nil, invalid([]string{name}, "Value %q is not snowflake.", id)
		}
		which, at = name, numbered(id)
	}
	first := slices.IndexFunc(all, func(m *Message) bool { return numbered(m.ID) >= at })
	if first < 0 {
		first = len(all)
	}
	switch which {
	case "before":
		return all[max(first-limit, 0):first], nil
	case "after":
		if first < len(all) && numbered(all[first].ID) == at {
			first++
		}
		return all[first:min(first+limit, len(all))], nil
	case "around":
		return all[max(first-limit/2, 0):min(first+(limit+1)/2, len(all))], nil
	}
	return all[max(len(all)-limit, 0):], nil
}
