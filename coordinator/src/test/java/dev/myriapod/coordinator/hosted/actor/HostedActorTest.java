package dev.myriapod.coordinator.hosted.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedActorTest {
    private static final long FOR_EVER = -1;
    private static final long A = 1;
    private static final long B = 2;
    private static final long PROCESS = 3;
    private static final long NEXT_PROCESS = 4;
    private static final ActorResult DEAD = new ActorResult.Outcome("dead");

    private HostedActor actor = new HostedActor(new ActorTerms("Counter", false, FOR_EVER));
    private final Map<Caller, ActorResult> answers = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;

    private void heard() {
        for (Reply<ActorResult> reply : actor.takeReplies()) {
            assertThat(answers.put(reply.to(), reply.result()))
                    .as("answered once")
                    .isNull();
        }
    }

    private void happens(ActorEvent event) {
        actor.handle(event, now);
        heard();
    }

    private Caller caller(long process) {
        return new Caller(process, ++lastRequest);
    }

    private void begin(long process, Object what) {
        happens(new ActorEvent.Begin(caller(process), what));
    }

    private Caller invoke(long process, Object call) {
        Caller caller = caller(process);
        happens(new ActorEvent.Invoke(caller, call));
        return caller;
    }

    private Caller ready(long process) {
        Caller caller = caller(process);
        happens(new ActorEvent.Perform(caller, 0, null, false));
        return caller;
    }

    private Caller ended(long process, long number, Object outcome) {
        Caller caller = caller(process);
        happens(new ActorEvent.Perform(caller, number, outcome, false));
        return caller;
    }

    private static ActorResult call(long number, Object call) {
        return new ActorResult.Call(number, call);
    }

    private static ActorResult outcome(Object outcome) {
        return new ActorResult.Outcome(outcome);
    }

    @Test
    void theFirstProcessCountsAndIsStartedOnce() {
        begin(A, "first");
        begin(B, "second");
        assertThat(actor.takeProcessToStart()).isEqualTo("first");
        assertThat(actor.takeProcessToStart()).isNull();
    }

    @Test
    void callsAreMadeOneAfterTheOtherInTheirOrder() {
        Caller one = invoke(A, "one");
        Caller two = invoke(B, "two");
        Caller first = ready(PROCESS);
        assertThat(answers).containsOnly(Map.entry(first, call(1, "one")));
        Caller three = invoke(A, "three");
        Caller second = ended(PROCESS, 1, "result one");
        assertThat(answers).containsEntry(one, outcome("result one")).containsEntry(second, call(2, "two"));
        assertThat(answers).doesNotContainKeys(two, three);
        Caller third = ended(PROCESS, 2, "result two");
        assertThat(answers).containsEntry(two, outcome("result two")).containsEntry(third, call(3, "three"));
        Caller idle = ended(PROCESS, 3, "result three");
        assertThat(answers).containsEntry(three, outcome("result three")).doesNotContainKey(idle);
        Caller four = invoke(B, "four");
        assertThat(answers).containsEntry(idle, call(4, "four")).doesNotContainKey(four);
    }

    @Test
    void aDeathFailsTheCallThatWasMadeAndThoseThatWait() {
        begin(A, "process");
        Caller one = invoke(A, "one");
        Caller two = invoke(B, "two");
        ready(PROCESS);
        happens(new ActorEvent.ProcessEnded("dead"));
        assertThat(answers).containsEntry(one, DEAD).containsEntry(two, DEAD);
        assertThat(answers).containsEntry(invoke(A, "three"), DEAD);
        assertThat(actor.facts().waiters()).isZero();
    }

    @Test
    void oneThatIsRecreatedMakesTheCallsThatHadNotBegun() {
        actor = new HostedActor(new ActorTerms("Counter", true, FOR_EVER));
        begin(A, "process");
        assertThat(actor.takeProcessToStart()).isEqualTo("process");
        Caller one = invoke(A, "one");
        Caller two = invoke(B, "two");
        ready(PROCESS);
        actor.detach(PROCESS, now);
        happens(new ActorEvent.ProcessEnded("dead"));
        assertThat(answers).containsEntry(one, DEAD).doesNotContainKey(two);
        assertThat(actor.takeProcessToStart()).isEqualTo("process");
        assertThat(answers).containsEntry(ready(NEXT_PROCESS), call(2, "two"));
    }

    @Test
    void oneThatDiesBeforeItIsReadyIsNotRecreated() {
        actor = new HostedActor(new ActorTerms("Counter", true, FOR_EVER));
        begin(A, "process");
        actor.takeProcessToStart();
        Caller one = invoke(A, "one");
        happens(new ActorEvent.ProcessEnded("dead"));
        assertThat(answers).containsEntry(one, DEAD);
        assertThat(actor.takeProcessToStart()).isNull();
    }

    @Test
    void oneThatCannotBeMadeFailsAllCallsByThat() {
        begin(A, "process");
        Caller one = invoke(A, "one");
        happens(new ActorEvent.Perform(caller(PROCESS), 0, "no object", true));
        assertThat(answers).containsEntry(one, outcome("no object"));
        happens(new ActorEvent.ProcessEnded("dead"));
        assertThat(answers).containsEntry(invoke(B, "two"), outcome("no object"));
    }

    @Test
    void timeEndsACallThatWaitsAndOneThatIsMade() {
        actor = new HostedActor(new ActorTerms("Counter", false, 10));
        Caller one = invoke(A, "one");
        Caller two = invoke(A, "two");
        ready(PROCESS);
        now += 5;
        Caller three = invoke(A, "three");
        now += 5;
        assertThat(actor.nextDeadline()).isEqualTo(now);
        actor.tick(now);
        heard();
        ActorResult late = new ActorResult.TookTooLong(10);
        assertThat(answers).containsEntry(one, late).containsEntry(two, late).doesNotContainKey(three);
        // What has begun goes on, and nobody hears of it; what has not is passed over.
        assertThat(answers).containsEntry(ended(PROCESS, 1, "result one"), call(2, "three"));
    }

    @Test
    void acallThatIsCalledOffIsNotMade() {
        Caller one = invoke(A, "one");
        Caller two = invoke(A, "two");
        actor.cancel(one, now);
        heard();
        assertThat(answers).containsEntry(one, new ActorResult.CalledOff());
        assertThat(answers).containsEntry(ready(PROCESS), call(1, "two"));
        actor.cancel(two, now);
        actor.cancel(two, now);
        heard();
        assertThat(answers).containsEntry(two, new ActorResult.CalledOff());
    }

    @Test
    void thoseOfAProcessThatIsGoneAreNotMade() {
        invoke(A, "one");
        Caller two = invoke(B, "two");
        actor.detach(A, now);
        assertThat(answers).containsEntry(ready(PROCESS), call(1, "two"));
        actor.detach(B, now);
        ended(PROCESS, 1, "result");
        assertThat(answers).doesNotContainKey(two);
    }

    @Test
    void whatNobodyWaitsForIsNotKept() {
        actor = new HostedActor(new ActorTerms("Counter", false, 10));
        Caller one = invoke(A, "one");
        invoke(B, "two");
        assertThat(actor.facts().length()).isEqualTo(2);
        actor.cancel(one, now);
        heard();
        assertThat(actor.facts().length()).isEqualTo(1);
        actor.detach(B, now);
        assertThat(actor.facts().length()).isZero();
        invoke(A, "three");
        now += 10;
        actor.tick(now);
        heard();
        assertThat(actor.facts().length()).isZero();
    }

    @Test
    void noCallIsGivenToAProcessThatIsGone() {
        Caller gone = ready(PROCESS);
        actor.detach(PROCESS, now);
        invoke(A, "one");
        assertThat(answers).doesNotContainKey(gone);
        assertThat(actor.facts().length()).isEqualTo(1);
    }

    @Test
    void whatAProcessSaysIsTooLateWhenItsDeathIsKnown() {
        actor = new HostedActor(new ActorTerms("Counter", true, FOR_EVER));
        begin(A, "process");
        Caller one = invoke(A, "one");
        ready(PROCESS);
        happens(new ActorEvent.ProcessEnded("dead"));
        Caller late = ended(PROCESS, 1, "result one");
        Caller two = invoke(A, "two");
        assertThat(answers).containsEntry(one, DEAD).doesNotContainKeys(late, two);
        actor.detach(PROCESS, now);
        assertThat(answers).containsEntry(ready(NEXT_PROCESS), call(2, "two"));
        ended(NEXT_PROCESS, 2, "result two");
        assertThat(answers).containsEntry(two, outcome("result two"));
    }

    @Test
    void whyItIsBrokenStays() {
        begin(A, "process");
        happens(new ActorEvent.ProcessEnded("dead"));
        happens(new ActorEvent.Perform(caller(PROCESS), 0, "no object", true));
        assertThat(answers).containsEntry(invoke(A, "one"), DEAD);
    }

    @Test
    void anOutcomeOfAnotherCallIsNotTaken() {
        Caller one = invoke(A, "one");
        ready(PROCESS);
        ended(PROCESS, 7, "of another");
        assertThat(answers).doesNotContainKey(one);
    }

    @Test
    void whatItIsSaysWhatItIs() {
        assertThat(new ActorTerms("Counter", true, 2_000_000_000L))
                .hasToString("type Counter, recreated, calls of 2.0 s");
    }
}
