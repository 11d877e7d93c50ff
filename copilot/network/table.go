package network

// checked is the month in which all numbers below were last checked.
const checked = "2026-11"

// guides stands for what the guides of the trade agree on and no network states.
const guides = "guides of the trade"

// table is the one place where numbers of networks stand. Where a network does
// not say what a character is, the unit is UTF16: no network is known to count
// more, so a text that fits here fits there.
var table = []Network{
	{
		ID: "x", Name: "X", Aliases: []string{"twitter", "tweet", "x.com", "x twitter", "twitter x", "𝕏", "post x"},
		Limit: 280, Unit: Weighted, Forbidden: "\uFFFE\uFEFF\uFFFF",
		Links: true, LinkUnits: 23, Mentions: true,
		Hashtags: Range{Min: 1, Max: 2}, HashtagStyle: Inline, HashtagSigns: twitterSigns, AltText: 1000,
		Source:  "twitter-text, config/v3.json; docs.x.com/fundamentals/counting-characters",
		Checked: checked,
		Cites: []Cite{
			{Fields: "LinkUnits Forbidden", Source: "twitter-text, config/v3.json and conformance/validate.yml"},
			{Fields: "HashtagSigns", Source: "twitter-text, regexp/hashtagSpecialChars"},
			{Fields: "AltText", Source: "help.x.com, picture descriptions"},
			{Fields: "Hashtags", Source: guides, Custom: true},
		},
	},
	{
		ID: "linkedin", Name: "LinkedIn", Aliases: []string{"linked in", "li", "lnkd"},
		Limit: 3000, Unit: UTF16, Fold: 210,
		Links: true, Hashtags: Range{Min: 3, Max: 5}, HashtagStyle: AtEnd, AltText: 4086,
		Source:  "linkedin.com/help/linkedin/answer/a528176; the API's error \"exceeded the maximum allowed (3000 characters)\"",
		Checked: checked,
		Cites: []Cite{
			{Fields: "AltText", Source: "learn.microsoft.com/linkedin, MultiImage API"},
			{Fields: "Fold", Source: guides + " (on a desktop; about 140 on a phone)", Custom: true},
			{Fields: "Hashtags", Source: guides, Custom: true},
		},
	},
	{
		ID: "instagram", Name: "Instagram", Aliases: []string{"insta", "ig", "reel", "reels", "instagram reels"},
		Limit: 2200, Unit: UTF16, Fold: 125, Mentions: true, MostMentions: 20,
		Hashtags: Range{Min: 3, Max: 5, Most: 5}, HashtagStyle: AtEnd, AltText: 1000,
		Source:  "developers.facebook.com/docs/instagram-platform, IG User media, caption",
		Checked: checked,
		Cites: []Cite{
			{Fields: "MostMentions AltText", Source: "developers.facebook.com/docs/instagram-platform, IG User media"},
			{Fields: "Hashtags", Source: "Instagram's @creators, December 2025: at most 5 hashtags (the API page still says 30)"},
			{Fields: "Links Fold", Source: guides, Custom: true},
		},
	},
	{
		ID: "facebook", Name: "Facebook", Aliases: []string{"fb", "page facebook", "facebook page"},
		Limit: 63206, Unit: UTF16, Fold: 477, Links: true,
		Hashtags: Range{Min: 0, Max: 2}, HashtagStyle: AtEnd,
		Source:  guides + ": Meta documents no limit for a post",
		Checked: checked,
		Cites: []Cite{
			{Fields: "Limit Fold Hashtags", Source: guides, Custom: true},
		},
	},
	{
		ID: "threads", Name: "Threads", Aliases: []string{"threads.net", "threads.com"},
		Limit: 500, Unit: EmojiBytes, Links: true, MostLinks: 5, Mentions: true,
		Hashtags: Range{Min: 0, Max: 1, Most: 1}, HashtagStyle: AtEnd, HashtagLength: 50, AltText: 1000,
		Source:  "developers.facebook.com/documentation/threads/posts, Limitations",
		Checked: checked,
		Cites: []Cite{
			{Fields: "MostLinks", Source: "developers.facebook.com/documentation/threads, links, since 2025-12-22"},
			{Fields: "Hashtags HashtagLength", Source: "developers.facebook.com/documentation/threads/posts, topic tags"},
			{Fields: "AltText", Source: "developers.facebook.com/documentation/threads, accessibility"},
		},
	},
	{
		ID: "bluesky", Name: "Bluesky", Aliases: []string{"bsky", "blue sky", "bsky.app", "skeet", "bluesky social"},
		Limit: 300, Unit: Graphemes, MostBytes: 3000, Links: true, Mentions: true,
		Hashtags: Range{Min: 0, Max: 3}, HashtagStyle: Inline, HashtagLength: 64, AltText: 2000,
		Source:  "bluesky-social/atproto, lexicons/app/bsky/feed/post.json",
		Checked: checked,
		Cites: []Cite{
			{Fields: "MostBytes", Source: "bluesky-social/atproto, lexicons/app/bsky/feed/post.json"},
			{Fields: "HashtagLength", Source: "bluesky-social/atproto, lexicons/app/bsky/richtext/facet.json"},
			{Fields: "AltText", Source: "bluesky-social/atproto, lexicons/app/bsky/draft/defs.json"},
			{Fields: "Hashtags", Source: guides, Custom: true},
		},
	},
	{
		ID: "mastodon", Name: "Mastodon", Aliases: []string{"masto", "fediverse", "fédivers", "toot", "pouet", "mastodon.social"},
		Limit: 500, Unit: Graphemes, Links: true, LinkUnits: 23, SchemeOnly: true,
		Mentions: true, ShortMentions: true,
		Hashtags: Range{Min: 1, Max: 4}, HashtagStyle: AtEnd, HashtagSigns: "·\u30FB\u200C", AltText: 1500,
		Source:  "docs.joinmastodon.org/user/posting (the default: a server may allow more)",
		Checked: checked,
		Cites: []Cite{
			{Fields: "LinkUnits SchemeOnly ShortMentions", Source: "mastodon/mastodon, app/validators/status_length_validator.rb"},
			{Fields: "HashtagSigns", Source: "mastodon/mastodon, app/models/tag.rb, HASHTAG_SEPARATORS"},
			{Fields: "AltText", Source: "docs.joinmastodon.org/user/posting"},
			{Fields: "Hashtags", Source: guides, Custom: true},
		},
	},
	{
		ID: "tiktok", Name: "TikTok", Aliases: []string{"tik tok", "tt"},
		Limit: 2200, Unit: UTF16, Fold: 100, Mentions: true,
		Hashtags: Range{Min: 3, Max: 5, Most: 5}, HashtagStyle: AtEnd,
		Source:  "developers.tiktok.com/doc/content-posting-api-reference-direct-post: 2200 in UTF-16 runes",
		Checked: checked,
		Cites: []Cite{
			{Fields: "Hashtags", Source: "TikTok's notice in the app, August 2025: at most 5 hashtags"},
			{Fields: "Links Fold", Source: guides, Custom: true},
		},
	},
	{
		ID: "youtube", Name: "YouTube", Aliases: []string{"yt", "you tube", "shorts", "youtube shorts"},
		Limit: 5000, Unit: Bytes, Fold: 157, Title: 100, TitleFold: 70, Forbidden: "<>",
		Links: true, Mentions: true,
		Hashtags: Range{Min: 1, Max: 3, Most: 60}, HashtagStyle: AtEnd,
		Source:  "developers.google.com/youtube/v3/docs/videos, snippet.description",
		Checked: checked,
		Cites: []Cite{
			{Fields: "Title Forbidden", Source: "developers.google.com/youtube/v3/docs/videos, snippet.title"},
			{Fields: "Hashtags", Source: "support.google.com/youtube/answer/6390658: above 60 all are ignored, three show by the title"},
			{Fields: "Fold TitleFold", Source: guides, Custom: true},
		},
	},
	{
		ID: "pinterest", Name: "Pinterest", Aliases: []string{"pin", "épingle"},
		Limit: 800, Unit: UTF16, Title: 100, TitleFold: 40,
		Hashtags: Range{Min: 0, Max: 5, Most: 20}, HashtagStyle: AtEnd, AltText: 500,
		Source:  "help.pinterest.com/en/business/article/pinterest-product-specs",
		Checked: checked,
		Cites: []Cite{
			{Fields: "Title TitleFold", Source: "help.pinterest.com/en/article/review-pin-specs"},
			{Fields: "AltText", Source: "developers.pinterest.com, Pins, alt_text"},
			{Fields: "Links Hashtags", Source: guides, Custom: true},
		},
	},
	{
		ID: "reddit", Name: "Reddit", Aliases: []string{"subreddit", "sub reddit"},
		Limit: 40000, Unit: UTF16, Title: 300, Links: true, HashtagStyle: NoHashtags,
		Source:  "reddit.com, the submit form (communities may set less)",
		Checked: checked,
		Cites: []Cite{
			{Fields: "Title", Source: "reddit.com/dev/api, POST /api/submit"},
		},
	},
	{
		ID: "telegram", Name: "Telegram", Aliases: []string{"tg", "canal telegram", "telegram channel"},
		Limit: 4096, Unit: UTF16, Links: true, Mentions: true,
		Hashtags: Range{Min: 0, Max: 3}, HashtagStyle: AtEnd,
		Source:  "core.telegram.org/bots/api#sendmessage",
		Checked: checked,
		Cites: []Cite{
			{Fields: "Hashtags", Source: guides, Custom: true},
		},
	},
	{
		ID: "discord", Name: "Discord", Aliases: []string{"discord server", "serveur discord"},
		Limit: 2000, Unit: UTF16, Links: true, HashtagStyle: NoHashtags, AltText: 1024,
		Source:  "docs.discord.com, Create Message, content",
		Checked: checked,
		Cites: []Cite{
			{Fields: "AltText", Source: "docs.discord.com, Attachment, description"},
		},
	},
	{
		ID: "slack", Name: "Slack", Aliases: []string{"slack message", "message slack"},
		Limit: 40000, Unit: UTF16, Links: true, HashtagStyle: NoHashtags, AltText: 2000,
		Source:  "docs.slack.dev, chat.postMessage, truncating content (4000 are advised)",
		Checked: checked,
		Cites: []Cite{
			{Fields: "AltText", Source: "docs.slack.dev, image block, alt_text"},
		},
	},
	{
		ID: "newsletter", Name: "Newsletter",
		Aliases: []string{
			"mail", "email", "courriel", "emailing", "infolettre", "lettre d'information",
			"newsletter subject", "email subject", "objet de mail",
		},
		Unit: UTF16, TitleFold: 60, Links: true, HashtagStyle: NoHashtags,
		Source:  "RFC 5322: no limit to a text",
		Checked: checked,
		Cites: []Cite{
			{Fields: "TitleFold", Source: "mailchimp.com/help/best-practices-for-email-subject-lines", Custom: true},
		},
	},
	{
		ID: "blog", Name: "Blog", Aliases: []string{"blogue", "article", "blog post", "article de blog", "billet"},
		Unit: UTF16, TitleFold: 60, Links: true, HashtagStyle: NoHashtags,
		Source:  "none: a blog has no limit",
		Checked: checked,
		Cites: []Cite{
			{Fields: "TitleFold", Source: guides + ": what a search engine shows", Custom: true},
		},
	},
}
