package text

// Stop words: those that hold a sentence together and say nothing of what it
// is about. With straight apostrophes, in lower case.

const englishStops = `
a an the this that these those such same other another each every either neither both all any some no none few
many much more most less least several enough own
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
herself it its itself they them their theirs themselves one ones oneself someone somebody something anyone
anybody anything everyone everybody everything nobody nothing who whom whose which what whoever whatever
whichever where when why how wherever whenever
am is are was were be been being have has had having do does did doing done will would shall should can could may
might must ought need dare used get gets got gotten getting let lets
not nor and or but if then else so because as until while although though unless since whereas whether than
of at by for with about against between among amongst into onto through throughout during before after above below
to from up down in out on off over under upon toward towards within without across along around behind beside
besides beyond despite except inside outside near per plus via like unlike versus vs
again further once here there now just only very too also even still yet already ever never always often
sometimes rather quite almost perhaps maybe however therefore thus hence moreover furthermore meanwhile instead
otherwise indeed anyway else etc eg ie e.g. i.e. a.m. p.m.
i'm i'd i've i'll you're you'd you've you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we'd we've
we'll they're they'd they've they'll that's that'd that'll there's there'd there'll here's who's who'd who'll
what's what're where's when's why's how's let's isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't
didn't won't wouldn't shan't shouldn't can't cannot couldn't mayn't mightn't mustn't needn't ain't y'all gonna
gotta wanna could've should've would've might've must've
im ive id youre dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt thats theres theyre
s t d m ll ve re
`

const frenchStops = `
le la les l' un une des du de d' au aux ce cet cette ces c' ç' ceci cela ça celui celle ceux celles celui-ci
celui-là celle-ci celle-là ceux-ci celles-ci mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
mien mienne miens tien tienne sien sienne siens siennes nôtre nôtres vôtre vôtres
je j' me m' moi tu te t' toi il ils elle elles on nous vous se s' soi lui eux y en moi-même lui-même elle-même
nous-mêmes vous-même vous-mêmes eux-mêmes elles-mêmes soi-même même mêmes autre autres autrui
qui que qu' quoi dont où lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles
quel quelle quels quelles quand comment pourquoi combien quiconque quelque quelques quelqu'un quelqu'une
quelques-uns quelques-unes chaque chacun chacune plusieurs tout toute tous toutes aucun aucune nul nulle
certain certaine certains certaines tel telle tels telles rien personne tant autant
et ou ni mais or donc car si comme lorsque lorsqu' puisque puisqu' quoique quoiqu' tandis alors ainsi aussi afin
à dans par pour sur sous avec sans vers chez entre contre dès depuis pendant durant avant après devant derrière
jusque jusqu' jusqu'à hors selon malgré outre parmi sauf via hormis envers dedans dehors dessus dessous près loin
lors lorsqu puisqu quoiqu jusqu qu
ne n' pas plus moins point jamais guère non oui très trop peu assez beaucoup bien mal encore toujours souvent
parfois déjà bientôt enfin ensuite puis ici là là-bas voici voilà maintenant aujourd'hui hier demain
cependant pourtant toutefois néanmoins notamment surtout seulement vraiment également environ presque plutôt
autour ailleurs d'ailleurs peut-être tellement aussitôt désormais désormais sinon etc cf
être suis es est sommes êtes sont étais était étions étiez étaient serai seras sera serons serez seront serais
serait serions seriez seraient fus fut fûmes furent sois soit soyons soyez soient été étant étée étés
avoir ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront aurais aurait
aurions auriez auraient eus eut eûmes eurent aie aies ait ayons ayez aient eu eue eus eues ayant
faire fais fait faisons faites font faisait faisaient fera feront ferait feraient faisant
aller vais vas va allons allez vont allait allaient ira iront irait
pouvoir peux peut pouvons pouvez peuvent pouvait pouvaient pourra pourront pourrait pourraient pu puisse puissent
devoir dois doit devons devez doivent devait devaient devra devront devrait devraient dû
vouloir veux veut voulons voulez veulent voulait voulaient voudrait voudraient
falloir faut fallait faudra faudrait
c'est n'est qu'est-ce est-ce a-t-il a-t-elle a-t-on y-a-t-il p. ex. p.ex. m. mm. mme mlle
c d j l m n s t
`
