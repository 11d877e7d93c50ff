package main

import (
	"bytes"
	"encoding/json"
)

// finals counts the messages that can be signed off, by the mark in their small print.
func (d *busyDiscord) finals() map[string]int {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := map[string]int{}
	for _, raw := range d.messages {
		var m struct {
			Embeds []struct {
				Footer struct {
					Text string `json:"text"`
				} `json:"footer"`
			} `json:"embeds"`
		}
		if !bytes.Contains(raw, []byte(`"act.approve`)) || json.Unmarshal(raw, &m) != nil || len(m.Embeds) == 0 {
			continue
		}
		small := m.Embeds[len(m.Embeds)-1].Footer.Text
		all[small[max(0, len(small)-markLength):]]++
	}
	return all
}
