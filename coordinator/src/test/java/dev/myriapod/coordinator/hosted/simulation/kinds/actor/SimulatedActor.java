package dev.myriapod.coordinator.hosted.simulation.kinds.actor;

import dev.myriapod.coordinator.hosted.actor.ActorEvent;
import dev.myriapod.coordinator.hosted.actor.ActorResult;
import dev.myriapod.coordinator.hosted.actor.ActorTerms;
import dev.myriapod.coordinator.hosted.actor.HostedActor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Guest;
import dev.myriapod.coordinator.hosted.simulation.Surroundings;
import dev.myriapod.coordinator.session.shared.EmbodiedObject;
import org.jspecify.annotations.Nullable;

/** The real mailbox, with a simulated process. */
final class SimulatedActor extends EmbodiedObject<ActorEvent, ActorResult, HostedActor> {
    private final Surroundings<ActorEvent, ActorResult> surroundings;
    private final ActorJudge judge;
    private @Nullable Life life;
    private int lives;

    SimulatedActor(ActorTerms terms, Surroundings<ActorEvent, ActorResult> surroundings, ActorJudge judge) {
        super(new HostedActor(terms));
        this.surroundings = surroundings;
        this.judge = judge;
    }

    @Override
    public void handle(ActorEvent event, long now) {
        super.handle(event, now);
        Object process = machine().takeProcessToStart();
        if (process != null) {
            life = new Life(++lives);
            judge.started(lives, process);
            surroundings.later(life::begin);
        }
    }

    @Override
    public void over() {
        if (life != null) {
            life.kill();
        }
        life = null;
    }

    /** What came of a call. */
    record Done(Object call) {}

    /** What comes of calls because a process ended. */
    record Dead(int life) {}

    /** What comes of calls because a process cannot perform any. */
    record Unable(int life) {}

    /** One process: it ends as a whole, but its death and the end of its stream are heard of in any order. */
    private final class Life {
        private final int number;
        private final Dice dice = surroundings.dice();
        private @Nullable Guest<ActorEvent, ActorResult> guest;
        private boolean ended;
        private boolean killed;

        Life(int number) {
            this.number = number;
        }

        private void begin() {
            if (killed) {
                return;
            }
            if (dice.oneIn(12)) {
                end();
                return;
            }
            Guest<ActorEvent, ActorResult> attached = surroundings.guest(this::hear);
            guest = attached;
            judge.attached(number, attached.number());
            if (dice.oneIn(12)) {
                attached.ask(caller -> new ActorEvent.Perform(caller, 0, new Unable(number), true));
            } else {
                attached.ask(caller -> new ActorEvent.Perform(caller, 0, null, false));
            }
            perhapsEnd(16);
        }

        private void perhapsEnd(int chances) {
            if (dice.oneIn(chances)) {
                surroundings.later(this::end);
            }
        }

        private void hear(Guest<ActorEvent, ActorResult> self, ActorResult result) {
            if (!ended && result instanceof ActorResult.Call call) {
                perhapsEnd(8);
                surroundings.later(() -> {
                    judge.performed(call.call());
                    self.ask(caller -> new ActorEvent.Perform(caller, call.number(), new Done(call.call()), false));
                    perhapsEnd(16);
                });
            }
        }

        private void end() {
            if (!ended && !killed) {
                ended = true;
                die();
                surroundings.later(() -> {
                    if (!killed) {
                        surroundings.happened(new ActorEvent.ProcessEnded(new Dead(number)));
                    }
                });
            }
        }

        private void die() {
            judge.died(number);
            if (guest != null) {
                guest.die();
            }
        }

        /** Nothing more is heard of it. */
        private void kill() {
            killed = true;
            if (!ended) {
                die();
            }
        }
    }
}
