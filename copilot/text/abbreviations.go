package text

import (
	"strings"
	"sync"
)

// When the full stop after an abbreviation does not end the sentence.
const (
	always       = iota + 1 // a name or an explanation must follow
	beforeNumber            // only before a number: the word exists on its own
	inside                  // unless a capital follows
)

// Abbreviations of both languages, folded and without their last full stop.
const (
	alwaysAbbreviations = `
dir dr drs mr mrs ms prof rev hon gen col maj capt lt sgt cpl gov sen rep pres st ste mt ft messrs
mm mme mmes mlle mlles me mgr pr vve cie-gle gal cdt
vs cf e.g eg i.e ie viz approx env resp incl excl esp ext tel fax attn dept ave blvd bd av
p.ex ex c.-a-d c-a-d n.b nb ndlr fig eq sect sec-gen
`
	beforeNumberAbbreviations = `
no nos n n° nr ca p pp pg vol ch chap art par sec ed tome t l r v
jan feb mar apr jun jul aug sep sept oct nov dec janv fevr avr juil
min max eq figs ref refs ligne rte app apt bat porte
`
	insideAbbreviations = `
etc inc ltd co corp llc plc jr sr bros esq phd al et-al a.m p.m am pm est
sa sarl sas eurl cie ets
mon tue tues wed thu thur thurs fri sat sun lun mer jeu ven sam dim
min max hr hrs sec secs mins kg km cm oz lb lbs qty tbd misc
`
)

var abbreviations = sync.OnceValue(func() map[string]int {
	kinds := map[string]int{}
	for _, list := range []struct {
		words string
		kind  int
	}{{insideAbbreviations, inside}, {beforeNumberAbbreviations, beforeNumber}, {alwaysAbbreviations, always}} {
		for _, w := range strings.Fields(list.words) {
			kinds[w] = list.kind
		}
	}
	return kinds
})
