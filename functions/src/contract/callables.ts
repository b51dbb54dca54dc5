/**
 * What every callable is asked and what it answers, for the server and the pages alike. Types only.
 *
 * To add an ask: name it in `Callables` below, with a pair for each kind of answer. Then `schema/callables.ts` must
 * have its schema; it does not compile if the schema takes anything else than is said here. Its door is `door('name',
 * …)`, which knows from the name what it is asked and must answer. A page asks with `call('name', …)`
 * (`web/src/firebase/doors.ts`). Lengths are in `limits.ts`, for the schema and the form.
 *
 * A field that may be left out has a `?` here. Nothing may be `undefined`: on the way it becomes null.
 */
import type { AccountAsk, ClaimAsk, MyChannelAnswer, MyChannelAsk } from './account'
import type {
  Administered,
  AdministerAsk,
  LeavePostsAsk,
  LeftOpen,
  PreviewAsk,
  PreviewPage,
} from './administration'
import type { Ask } from './ask'
import type { CommandAsk, CommandDone } from './command'
import type { EvidenceAsk } from './evidence'
import type { TakeInAsk, TakenIn } from './intake'
import type { CallerShown, LikelySameAsk, LikelySameFound, LookAsk } from './looks'
import type { KeepMattersAsk, MattersKept } from './matters'

export interface Callables {
  command: Ask<CommandAsk, CommandDone>
  lookAtCaller: Ask<LookAsk, CallerShown>
  likelySame: Ask<LikelySameAsk, LikelySameFound>
  evidence: EvidenceAsk
  takeIn: Ask<TakeInAsk, TakenIn>
  administer: Ask<AdministerAsk, Administered>
  keepMatters: Ask<KeepMattersAsk, MattersKept>
  previewAdministration: Ask<PreviewAsk, PreviewPage> | Ask<LeavePostsAsk, LeftOpen>
  claimInvitation: Ask<ClaimAsk, { readonly uid: string }>
  myChannel: Ask<MyChannelAsk, MyChannelAnswer>
  myAccount: AccountAsk
}

export type Callable = keyof Callables
/** What one may ask it. */
export type Asks<C extends Callable> = Callables[C]['asks']
/** What it answers to this. */
export type Answers<C extends Callable, A = Asks<C>> = AnswerTo<Callables[C], A>

type AnswerTo<Pair, A> =
  Pair extends Ask<infer Asked, infer Answered>
    ? A extends Asked
      ? Answered
      : Asked extends A
        ? Answered
        : never
    : never
