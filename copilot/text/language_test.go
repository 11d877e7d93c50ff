package text_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestLanguage(t *testing.T) {
	for want, lines := range map[string]string{
		"fr": `super, merci
Annonce de notre nouvelle appli mobile
Bonjour à tous
bonjour
on se voit demain ?
c'est parti
j'arrive
pas de souci
ca marche pour moi
tres bonne idee
Lancement du nouveau site vendredi
Post LinkedIn pour la rentrée
Réunion d'équipe reportée à jeudi
Ouverture de notre boutique à Lyon le 3 mars
Offre de Noël : -20 % sur tout le site
je check et je te dis
Le launch de la feature est prévu lundi
Soldes d'hiver
Recrutement : développeuse backend
quelqu'un a vu le brief ?
trop bien
Nouvelle collection printemps
MERCI À TOUTES ET TOUS
Qui est dispo pour le call de 10 h ?
Journée portes ouvertes
dommage
bien reçu`,
		"en": `Launch of our app
thanks!
Thank you all
hello
see you tomorrow
it's done
I'll check
no worries
sounds good to me
Announcing our new mobile app
LinkedIn post for the back-to-school campaign
Team meeting moved to Thursday
Grand opening of our store in Lyon on March 3
Holiday offer: 20% off everything
Who is free for the 10am call?
we're hiring a backend developer
anyone seen the brief?
Spring collection
never mind
great job
on it
Winter sale
THANK YOU EVERYONE
The café résumé was great
shipping today
Please review`,
		"": `ok cool
ok

lol
👍
12/03 40 %
https://www.example.com/the-new-launch
@ada #launch
Привет, как дела?
Сегодня мы запускаем новое приложение with the team
Nuestra nueva app es la mejor para los equipos de marketing en la ciudad
Wir sind die beste App in der Stadt
La nuova app è disponibile per tutti i clienti della città
De nieuwe app is er voor het hele team en dat is leuk
こんにちは
مرحبا بالجميع
Hola a todos, gracias por el nuevo lanzamiento
Wir haben eine neue App und sie ist nicht teuer
Slack
Instagram`,
	} {
		for line := range strings.Lines(lines) {
			line = strings.TrimSuffix(line, "\n")
			for _, fallback := range []string{"en", "fr"} {
				expect := want
				if want == "" {
					expect = fallback
				}
				if got := text.Language(line, fallback); got != expect {
					t.Errorf("Language(%q, %q) = %q", line, fallback, got)
				}
			}
		}
	}
}

func TestLanguageOfLongText(t *testing.T) {
	french := strings.Repeat("L'équipe annonce que le produit est disponible dans tous les magasins. ", 10000)
	if got := text.Language(french, "en"); got != "fr" {
		t.Errorf("long French is %q", got)
	}
	if got := text.Language("The product is called Été. "+strings.Repeat("It is available in all of our shops. ", 10000), "fr"); got != "en" {
		t.Errorf("long English is %q", got)
	}
}

func TestLanguageIsOneOfThree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		got := text.Language(s, "fallback")
		if got != "en" && got != "fr" && got != "fallback" {
			t.Fatalf("Language(%+q) = %q", s, got)
		}
		if again := text.Language(s, "fallback"); again != got {
			t.Fatalf("Language(%+q) is now %q, now %q", s, got, again)
		}
	})
}
