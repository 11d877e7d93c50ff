package network

import "slices"

const checked = "2026-11"

// table is the single place where a network's numbers live.
var table = []Network{
	{
		ID: "x", Name: "X", Aliases: []string{"twitter", "tweet", "x.com", "x (twitter)", "x/twitter"},
		Limit: 280, Unit: Weighted, LinkUnits: 23, Links: true, Mentions: true,
		Hashtags: Range{Min: 0, Max: 2}, HashtagStyle: Inline, AltText: 1000,
		Source: "twitter-text config v3", Checked: checked,
	},
	{
		ID: "linkedin", Name: "LinkedIn", Aliases: []string{"li", "linked in"},
		Limit: 3000, Unit: UTF16, Fold: 210, Links: true,
		Hashtags: Range{Min: 3, Max: 5}, HashtagStyle: AtEnd, AltText: 4086,
		Source: "LinkedIn Help: post character limit", Checked: checked,
	},
	{
		ID: "instagram", Name: "Instagram", Aliases: []string{"insta", "ig"},
		Limit: 2200, Unit: UTF16, Fold: 125, Mentions: true,
		Hashtags: Range{Min: 3, Max: 5, Most: 30}, HashtagStyle: AtEnd, AltText: 1000,
		Source: "Instagram Graph API: IG User media, caption", Checked: checked,
	},
	{
		ID: "facebook", Name: "Facebook", Aliases: []string{"fb", "meta"},
		Limit: 63206, Unit: UTF16, Fold: 477, Links: true, Mentions: true,
		Hashtags: Range{Min: 0, Max: 2}, HashtagStyle: AtEnd,
		Source: "Facebook: status update length", Checked: checked,
	},
	{
		ID: "threads", Name: "Threads", Aliases: []string{"threads.net", "threads.com"},
		Limit: 500, Unit: Bytes, Links: true, Mentions: true,
		Hashtags: Range{Min: 0, Max: 1, Most: 1}, HashtagStyle: Inline, AltText: 1000,
		Source: "Threads API: limitations", Checked: checked,
	},
	{
		ID: "bluesky", Name: "Bluesky", Aliases: []string{"bsky", "blue sky", "bsky.app"},
		Limit: 300, Unit: Graphemes, Bytes: 3000, Links: true, Mentions: true,
		Hashtags: Range{Min: 0, Max: 3}, HashtagStyle: Inline, AltText: 2000,
		Source: "lexicon app.bsky.feed.post", Checked: checked,
	},
	{
		ID: "mastodon", Name: "Mastodon", Aliases: []string{"masto", "fediverse", "toot"},
		Limit: 500, Unit: Graphemes, LinkUnits: 23, ShortMentions: true, Links: true, Mentions: true,
		Hashtags: Range{Min: 1, Max: 4}, HashtagStyle: Inline, AltText: 1500,
		Source: "Mastodon: StatusLengthValidator", Checked: checked,
	},
}

// All returns every known network, always in the same order. The caller may
// change the slice.
func All() []Network { return slices.Clone(table) }
