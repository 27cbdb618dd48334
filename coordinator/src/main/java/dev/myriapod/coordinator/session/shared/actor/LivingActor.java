package dev.myriapod.coordinator.session.shared.actor;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.actor.ActorEvent;
import dev.myriapod.coordinator.hosted.actor.ActorResult;
import dev.myriapod.coordinator.hosted.actor.ActorTerms;
import dev.myriapod.coordinator.hosted.actor.HostedActor;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.shared.Outside;
import dev.myriapod.proto.v1.ActorOutcome;
import dev.myriapod.proto.v1.BeginActor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object's mailbox with the process that it lives in, which ends with it. Owned by the loop. */
final class LivingActor implements HostedObject<ActorEvent, ActorResult> {
    private final HostedActor actor;
    private final Outside<ActorEvent> outside;
    private final Hosts hosts;
    private final CoordinatorLoop loop;
    private @Nullable ActorProcess process;

    LivingActor(ActorTerms terms, Outside<ActorEvent> outside, Hosts hosts, CoordinatorLoop loop) {
        actor = new HostedActor(terms);
        this.outside = outside;
        this.hosts = hosts;
        this.loop = loop;
    }

    @Override
    public void handle(ActorEvent event, long now) {
        actor.handle(event, now);
        if (actor.takeProcessToStart() instanceof BeginActor begin) {
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

    @Override
    public void cancel(Caller caller, long now) {
        actor.cancel(caller, now);
    }

    @Override
    public void detach(long attachment, long now) {
        actor.detach(attachment, now);
    }

    @Override
    public void tick(long now) {
        actor.tick(now);
    }

    @Override
    public List<Reply<ActorResult>> takeReplies() {
        return actor.takeReplies();
    }

    @Override
    public long nextDeadline() {
        return actor.nextDeadline();
    }

    @Override
    public Facts facts() {
        return actor.facts();
    }
}
