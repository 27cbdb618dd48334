package dev.myriapod.client.attachment;

import com.google.protobuf.MessageLite;
import dev.myriapod.client.wire.Unsettled;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** A line that shares the stream with the calls. */
final class DialogueLine<Q extends MessageLite, A> implements Line<Q> {
    private final Dialogue<Q, A> dialogue;

    DialogueLine(Dialogue<Q, A> dialogue) {
        this.dialogue = dialogue;
    }

    @Override
    public void tell(LongFunction<Q> request) {
        dialogue.say(request);
    }

    @Override
    public void ask(LongFunction<Q> request, Runnable then) {
        CompletableFuture<A> unused =
                dialogue.enter(request, late -> {}).answer().whenComplete((answer, failure) -> then.run());
    }

    @Override
    public long lastId() {
        return dialogue.lastId();
    }

    @Override
    public Unsettled unsettled() {
        return dialogue.unsettled();
    }
}
