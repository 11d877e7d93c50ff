package builtin

// What people say when they take or give a task.
var (
	mine     = cuesIn("mine")     // begin a promise of the one who speaks; a verb of doing follows
	offering = cuesIn("offering") // begin what the one who speaks could do; a verb of doing follows
	myself   = cuesIn("myself")   // bare pronouns; in French a verb of saying follows
	taken    = cuesIn("taken")    // promises that need no verb
	theirs   = cuesIn("theirs")   // stand between a name and a verb of doing
	theirOwn = cuesIn("theirown") // follow a name and need no verb
	nobodys  = cuesIn("nobodys")  // tasks without an owner
	asking   = cuesIn("asking")   // requests to somebody who is not named in them
	agreeing = cuesIn("agreeing") // begin short answers
	obliging = cuesIn("obliging") // promises, where they are all that is said
)

// doing are verbs of work, folded, as they stand after "will", "to" or "vais".
var doing = set(`send write draft prepare check ask call update fix book share post review contact schedule create
 design publish finish handle follow ping email mail organise organize order test deploy merge upload translate
 confirm reply answer tell set add remove change move meet pick bring pay invite launch announce build run collect
 gather document investigate open close start report print buy present forward correct edit rewrite proofread sort
 talk speak reach circulate chase push file sign submit record film shoot cut export import clean list plan arrange
 notify warn inform remind sync measure count verify brief escalate coordinate configure install migrate negotiate restart revert refund research
 draft compare complete do make deliver ship release monitor take look
 envoyer ecrire rediger preparer verifier demander appeler mettre corriger reserver partager poster relire contacter
 planifier creer publier finir terminer gerer relancer organiser commander tester deployer traduire confirmer repondre
 dire ajouter retirer enlever changer modifier deplacer apporter payer inviter lancer annoncer construire rassembler
 documenter ouvrir fermer imprimer acheter presenter transmettre trier parler revenir prevenir informer rappeler
 programmer caler boucler livrer exporter nettoyer lister regarder faire occuper charger prendre completer tourner
 briefer configurer installer migrer negocier rembourser redemarrer
 filmer monter signer deposer comparer mesurer suivre voir`)

// saying are French verbs of work as one says them of oneself: "je relance".
var saying = set(`envoie ecris redige prepare verifie demande appelle mets corrige reserve partage poste relis contacte planifie cree
 publie finis termine gere relance organise commande teste deploie traduis reponds ajoute retire enleve
 change modifie deplace apporte invite lance annonce rassemble documente ouvre ferme imprime achete presente transmets
 trie previens informe rappelle programme cale boucle livre exporte nettoie liste regarde fais prends complete charge charges occupe occupes configure installe negocie rembourse
 tourne filme monte signe depose compare mesure reviens m`)
