/**
 * The guards that the attacks' tests stand for, to be taken out one at a time (`npm run prove:attacks`). For whoever moves a
 * guard: `find` is its text, wherever it stands; for whoever adds an attack: add what refuses it here.
 */
import type { Guard, Taking } from '../../scripts/prove-attacks/guard'

type InFile = Pick<Guard, 'attack' | 'test' | 'holds' | 'on'>
type Own = Omit<Guard, keyof InFile | 'taking'> & Partial<InFile>

/** Guards whose tests stand in one file, with the twin that shows that the rest still works. */
const guardsOf =
  (file: InFile) =>
  (what: string, own: Omit<Own, 'what'>, ...taking: readonly Taking[]): Guard => ({
    ...file,
    what,
    ...own,
    taking,
  })

const gone = (find: string): Taking => ({ find, replace: '' })
const becomes = (find: string, replace: string): Taking => ({ find, replace })

const outsider = guardsOf({
  attack: 1,
  test: '01-outsider-becomes-staff',
  holds: /attack 1, allowed/,
  on: 'functions',
})
const administration = guardsOf({
  attack: 2,
  test: '02-administration-leaves-a-trace',
  holds: /attack 2, allowed: taking a post away/,
  on: 'functions',
})
const onePerson = guardsOf({
  attack: 3,
  test: '03-one-person-for-two',
  holds: /attack 3, allowed: posts that do are/,
  on: 'functions',
})
const history = guardsOf({
  attack: 4,
  test: '04-history-is-rewritten',
  holds: /attack 4, allowed/,
  on: 'functions',
})
const oracle = guardsOf({
  attack: 5,
  test: '05-existence-oracle',
  holds: /attack 5, allowed: /,
  on: 'functions',
})
const flag = guardsOf({
  attack: 6,
  test: '06-a-flag-that-tells',
  holds: /attack 6, allowed: those who inspect/,
  on: 'functions',
})
const caller = guardsOf({
  attack: 7,
  test: '07-caller-in-words',
  holds: /attack 7, allowed: the same words/,
  on: 'functions',
})
const door = guardsOf({
  attack: 8,
  test: '08-evidence-door',
  holds: /attack 8, allowed: \[R16.1\] a clean file/,
  on: 'functions',
})
const file = guardsOf({
  attack: 8,
  test: '08-evidence-files',
  holds: /attack 8, allowed/,
  on: 'nothing',
})
const lost = guardsOf({
  attack: 9,
  test: '09-lost-orders',
  holds: /attack 9, allowed: reads what it did in it itself/,
  on: 'functions',
})
const growth = guardsOf({
  attack: 10,
  test: '10-growth',
  holds: /attack 10, allowed: the last one/,
  on: 'nothing',
})
const squatting = guardsOf({
  attack: 11,
  test: '11-number-squatting',
  holds: /attack 11, allowed: what a file brought in/,
  on: 'functions',
})
const look = guardsOf({
  attack: 12,
  test: '12-looks-without-need',
  holds: /attack 12, allowed: looks by day/,
  on: 'functions',
})
const unseen = guardsOf({
  attack: 13,
  test: '13-unseen-text',
  holds: /attack 13, allowed: (?:a name with a dot|next week)/,
  on: 'functions',
})
const host = guardsOf({
  attack: 14,
  test: '14-channel-hosts',
  holds: /attack 14, allowed: a message goes to a host/,
  on: 'functions',
})
const limit = guardsOf({
  attack: 15,
  test: '15-limits',
  holds: /attack 15, allowed: what is well-formed/,
  on: 'functions',
})
const header = guardsOf({
  attack: 16,
  test: '16-headers',
  holds: /attack 16, allowed: \/sign-in is a page/,
  on: 'page',
})
const signIn = guardsOf({
  attack: 17,
  test: '17-password-or-screen',
  holds: /attack 17, allowed: whoever has just shown/,
  on: 'functions',
})

export const GUARDS: readonly Guard[] = [
  outsider(
    'nobody signs up',
    { fails: /cannot register at all/ },
    becomes('= beforeUserCreated(() => {', '= beforeUserCreated(() => {\n  if (REFUSED) return'),
  ),
  outsider(
    'an account that nobody invited does not sign in',
    { broad: true, fails: /that nobody invited cannot sign in/ },
    becomes('const STEPS: readonly Step[] = [isInvited]', 'const STEPS: readonly Step[] = []'),
  ),
  outsider(
    'an account is never found by its address',
    { fails: /registered earlier does not become staff/ },
    becomes(
      'uid: uid ?? paths(db).staff.doc().id,',
      "uid: uid ?? (await getAuth(ensureApp()).getUserByEmail(email ?? '').then((each) => each.uid, () => paths(db).staff.doc().id)),",
    ),
    becomes(
      'if (there !== null) await remove(auth, there)',
      'if (there !== null) return ok({ removed: null })',
    ),
  ),
  outsider(
    'the address of a colleague is given to nobody else',
    { fails: /a handler who takes the address/ },
    becomes('if (there !== null && (await isOurs(db, there.uid)))', 'if (false)'),
  ),
  outsider(
    'an uid that is only an account is nobody',
    { fails: /an uid that is only an account/ },
    becomes('if ((email === null) !== (person !== null && account !== null))', 'if (false)'),
  ),
  outsider(
    'an invitation is not to be guessed',
    { fails: /nor who guesses at the invitation/ },
    gone('invitation.hash !== hash || '),
  ),
  outsider(
    'a new invitation ends what was signed in before',
    { fails: /an old token reads nothing/ },
    gone('...(made.signedInAfter !== null && { signedInAfter: made.signedInAfter, sessions: [] }),'),
  ),

  administration(
    'an administrator has no other post',
    { fails: /makes itself a clerk/ },
    gone("[(role) => role === 'administrator', (role) => role !== 'administrator'],"),
  ),
  administration(
    'a post that sees takes a second person',
    { broad: true, fails: /by its own word alone/ },
    becomes('guard.secondPerson && takesTwo(before, seating, isInvited)', 'false'),
  ),
  administration(
    'nobody agrees to their own proposal, nor to what is about them',
    { fails: /nobody agrees to what is about themselves/ },
    becomes('return uid === open.value.by || uid === open.value.whom', 'return false'),
  ),
  administration(
    'the log says what it was before',
    { broad: true, fails: /in an emergency it works/, holds: /attack 2, allowed: with a second/ },
    becomes("{ did: 'set-staff', before, after: shown", "{ did: 'set-staff', before: null, after: shown"),
  ),
  administration(
    'everybody who watches hears of an emergency',
    { fails: /in an emergency it works/ },
    becomes("'staff-emergency': [...WATCHERS, 'county-leader']", "'staff-emergency': []"),
  ),
  administration(
    'loosening the guard takes a second person',
    { fails: /does not do away with the second person/ },
    becomes('inForce.secondPerson &&', 'false &&'),
  ),

  onePerson(
    'who worked in the unit neither reviews nor calls back',
    { fails: /one person writes the feedback/ },
    gone("{ rule: 'R9.2', one: IN_UNIT, other: ['first-reviewer', 'caller-back'] },"),
  ),
  onePerson(
    'who reviewed does not call back',
    { fails: /who passed the first review calls back/ },
    gone("{ rule: 'R9.2', one: ['first-reviewer'], other: ['caller-back'] },"),
  ),
  onePerson(
    'who applied does not decide',
    { fails: /who applied for an extension grants it/ },
    gone("{ rule: 'R3.3', one: IN_UNIT, other: ['decider'] },"),
  ),
  onePerson(
    'who handled does not inspect',
    { fails: /who handled an order inspects it/ },
    gone("{ rule: 'R10.2', one: IN_UNIT, other: ['inspector'] },"),
  ),
  onePerson(
    'posts of a unit and of others are not given to one person',
    { fails: /posts that do not go together/ },
    gone('[isUnitRole, (role) => !isUnitRole(role)],'),
  ),
  onePerson(
    'the accused unit’s people are barred in each of their posts, at the doors',
    { fails: /a clerk who also handles for the accused unit/ },
    becomes('accused.some((unit) => units.includes(unit))', 'false'),
  ),
  onePerson(
    'and in the database',
    { fails: /a clerk who also handles for the accused unit/ },
    becomes('!order.accused.hasAny(me().units)', 'true'),
  ),
  onePerson(
    'whoever is accused by name is barred, at the doors',
    { fails: /somebody accused by name handles it/ },
    becomes('(uid !== undefined && accusedPersons.includes(uid)) ||', 'false ||'),
  ),
  onePerson(
    'and in the database by name',
    { fails: /somebody accused by name handles it/ },
    becomes('!(request.auth.uid in order.accusedPersons)', 'true'),
  ),
  onePerson(
    'somebody who has left reads nothing',
    { fails: /somebody who has left keeps the tokens/ },
    gone('get(myStaffDocument()).data.active == true &&'),
  ),

  history(
    'the sealer holds each chain against the seal before',
    { fails: /the night after, the sealer itself names/, after: /a callback and a feedback changed/ },
    becomes('if (sealed !== null && places[number - 1]?.hash !== sealed.hash)', 'if (false)'),
  ),
  history(
    'the sealer finds what says that it is older than a seal that has it not',
    { fails: /the night after, the sealer itself names/, after: /a callback and a feedback changed/ },
    becomes('return late < 0 ? null : {', 'return true ? null : {'),
  ),
  history(
    'the sealer misses what is gone',
    { fails: /the night after, the sealer itself names/, after: /a callback and a feedback changed/ },
    gone('\n  walk.removed()'),
  ),
  history(
    'the sealer verifies every chain within',
    { fails: /an event is changed and its chain left as it is/, after: /the night after/ },
    gone('if (broken !== null) return { chain, number: broken.version, why: broken.why }'),
  ),
  history(
    'the sealer holds each order against its events',
    { fails: /an event is changed and its chain left as it is/, after: /the night after/ },
    becomes('if (order.id !== id || storedDiffers(order, records, events))', 'if (false)'),
  ),
  history(
    'the verifier names what was changed',
    { broad: true, fails: /a callback and a feedback changed/ },
    gone("if (chain.places[number - 1]?.hash !== leaf.hash) return { what: 'changed', from: known + 1 }"),
  ),
  history(
    'the verifier names what was removed',
    { fails: /a callback and a feedback changed/ },
    becomes(
      "if (chain === undefined || chain.places.length === 0) return { what: 'removed', from: 1 }",
      'if (chain === undefined || chain.places.length === 0) return null',
    ),
  ),
  history(
    'the verifier names what was put in',
    { fails: /a callback and a feedback changed/ },
    becomes('return next !== undefined && next.at < seal.at - GRACE ?', 'return next === null ?'),
  ),

  oracle(
    'an order that one may not read answers as one that is not there',
    { broad: true, fails: /the door “(?:command|evidence|likelySame|lookAtCaller)” answers the same/ },
    becomes(
      "order !== null && reads(order, who) ? ok(order) : refused(refuse('access.unknown-order'))",
      "order === null ? refused(refuse('access.unknown-order')) : reads(order, who) ? ok(order) : refused(refuse('access.not-your-order'))",
    ),
  ),
  oracle(
    'evidence asks for the right to read first',
    { fails: /the door “evidence” answers the same/ },
    becomes(
      'if (!order.ok) return order\n  const isOwn =',
      "if (!order.ok) return found !== null && upload === null ? refused(refuse('evidence.not-begun')) : order\n  const isOwn =",
    ),
  ),
  oracle(
    'the same is read of an order, whoever asks',
    { fails: /the same is read for each of them/ },
    becomes(
      'if (!order.ok) return order\n    const before =',
      'if (found !== null) await transaction.get(at.caller(orderId))\n    if (!order.ok) return order\n    const before =',
    ),
  ),

  flag(
    'a unit’s document holds no flags',
    { broad: true, fails: /that two accusations flagged it shows/ },
    becomes('    flags: [],\n    inspection:', '    inspection:'),
  ),
  flag(
    'nor an inspection before it is served',
    { fails: /nor does a flag by hand/ },
    becomes('    .filter(({ servedAt }) => servedAt !== null)\n', ''),
  ),
  flag(
    'nor the inspectors among its readers',
    { fails: /that two accusations flagged it shows/ },
    becomes('readers: readersUnwatched(order),', 'readers: order.readers,'),
  ),

  caller(
    'words are held against this order’s caller',
    { broad: true, fails: /the clerk verifies the order with|every other text of the road/ },
    becomes('if (telling.length === 0) return null\n', 'return null\n'),
  ),
  caller(
    'masked text is offered to nobody who may not look',
    { fails: /a leader who may not look guesses/ },
    becomes('...(looks && !isOften && {', '...(!isOften && {'),
  ),
  caller(
    'guesses are counted, and end',
    { fails: /a leader who may not look guesses/ },
    gone("if (isOften && !looks) return refuse('text.caller-data-often')"),
  ),
  caller(
    'no telephone stands in feedback',
    { fails: /a telephone is hidden in the answer/ },
    becomes('if (telling !== undefined)', 'if (false)'),
  ),

  door(
    'a name that lies is not even begun',
    { fails: /is not even begun/ },
    gone('nameForbidden(declared.fileName) ??'),
  ),
  door(
    'the virus scanner is asked',
    { broad: true, fails: /a file that it knows is refused/ },
    gone(' ?? (await scanForbidden(whole))'),
  ),
  door(
    'out of reach the scanner lets nothing in',
    { fails: /out of reach it lets nothing in/ },
    becomes("return refuse('evidence.not-scanned')", 'return null'),
  ),
  door(
    'the bucket holds evidence as an attachment',
    { fails: /a photo comes out under our name/ },
    gone('contentDisposition: `attachment; filename="${name}"`, '),
  ),
  door(
    'evidence leaves under a name of ours',
    { fails: /a photo comes out under our name/ },
    becomes('const name = servedName(evidence)', 'const { name } = evidence'),
  ),
  door(
    'the page opens only what cannot act',
    { fails: /the page opens pictures/, on: 'functions' },
    becomes("SHOWN.get(type) ?? 'file'", "SHOWN.get(type) ?? 'image'"),
  ),
  file(
    'name and content agree',
    { fails: /attack 8: \[R16.1\] "照片\.(?:pdf|png)" passes/ },
    becomes('nameOtherwise(name, type) ?? (await', '(await'),
  ),
  file(
    'only extensions that we know (the second guard, that name and content agree, is out as well)',
    { fails: /"(?:照片\.jpg\.exe|说明\.docx\.hta)" passes/ },
    becomes('if (!KNOWN.includes(extension))', 'if (false)'),
    becomes('nameOtherwise(name, type) ?? (await', '(await'),
  ),
  file(
    'one extension, not two',
    { fails: /"照片\.exe\.jpg" passes/ },
    becomes('return PROGRAMS.includes(before) || KNOWN.includes(before)', 'return false'),
  ),
  file(
    'a recording is one (both the library’s eye and ours are out)',
    { fails: /a \.bat behind the first letters of a sound|a sound file without sound/ },
    becomes('if (!(await isSeenAs(whole, type)))', 'if (false)'),
    becomes('if (!isRecording(whole, type))', 'if (false)'),
  ),
  file(
    'a PDF is read by a parser',
    { fails: /HTML behind the first letters of a PDF|one without a page/ },
    gone(' ?? parsedForbidden(whole)'),
  ),
  file(
    'no macro parts (the second guard, that a part is of a known kind, is out as well)',
    { fails: /attack 8: \[R16.1\] with macros is refused/ },
    becomes("if (/vba|macrosheets\\/|dialogsheets\\/|customui/i.test(name)) return 'macros'", ''),
    becomes("? 'embedded' : null\n  return 'embedded'", "? 'embedded' : null\n  return null"),
  ),
  file(
    'a part called a picture begins like one',
    { fails: /with macros called a picture|with a program called a picture/ },
    becomes("return startsAs(bytes, PICTURE_STARTS) ? null : 'embedded'", 'return null'),
  ),
  file(
    'a part is of a known kind',
    { fails: /with macros called words/ },
    becomes("? 'embedded' : null\n  return 'embedded'", "? 'embedded' : null\n  return null"),
  ),
  file(
    'macros said in the list of contents',
    { fails: /with macros under another name|with macros said in character references/ },
    becomes("if (/macroenabled|vba|macrosheet|dialogsheet|customui/i.test(xml)) return 'macros'", ''),
  ),
  file(
    'nothing lies in the zip beside its list',
    { fails: /with macros that the directory does not list/ },
    gone('if (hasDescriptor ? !isDescriptor(whole, entry, dataEnd, next) : dataEnd !== next) return null'),
  ),
  file(
    'a part’s own head has the name that the list has',
    { fails: /with a part of two names/ },
    gone('head.fileName.equals(entry.fileNameRaw) &&'),
  ),
  file(
    'no embedded programs (that a part is of a known kind is out as well)',
    { fails: /with an embedded program|with ActiveX/ },
    becomes("if (/(?:^|\\/)(?:embeddings|activex)\\//i.test(name)) return 'embedded'", ''),
    becomes("? 'embedded' : null\n  return 'embedded'", "? 'embedded' : null\n  return null"),
  ),
  file(
    'no remote templates, nor anything fetched from outside',
    { fails: /with a remote template|with a picture from outside is|with a link that runs/ },
    becomes('/attachedtemplate|subdocument|', '/subdocument|'),
    becomes("if (kind !== 'hyperlink' || !LINK.test((given.get('Target') ?? '').trim()))", 'if (false)'),
  ),
  file(
    'no field that runs',
    { fails: /with a DDE field is refused|with a DDE field in pieces/ },
    becomes('return fieldsIn(xml).some((field) => FIELD.test(field))', 'return false'),
  ),
  file(
    'a zip bomb is not unpacked',
    { fails: /that is a bomb of 195 kB/ },
    becomes('if (isTooMuch(entries))', 'if (false)'),
  ),
  file(
    'no JavaScript in PDF',
    { fails: /that runs JavaScript when opened|that writes it another way/ },
    becomes("['script', /\\/(?:JavaScript", "['script', /(?!)\\/(?:JavaScript"),
  ),
  file(
    'nor in its packed objects',
    { fails: /in an object stream that does not say so/ },
    becomes('return inStreams(whole, text) ?? unpackedByParser', 'return unpackedByParser'),
  ),
  file(
    'a PDF starts no program',
    { fails: /that starts a program|with a form that sends data away/ },
    becomes("['launch', /\\/(?:Launch", "['launch', /(?!)\\/(?:Launch"),
  ),
  file(
    'a photo is drawn anew',
    { fails: /does not keep where it was taken, nor by what|neither does a PNG/ },
    becomes('const bytes = await redrawn(whole, type)', 'const bytes = ok(whole)'),
  ),
  file(
    'places are taken out of films',
    { fails: /of an? (?:iPhone|Android telephone|old telephone) does not keep/ },
    gone('\n  takeOutPlaces(whole)'),
  ),
  header(
    'nosniff on every page',
    { attack: 8, fails: /comes with a policy that names every host/ },
    gone('{ "key": "X-Content-Type-Options", "value": "nosniff" },'),
  ),

  lost(
    'a unit that lost an order is not among its readers',
    { broad: true, fails: /reads neither the order nor/ },
    becomes('.filter((part) => isActive(part) || part.stillReads)', ''),
  ),
  lost(
    'of the history it reads only what speaks of its own part',
    { fails: /reads neither the order nor/ },
    gone('resource.data.about in me().tokens && '),
  ),
  lost(
    'where the policy leaves it the text it attaches nothing all the same',
    { fails: /reads on where the policy in force/ },
    gone("if (hasLost(order, post)) return refuse('access.not-your-order')"),
  ),
  lost(
    'it hears of nothing that happens afterwards (that only parts which are there are told is out as well)',
    { fails: /hears of nothing that happens/ },
    becomes(
      'activeParts(order).flatMap(({ unit }) => postsAt(unit, level))',
      'order.assignments.flatMap(({ unit }) => postsAt(unit, level))',
    ),
    becomes('(!order.formerReaders.includes(audience) || event.about === audience)', 'true'),
  ),

  growth(
    'every list has its bound',
    { fails: /a step after the last that an order takes/ },
    gone("if (of(after) > most && of(after) > of(before)) return refuse('order.too-many', { list, most })"),
  ),
  growth(
    'older steps leave their words to the events (that a document is full is out as well)',
    { fails: /long steps fill the document/ },
    becomes('entries.length < WORDS_KEPT', 'entries.length >= 0'),
    becomes('const ADDED_BELOW = 700_000', 'const ADDED_BELOW = 70_000_000'),
    becomes('const WRITTEN_BELOW = 900_000', 'const WRITTEN_BELOW = 90_000_000'),
  ),
  growth(
    'what only adds is refused long before a document is full',
    { fails: /what only adds is refused/ },
    becomes('const ADDED_BELOW = 700_000', 'const ADDED_BELOW = 900_000'),
  ),
  growth(
    'the history is read page by page',
    { fails: /more events than one query gives/ },
    becomes('from: Math.max(1, to - PAGE + 1), to })', 'from: Math.max(1, to - 2000 + 1), to })'),
  ),

  squatting(
    'a push is stronger than an import',
    { fails: /a file takes tomorrow’s number/ },
    becomes("return again.ok || source === 'file' ? again :", 'return true ? again :'),
  ),
  squatting(
    'a file displaces nothing that the city pushed (the look beforehand at what is there is out as well)',
    { fails: /a file under a number that the city pushed/ },
    becomes("return again.ok || source === 'file' ? again :", 'return again.ok ? again :'),
    becomes("if (order?.source !== 'file') return otherwise", 'if (order === null) return otherwise'),
    becomes('    return repeated(digest, incoming)', '    return null'),
  ),
  squatting(
    'no number holds an underscore',
    { fails: /nobody takes the number beside the number/ },
    becomes(
      '/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(value)',
      '/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(value)',
    ),
  ),

  look(
    'a reason says something',
    { fails: /gives (?:a full stop|four full stops|digits) as the reason/ },
    becomes('?.length ?? 0) < LETTERS_AT_LEAST)', '?.length ?? 0) < 0)'),
  ),
  look(
    'a reason holds nobody’s number',
    { fails: /gives somebody's (?:mobile|id) number/ },
    becomes('return tellsTelephone(why) || personalDataIn({ why }) !== null', 'return false'),
  ),
  look(
    'a person looks only so often',
    { fails: /reads 120 callers/ },
    becomes("again > now ? refuse('look.too-many'", "again < 0 ? refuse('look.too-many'"),
  ),
  look(
    'somebody hears of looks at night',
    { fails: /looks at night/ },
    gone("...(hour < DAYTIME.from || hour >= DAYTIME.to ? (['night'] as const) : []),"),
  ),
  look(
    'somebody hears of many looks',
    { fails: /reads 120 callers/ },
    gone("...(within >= Math.max(2, Math.ceil(perHour / 2)) ? (['many'] as const) : []),"),
  ),
  look(
    'somebody hears of attempts to look at what is not one’s own',
    { fails: /tries order after order/ },
    becomes("times >= REFUSED && !told.includes('refused') ? ['refused'] : []", '[]'),
  ),
  look(
    'somebody hears of looks at neighbours',
    { fails: /looks at a neighbour/ },
    becomes(
      'const near = await isNear(transaction, db, account?.home, order)',
      'const near = await Promise.resolve(false)',
    ),
  ),

  unseen(
    'what cannot be stored is refused, with its field',
    { fails: /half a character, a NUL and an escape/ },
    becomes('const UNFIT = /', 'const UNFIT = /(?!)'),
    becomes('const UNFIT_IN_LINE = /', 'const UNFIT_IN_LINE = /(?!)'),
  ),
  unseen(
    'nothing unseen hides in a line',
    { fails: /what is unseen hides in a name/ },
    gone(' || UNSEEN.test(text)'),
  ),
  unseen(
    'what nobody sees is no answer',
    { fails: /invisible characters count as feedback/, holds: /a name with a dot in it/ },
    becomes('=> !SAYS_SOMETHING.test(text)', "=> text === ''"),
  ),
  unseen(
    'a time lies in this century (that a meeting makes sense is out as well)',
    { fails: /a meeting in 1970 or in 9999/ },
    becomes('  .min(FROM)\n  .max(UNTIL - 1)', ''),
    becomes('return meetsAt >= transferredAt && meetsAt <= until', 'return true'),
  ),
  unseen(
    'a meeting is about an order that is there',
    { fails: /a meeting before there was an order/ },
    becomes('return meetsAt >= transferredAt && meetsAt <= until', 'return true'),
  ),
  unseen(
    'a day exists, and in this century',
    { fails: /steps and promises in 9999/ },
    becomes('return number !== null && number >= FIRST_DAY && number < AFTER_LAST_DAY', 'return true'),
  ),

  host(
    'a channel leads to a listed host only',
    { broad: true, fails: /a public host that nobody listed/ },
    becomes('return hostOnList(url, allowed) === null', 'return false'),
  ),
  host(
    'to open a way takes a second administrator',
    {
      fails: /one administrator alone opens no way/,
      holds: /attack 14, allowed: a list that opens nothing/,
    },
    becomes(
      'agreed === null && opensHosts(guard, before, checked.value)',
      'agreed === null && before.length < 0',
    ),
  ),
  host(
    'no list holds an address in numbers',
    { fails: /an address in numbers is refused/ },
    becomes('!/^(?:\\d|0x)/.test(labels.at(-1)!)', 'true'),
  ),
  host(
    'the host is asked again when something is sent',
    { fails: /once its host is off the list/ },
    becomes('if (!reachable(channel, hosts).ok)', 'if (false)'),
  ),

  limit(
    'a person has a limit',
    { fails: /one person calls without end/ },
    becomes('tooMany(ofPerson.take(auth.uid, ticks()))', 'tooMany(0)'),
  ),
  limit(
    'an address has a limit',
    { fails: /an address that says nothing of who calls/ },
    becomes('tooMany(ofAddress.take(request))', 'tooMany(0)'),
  ),
  limit(
    'the address is the one that the platform wrote down',
    { fails: /an address that says nothing of who calls/ },
    becomes('listed.at(-1)', 'listed.at(0)'),
  ),
  limit(
    'the city’s door has a limit',
    { fails: /the city’s door takes only so many/ },
    becomes("ofTheCity.take('city', ticks())", 'Number(0)'),
  ),
  limit(
    'who cannot sign is counted by address, not against the city',
    { fails: /the city’s door takes only so many/ },
    becomes('const seconds = ofAddress.take(request)', "const seconds = ofTheCity.take('city', ticks())"),
  ),
  limit(
    'a token that is none counts against its address',
    { fails: /tokens that are none are counted by the address/ },
    becomes('if (!tokens.isKnown(authorization)) ofFalseTokens.take(request)', ''),
  ),
  limit(
    'App Check is asked in production',
    { fails: /in production a signed-in program/, holds: /a county that has said that it does without/ },
    becomes('enforceAppCheck: isAppCheckEnforced()', 'enforceAppCheck: false'),
  ),
  limit(
    'a body is refused by its length',
    { fails: /refuses it by its length/, holds: /attack 15, allowed: a part of a file/ },
    becomes("return Number(request.headers['content-length'] ?? 0) > atMost ? 413 : null", 'return null'),
  ),
  limit(
    'a body in chunks is refused when it is too much',
    { fails: /in chunks it is refused/, holds: /attack 15, allowed: a part of a file/ },
    becomes('if (bytes <= atMost || chunk === null) return', 'return'),
  ),
  limit(
    'a type of the decoder’s own is not unpacked',
    { fails: /a type that there is not is answered|one further down is answered/ },
    becomes("readonly string[] = ['@type', '__proto__']", "readonly string[] = ['__proto__']"),
  ),
  limit(
    'deep nesting is not unpacked',
    { fails: /(?:objects in objects|lists in lists) is answered 400/ },
    gone('if (depth >= DEPTH_AT_MOST) return false'),
  ),
  limit(
    'an alarm goes by our clock',
    { fails: /an alarm that says it is next week/ },
    becomes('if (Number(scheduledTime) * 1000 > now)', 'if (false)'),
  ),

  header(
    'the policy has no wild card',
    { fails: /comes with a policy that names every host/ },
    becomes("default-src 'none'; script-src 'self' ", "default-src *; script-src 'self' "),
  ),
  header(
    'what is no asset is not stored',
    { fails: /attack 16: \/(?:sign-in|orders\/HD-1|icon\.svg) is not stored/ },
    gone(',\n          { "key": "Cache-Control", "value": "no-store" }'),
  ),
  header(
    'an asset that is not there is 404',
    { fails: /attack 16: \/(?:assets\/missing\.js|x\.map|nowhere) is 404/ },
    becomes('{ "source": "/sign-in", "destination"', '{ "source": "**", "destination"'),
  ),

  signIn(
    'a password is none that is tried first',
    { fails: /attack 17: (?:Clerk-2026-x|HuKou-2026-x|aB-12345-67x), which would/ },
    gone("if (guesses.some((guess) => lower.includes(guess))) return refuse('password.guessable')"),
  ),
  signIn(
    'a password is long and of more than one kind',
    { fails: /attack 17: (?:short-1A|onlyletters|letters2026), which would/ },
    becomes('if (length < PASSWORD_AT_LEAST)', 'if (false)'),
    becomes('return isPlain ?', 'return false ?'),
  ),
  signIn(
    'changing a password takes who proved who they are',
    { fails: /whoever finds a screen left alone/ },
    becomes('if (!isProvedNow(session, realNow()))', 'if (false)'),
  ),
  signIn(
    'a password that others know opens no door',
    { fails: /with a password that others know/ },
    gone("if (terms.mustChangePassword === true) return refuse('access.password-to-change')"),
  ),
  signIn(
    'nor the database',
    { fails: /with a password that others know/ },
    gone("!me.get('mustChangePassword', false) &&"),
  ),
  signIn(
    'a session that was ended opens no door',
    {
      fails: /a session that its owner ended|a made-up session is none/,
      holds: /with it they come in, and whose posts/,
    },
    becomes('if (session.id !== null && !(terms.sessions ?? []).includes(session.id))', 'if (false)'),
  ),
  signIn(
    'nor the database, once it was ended',
    {
      fails: /a session that its owner ended|a made-up session is none/,
      holds: /with it they come in, and whose posts/,
    },
    becomes(
      "(!('session' in request.auth.token) || request.auth.token.session in me.get('sessions', []))",
      'true',
    ),
  ),
  signIn(
    'one’s sessions are nobody else’s to see',
    { fails: /nobody sees or ends another's sessions/, after: /a session that its owner ended/ },
    becomes(
      'allow get: if isMine() && isActiveStaff();\n        allow list: if isMine() && isActiveStaff() && asksForOneScreen();\n      }\n\n      match /marks',
      'allow get: if isActiveStaff();\n      }\n\n      match /marks',
    ),
  ),
  signIn(
    'a second factor is asked at the doors',
    { fails: /a stolen password alone opens nothing/ },
    gone(
      "if (terms.needsSecondFactor === true && !session.secondFactor) return refuse('access.second-factor-missing')",
    ),
  ),
  signIn(
    'and in the database, a second factor',
    { fails: /a stolen password alone opens nothing/ },
    gone("(!me.get('needsSecondFactor', false) || hasSecondFactor()) &&"),
  ),
  signIn(
    'a screen left alone signs itself out',
    { fails: /it signs itself out, and says why/, on: 'page' },
    becomes('if (remaining <= 0) {', 'if (remaining === -1) {'),
  ),
  signIn(
    'the settings of the sign-in service are looked at',
    { fails: /that (?:strangers sign up|weak passwords pass) is found/ },
    becomes('client?.permissions?.disabledUserSignup === true,', 'true,'),
    becomes("passwordPolicyConfig?.passwordPolicyEnforcementState === 'ENFORCE',", 'true,'),
  ),
]
