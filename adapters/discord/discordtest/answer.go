package discordtest

import "slices"

// think shows that the bot is thinking. Of the flags only EPHEMERAL counts.
func (d *Discord) think(i *interaction, data object) error {
	c := d.channels[i.channel]
	if c == nil {
		return refuse(10003)
	}
	if rest := num(data, "flags") &^ (flagEphemeral | flagComponents | flagSuppress); rest != 0 {
		return invalid([]string{"data", "flags"}, "flags %d cannot be set here", rest)
	}
	for name := range data {
		if !slices.Contains([]string{"flags", "tts", "allowed_mentions"}, name) && !blank(data[name]) {
			d.blameLocked("a defer (type 5) with %s: Discord shows nothing of it", name)
		}
	}
	m := d.written(c, d.o.Application)
	m.webhook, m.metadata, m.Type = true, i.metadata, i.messageType()
	m.Flags = flagLoading | num(data, "flags")&flagEphemeral
	i.original = m
	d.place(i, c, m)
	return nil
}

// update changes the message that a component stands on.
func (d *Discord) update(what string, i *interaction, data object) error {
	if i.origin == nil || !d.stands(i.origin) {
		return refuse(10008)
	}
	if data != nil {
		if err := d.compose(what, i.origin, data, editable|i.origin.Flags&flagEphemeral); err != nil {
			return err
		}
		i.origin.Edited = d.o.Now()
		d.shown(i.origin, "MESSAGE_UPDATE")
	}
	i.original = i.origin
	return nil
}

// suggestions checks the choices of an autocomplete answer.
func (r *rules) suggestions(data object) {
	all := objects(list(data, "choices"))
	r.most([]string{"data", "choices"}, "choices", len(all), 25)
	for i, c := range all {
		at := []string{"data", "choices", string(rune('0' + i%10))}
		r.length(at, c, "name", 1, 100)
		if v, isText := c["value"].(string); isText && (units(v) < 1 || units(v) > 100) {
			r.add(at, "value: Must be between 1 and 100 in length.")
		}
	}
}
