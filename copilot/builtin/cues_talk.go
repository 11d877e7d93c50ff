package builtin

// What people say when they decide, promise, doubt and object. Accents and
// apostrophes do not matter. Found in work chats of both languages; a phrase is
// here only if it seldom means anything else.

var decided = newCues(`we decided
we've decided
we have decided
they decided
has been decided
it's decided
is decided
decided to
decided on
the decision is
decision is
decision:
decision made
final decision
let's go with
let's go for
let's stick with
we'll go with
we will go with
we're going with
we are going with
we'll go for
we'll stick with
we're sticking with
we agreed
agreed on
agreed to
we all agree
everyone agreed
we settled on
it's settled
we'll keep
we're keeping
we chose
we've chosen
we picked
we'll use
it's confirmed
is confirmed
that's confirmed
confirmed for
it's approved
is approved
has been approved
approved by
signed off
locked in
we're postponing
we'll postpone
we're cancelling
we're dropping
we are dropping
on a décidé
nous avons décidé
on décide
c'est décidé
a été décidé
il a été décidé
décision :
la décision est
décision prise
on part sur
nous partons sur
on part donc sur
on part finalement sur
on reste sur
on garde
nous gardons
on retient
nous retenons
c'est retenu
on choisit
on a choisi
on opte pour
nous optons pour
on a opté
c'est acté
est acté
on acte
c'est validé
est validée
est validé
sont validés
sont validées
j'ai validé
je valide
on valide
validé par
a été validé
a été validée
on s'est mis d'accord
on est tous d'accord
tout le monde est d'accord
c'est tranché
on tranche pour
c'est adopté
est adopté
est adoptée
on reporte
on annule
on maintient
c'est arrêté
on y va pour
on fera donc
c'est confirmé
est confirmé
est confirmée`)

// sealed are words that decide what somebody else proposed just before.
var sealed = newCues(`agreed
deal
let's do it
let's do that
let's do this
go for it
approved
it's a deal
done deal
c'est validé
validé
vendu
adopté
banco
on fait ça
on fait comme ça
on part là-dessus
on part sur ça
ça marche on fait ça
allez on y va`)

var proposed = newCues(`let's
how about
what about
i propose
i'd propose
i suggest
i'd suggest
shall we
should we
what if we
we could
why don't we
my proposal
can we
je propose
je vous propose
je te propose
on pourrait
et si on
si on
on peut
on fait
on part sur
pourquoi pas
je suggère
ma proposition
on dit
on lance
on publie`)

// hedged are words before a cue that take its force away.
var hedged = newCues(`not
don't
didn't
haven't
hasn't
isn't
never
nothing
if
whether
unless
should
once
until
when
before
maybe
perhaps
would
yet
pas
jamais
rien
si
quand
avant que
tant que
une fois
peut-être
faudrait
serait`)

var objected = newCues(`i disagree
i don't agree
i do not agree
don't agree
disagree with
not convinced
i'm not sure about
i'm not sure we
i don't think we
i don't think it's
i don't think that's
i don't think this
i don't like
bad idea
not a good idea
terrible idea
no way
i'm against
i am against
i'd rather
on the contrary
that's wrong
that is wrong
that's not true
i object
i strongly
i can't accept
pas d'accord
pas du tout d'accord
pas convaincu*
pas convaincue
je ne pense pas que
je ne pense pas qu
je pense pas que
je ne crois pas que
je ne crois pas qu
je crois pas que
mauvaise idée
pas une bonne idée
je suis contre
on est contre
je préférerais
je préfèrerais
j'aurais préféré
au contraire
c'est faux
c'est pas vrai
ce n'est pas vrai
j'ai un doute
pas question
hors de question
je m'oppose
ça ne va pas
je n'aime pas`)

var ignorant = newCues(`i don't know
i do not know
don't know
no idea
not sure
good question
let me check
i'll check
i will check
i'll ask
to be confirmed
tbc
tbd
je ne sais pas
je sais pas
aucune idée
pas sûr
pas sûre
bonne question
je vérifie
je vais vérifier
je regarde
je demande
je vais demander
à voir
à confirmer
à définir`)

// nods are whole messages that only go along.
var nods = newCues(`fine by me
fine with me
works for me
sounds good
sounds great
good idea
great idea
good point
fair enough
makes sense
me too
same here
same for me
that works
all good
you're right
i see
i agree
of course
no problem
no worries
you're welcome
see you
talk to you later
have a good
have a nice
good morning
good evening
good afternoon
good luck
nice to meet you
pour moi aussi
moi aussi
ça me va
ça marche
bonne idée
bien vu
pas de souci
pas de problème
tout à fait
je suis d'accord
t'as raison
tu as raison
vous avez raison
à plus tard
à tout à l'heure
à demain
bonne journée
bonne soirée
bon week-end
bon courage
de rien
avec plaisir
excellente idée
même chose`)

// tail are words after which a question mark asks for a nod, not for an answer.
var tail = set(`right no ok okay eh huh non hein si`)

// whenAsked, whoAsked and countAsked begin questions whose answers have a form
// of their own.
var (
	whenAsked = newCues(`when
what time
what date
how long
how much
how many
quand
à quelle heure
quelle heure
quelle date
combien`)
	whoAsked = newCues(`who
whose
qui est-ce
qui s'en
qui fait
qui peut
qui va
qui se
qui s
qui a
qui met
qui prend
qui gère
c'est qui`)
	// dated are words that tell a moment or an amount without a digit.
	dated = set(`monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight yesterday soon now
 never week month year january february march april may june july august september october november december
 lundi mardi mercredi jeudi vendredi samedi dimanche demain hier bientot maintenant semaine mois janvier fevrier mars
 avril mai juin juillet aout septembre octobre novembre decembre one two three four five six seven eight nine ten
 deux trois quatre cinq sept huit neuf dix gratuit free noon midi`)
	persons = set(`i me we us my je j moi nous on he she they il elle ils elles`)
)

var phatic = newCues(`how are you
how is it going
how's it going
what's up
isn't it
aren't you
don't you think
you know what
guess what
why not
are you there
anyone there
ça va
comment vas-tu
comment allez-vous
comment ça va
n'est-ce pas
tu vois
vous voyez
hein
quoi de neuf
il y a quelqu'un`)
