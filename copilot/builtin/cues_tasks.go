package builtin

// What people say when they take or give a task.

// doing are verbs of work, folded, as they stand after "will", "to" or "vais".
var doing = set(`send write draft prepare check ask call update fix book share post review contact schedule create
 design publish finish handle follow ping email mail organise organize order test deploy merge upload translate
 confirm reply answer tell set add remove change move meet pick bring pay invite launch announce build run collect
 gather document investigate open close start report print buy present forward correct edit rewrite proofread sort
 talk speak reach circulate chase push file sign submit record film shoot cut export import clean list plan arrange
 notify warn inform remind sync measure count verify compare complete do make deliver ship release monitor take look
 envoyer ecrire rediger preparer verifier demander appeler mettre corriger reserver partager poster relire contacter
 planifier creer publier finir terminer gerer relancer organiser commander tester deployer traduire confirmer repondre
 dire ajouter retirer enlever changer modifier deplacer apporter payer inviter lancer annoncer construire rassembler
 documenter ouvrir fermer imprimer acheter presenter transmettre trier parler revenir prevenir informer rappeler
 programmer caler boucler livrer exporter nettoyer lister regarder faire occuper charger prendre completer tourner
 filmer monter signer deposer comparer mesurer suivre voir`)

// saying are French verbs of work as one says them of oneself: "je relance".
var saying = set(`envoie ecris redige prepare verifie demande appelle mets corrige reserve partage poste relis contacte planifie cree
 publie finis termine gere relance organise commande teste deploie traduis confirme reponds ajoute retire enleve
 change modifie deplace apporte invite lance annonce rassemble documente ouvre ferme imprime achete presente transmets
 trie previens informe rappelle programme cale boucle livre exporte nettoie liste regarde fais prends complete
 tourne filme monte signe depose compare mesure reviens m`)

// mine begin a promise of the one who speaks; a verb of doing follows, or after
// the bare pronoun one of saying.
var mine = newCues(`i'll
i will
i'm going to
i am going to
i can
i shall
let me
je vais
je peux
je dois`)

var myself = newCues(`je
j'`)

// taken are promises that need no verb.
var taken = newCues(`i'm on it
i am on it
i'll take care of
i'll do it
i'll do that
i'll handle it
leave it to me
on my list
je m'en charge
je m'en occupe
je m'occupe de
je m'occupe du
je m'occupe des
je me charge de
je me charge du
je me charge des
je prends ça
je prends en charge
c'est pour moi
je suis dessus`)

// theirs stand between a name and what it will do.
var theirs = newCues(`will
is going to
is to
to
should
must
needs to
has to
can you
could you
would you
please
va
doit
devra
tu peux
peux-tu
peut
pourrais-tu
pouvez-vous
merci de`)

// theirOwn follow a name and need no verb.
var theirOwn = newCues(`is on it
will take care
will handle
takes care of
s'occupe
s'en occupe
s'en charge
se charge
prend en charge`)

// nobodys are tasks without an owner.
var nobodys = newCues(`we need to
we have to
we must
someone should
somebody should
someone needs to
somebody needs to
someone has to
needs to be
need to be
has to be
have to be
must be
todo
to do:
action item
action:
next step
il faut
il faudra
il faudrait
faut que
on doit
nous devons
on devra
à faire :
reste à
il reste à`)

// asking are requests to somebody who is not named in them.
var asking = newCues(`can you
could you
would you
will you
can someone
can somebody
could someone
please
peux-tu
pourrais-tu
tu peux
tu pourrais
pouvez-vous
pourriez-vous
vous pouvez
quelqu'un peut
qui peut
merci de`)

// agreeing are short answers.
var agreeing = newCues(`no
nope
non
neither
me neither
not yet
pas encore
moi
me
ok
okay
sure
yes
yep
will do
on it
done
of course
no problem
i'll
i will
i can
oui
d'accord
ça marche
bien sûr
c'est fait
pas de souci
pas de problème
je
entendu
c'est noté`)
