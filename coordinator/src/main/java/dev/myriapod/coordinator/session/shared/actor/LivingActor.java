package dev.myriapod.coordinator.session.shared.actor;

import dev.myriapod.coordinator.hosted.actor.ActorEvent;
import dev.myriapod.coordinator.hosted.actor.ActorResult;
import dev.myriapod.coordinator.hosted.actor.ActorTerms;
import dev.myriapod.coordinator.hosted.actor.HostedActor;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.shared.EmbodiedObject;
import dev.myriapod.coordinator.session.shared.Outside;
import dev.myriapod.proto.v1.ActorOutcome;
import dev.myriapod.proto.v1.BeginActor;
import org.jspecify.annotations.Nullable;

/** An object's mailbox with the process that it lives in, which ends with it. Owned by the loop. */
final class LivingActor extends EmbodiedObject<ActorEvent, ActorResult, HostedActor> {
    private final Outside<ActorEvent> outside;
    private final Hosts hosts;
    private final CoordinatorLoop loop;
    private @Nullable ActorProcess process;

    LivingActor(ActorTerms terms, Outside<ActorEvent> outside, Hosts hosts, CoordinatorLoop loop) {
        super(new HostedActor(terms));
        this.outside = outside;
        this.hosts = hosts;
        this.loop = loop;
    }

    @Override
    public void handle(ActorEvent event, long now) {
        super.handle(event, now);
        if (machine().takeProcessToStart() instanceof BeginActor begin) {
            ActorProcess next = new ActorProcess(
                    hosts,
                    loop,
                    begin,
                    // Not from inside of what is being done to the process.
                    failure -> loop.execute(() -> outside.happened(new ActorEvent.ProcessEnded(
                            ActorOutcome.newBuilder().setFailure(failure).build()))));
            process = next;
            next.start();
        }
    }

    @Override
    public void over() {
        ActorProcess last = process;
        process = null;
        if (last != null) {
            last.kill();
        }
    }
}
