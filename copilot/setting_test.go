package copilot

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestReadSetting(t *testing.T) {
	for typed, want := range map[string]Setting{
		"":                       {Sub: SubSettings},
		"approvers <@U1> <@U2>":  {Sub: SubApprovers, Words: "<@U1> <@U2>"},
		"Valideurs":              {Sub: SubApprovers},
		"voice":                  {Sub: SubVoice},
		"  Voix  ":               {Sub: SubVoice},
		"facts":                  {Sub: SubFacts, Do: FactsList},
		"faits liste":            {Sub: SubFacts, Do: FactsList},
		"FACTS DROP ab2de":       {Sub: SubFacts, Do: FactsDrop, Words: "ab2de"},
		"faits retirer ab2de":    {Sub: SubFacts, Do: FactsDrop, Words: "ab2de"},
		"facts add":              {Sub: SubFacts, Do: FactsAdd},
		"facts add We open at 8": {Sub: SubFacts, Do: FactsAdd, Words: "We open at 8"},
		"facts add Halo 2 weighs 98 g source: lab report of 3 March until: 2026-12-31": {
			Sub: SubFacts, Do: FactsAdd, Words: "Halo 2 weighs 98 g", Source: "lab report of 3 March", Until: "2026-12-31",
		},
		"facts add Ratio 3:1 until:\"in 2 weeks\" source:https://example.com/a?source=b": {
			Sub: SubFacts, Do: FactsAdd, Words: "Ratio 3:1", Source: "https://example.com/a?source=b", Until: "in 2 weeks",
		},
		"faits ajouter La Halo 2 pèse 98\u00a0g source\u00a0: «\u00a0labo\u00a0» jusqu’au\u202f: 31/12/2026": {
			Sub: SubFacts, Do: FactsAdd, Words: "La Halo 2 pèse 98\u00a0g", Source: "labo", Until: "31/12/2026",
		},
		"faits ajoute Fermé jusqu'en: 2027-01-01":                             {Sub: SubFacts, Do: FactsAdd, Words: "Fermé", Until: "2027-01-01"},
		"facts add Our code is open source: MIT licence since 2019":           {Sub: SubFacts, Do: FactsAdd, Words: "Our code is open source: MIT licence since 2019"},
		"faits ajouter Logiciel «\u00a0open\u00a0» source\u00a0: licence MIT": {Sub: SubFacts, Do: FactsAdd, Words: "Logiciel «\u00a0open\u00a0» source\u00a0: licence MIT"},
		"facts add It is open source: MIT since 2019 source: the licence":     {Sub: SubFacts, Do: FactsAdd, Words: "It is open source: MIT since 2019", Source: "the licence"},
		"facts add Source: the lab says 98 g until: 2026-12-31":               {Sub: SubFacts, Do: FactsAdd, Words: "Source: the lab says 98 g", Until: "2026-12-31"},
		"facts add We are open --source: the door":                            {Sub: SubFacts, Do: FactsAdd, Words: "We are open", Source: "the door"},
		"ne pas me lire":               {Sub: SubOptOut},
		"Opt out":                      {Sub: SubOptOut},
		"me\u00a0lire":                 {Sub: SubOptIn},
		"forget":                       {Sub: SubForget},
		"oublier moi":                  {Sub: SubForget, Do: ForgetMe},
		"oublier canal faits oui":      {Sub: SubForget, Do: ForgetChannel, Facts: true, Sure: true},
		"forget thread https://x Yes":  {Sub: SubForget, Do: ForgetThread, Words: "https://x", Sure: true},
		"contexte abc":                 {Sub: SubContext, Words: "abc"},
		"export":                       {Sub: SubExport},
		"importer":                     {Sub: SubImport},
		"retry":                        {Sub: SubRetry},
		"usage":                        {Sub: SubUsage},
		"Conso":                        {Sub: SubUsage},
		"consommation":                 {Sub: SubUsage},
		"reessayer":                    {Sub: SubRetry},
		"n’importe quoi":               {Sub: SubSettings, Words: "n’importe quoi"},
		"who may sign off here anyway": {Sub: SubSettings, Words: "who may sign off here anyway"},
	} {
		if got, err := ReadSetting(typed); err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", typed, got, err, want)
		}
	}
	for typed, want := range map[string]string{
		"fcats":                         "Did you mean /copilot facts?",
		"voie":                          "Did you mean /copilot voi",
		"faits ajuter x":                "Did you mean /copilot facts add?",
		"facts Halo 2 weighs 98 g":      "not “Halo”",
		"facts add x source:a source:b": "source is there twice",
	} {
		_, err := ReadSetting(typed)
		if f, ok := errors.AsType[*Fault](err); !ok || f.Kind != FaultInput || !strings.Contains(strings.Replace(f.Sentence("en"), "given twice", "there twice", 1), want) {
			t.Errorf("%q: %v, want %q", typed, err, want)
		}
	}
	for typed, want := range map[string]string{
		"faix":           "/copilot faits ?",
		"faits ajuter x": "/copilot faits ajouter ?",
		"facts ad x":     "/copilot faits ajouter ?",
		"faits ajouter x jusqu’au:2 jusqu’au:3": "jusqu’au est donné deux fois",
	} {
		_, err := ReadSetting(typed)
		said := AsFault(err, "").Sentence("fr")
		if said = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(said); !strings.Contains(said, want) {
			t.Errorf("%q: %q, want %q", typed, said, want)
		}
	}
}

func TestUntilSaid(t *testing.T) {
	now := time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC) // a Friday
	for said, want := range map[string]string{
		"2026-12-31": "2026-12-31", "31/12/2026": "2026-12-31", "today": "2026-11-27", "Aujourd’hui": "2026-11-27", "tomorrow": "2026-11-28", "demain": "2026-11-28",
		"friday": "2026-11-27", "lundi": "2026-11-30", "in 2 weeks": "2026-12-11", "dans 3 jours": "2026-11-30", "dans un mois": "2026-12-27", "2 mois": "2027-01-27",
		"2026-11-27T12:30:00Z": "2026-11-27T12:30:00Z", "2026-11-27T12:30": "2026-11-27T12:30:00Z", "2026-12-01T00:00:00+02:00": "2026-11-30T22:00:00Z",
	} {
		at, ok := UntilSaid(said, now)
		if got := (Fact{Expires: at}).Until(); !ok || got != want {
			t.Errorf("%q: %q, %v; want %q", said, got, ok, want)
		}
	}
	for _, said := range []string{"", "yesterday", "hier", "2026-11-26", "2026-11-27T09:59:00Z", "soon", "31/12", "2026-02-30", "9999-12-31", "31/12/9999"} {
		if at, ok := UntilSaid(said, now); ok {
			t.Errorf("%q is read as %v", said, at)
		}
	}
	for said, want := range map[string]string{"in 1 month": "2026-02-28", "dans 3 mois": "2026-04-30", "in 13 months": "2027-02-28", "2 mois": "2026-03-31"} {
		if at, ok := UntilSaid(said, time.Date(2026, 1, 31, 10, 0, 0, 0, time.UTC)); !ok || (Fact{Expires: at}).Until() != want {
			t.Errorf("%q on 31 January: %v, want %s", said, at, want)
		}
	}
	for said, key := range map[string]string{
		"2026-02-31": "fault.facts.date", "31/02/2026": "fault.facts.date", "2026-13-01": "fault.facts.date",
		"9999-12-31": "fault.facts.until", "2020-01-01": "fault.facts.until", "soon": "fault.facts.until",
	} {
		if f := Lapsed(said); f.Key != key {
			t.Errorf("of %q it says %s", said, f.Sentence("en"))
		}
	}
	if at, ok := Until("9999-12-31"); ok {
		t.Errorf("read as %v, which no store takes", at)
	}
}

// The audience that is named is told with its words; any other as it was typed.
func TestNamedAudience(t *testing.T) {
	p := Profile{Audience: "Réguliers", Audiences: []Audience{{"riders", "city riders, 25 to 45"}, {"réguliers", "viennent tous les jours"}}}
	for line, want := range map[string]string{
		"/draft audience:riders Halo 2":        "city riders, 25 to 45",
		"/draft public:RÍDERS Halo 2":          "city riders, 25 to 45",
		"/draft audience:\"the press\" Halo 2": "the press",
		"/draft Halo 2":                        "viennent tous les jours",
	} {
		r, err := settle(asks(line), noon)
		if err != nil {
			t.Fatal(err)
		}
		job, err := composer(says()).prepare(r, Material{Profile: p})
		if err != nil || job.prompt.Audience != want {
			t.Errorf("%s: told %q, %v; want %q", line, job.prompt.Audience, err, want)
		}
	}
	if all, err := ReadAudiences(SayAudiences(p.Audiences)); err != nil || len(all) != 2 || all[1] != p.Audiences[1] {
		t.Errorf("typed and read: %v, %v", all, err)
	}
	for _, typed := range []string{"riders", "riders:", ": city riders", "a: b\nÀ : c"} {
		if all, err := ReadAudiences(typed); err == nil {
			t.Errorf("%q is read as %v", typed, all)
		}
	}
}
