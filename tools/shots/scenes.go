package main

// scenes are the pictures, in an order in which each finds what the ones before
// have left.
var scenes = []scene{
	{
		name: "workbench", width: 1280, height: 900, who: "lea", lang: "en", theme: "light", path: "/c/launch",
		says: "/draft network:linkedin variants:1 Halo 2, our brightest light, is out on 14 April at €89: 600 lumens, up to 40 hours in eco mode",
		show: ".card.is-pending .actions",
	},
	{
		name: "summary-fr", width: 1280, height: 900, who: "marc", lang: "fr", theme: "dark", path: "/c/support",
		says: "/summarize", show: ".card.is-pending .actions",
	},
	{
		name: "review", width: 1280, height: 800, who: "marc", lang: "en", theme: "light", path: "/review", show: "main",
	},
	{
		name: "phone", width: 390, height: 844, who: "lea", lang: "en", theme: "light", path: "/c/launch",
		show: ".card.is-pending .actions",
	},
}
