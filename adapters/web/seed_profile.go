package web

import (
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// sampleProfiles are what the sample channels say about themselves. The third
// names no approver on purpose: it shows what a card says then, and the settings
// page is where to change it.
var sampleProfiles = map[string]copilot.Profile{
	"launch": {
		Audience: "City riders, 25 to 45, who cycle to work all year",
		Voice: copilot.Voice{
			Words:     "Short sentences. We speak to one rider, never to “users”. Figures only when they were measured; no superlatives.",
			Traits:    []string{"plain", "warm", "a little dry"},
			Preferred: []string{"rider", "night ride", "made to be seen"},
			Banned:    []string{"revolutionary", "game-changer", "brightest", "best-in-class"},
			Emoji:     check.FewEmoji,
		},
		Networks:  []string{"linkedin", "instagram", "x"},
		Hashtags:  []string{"#Halo2", "#MadeToBeSeen"},
		Approvers: []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}},
	},
	"support": {
		Language: "fr",
		Audience: "Les clients de Loupiote, cyclistes du quotidien, pas techniciens",
		Voice: copilot.Voice{
			Words: "On vouvoie, on s’excuse une fois, on explique simplement, on dit ce qui vient ensuite. " +
				"Pas de jargon, pas de promesse de date.",
			Preferred: []string{"votre lampe", "marche à suivre"},
			Banned:    []string{"bug", "firmware", "utilisateur"},
			Emoji:     check.NoEmoji, Address: check.Vous,
		},
		Networks:  []string{"facebook", "x"},
		Hashtags:  []string{"#Loupiote"},
		Approvers: []copilot.Approver{{Role: true, ID: RoleManager, Name: "une personne responsable"}},
	},
	"comments": {
		Language: "fr",
		Audience: "Des clients fidèles, déçus ou méfiants, et ceux qui lisent sans écrire",
		Voice: copilot.Voice{
			Words:  "Calme, direct, jamais sur la défensive. On reconnaît ce qui est vrai, on ne discute pas les mots.",
			Banned: []string{"malheureusement", "comme nous l’avons déjà dit"},
		},
		Networks: []string{"facebook", "instagram"},
	},
}
