package dev.myriapod.coordinator.child;

import java.util.ArrayList;
import java.util.List;

/*
 * What the child is known to be grows from NEW to GONE. Beside that stand three wishes that do not depend on it: the client
 * may be gone, a kill may have been asked for, and its stream may have ended. If it said before that it is leaving, it runs
 * its shutdown hooks, which may take any time; if it did not, it is most likely dying, and is given a moment for that.
 *
 * Times are those of the caller's clock, which may wrap: they are only compared by difference.
 */
/**
 * Decides about one child process. It takes an event and the time, and returns what to do; it does nothing itself. Not
 * thread-safe: one event loop owns it.
 */
public final class ChildScheduler {
    private static final long PING_NANOS = 1_000_000_000L;
    private static final long KILL_AGAIN_NANOS = 5_000_000_000L;
    private static final long LEAVE_NANOS = 10_000_000_000L;

    private enum Phase {
        NEW,
        STARTING,
        ATTACHED,
        ASSIGNED,
        STREAM_ENDED,
        GONE
    }

    private final long livenessNanos;
    private List<ChildCommand> filling = new ArrayList<>();
    private List<ChildCommand> taken = new ArrayList<>();
    private Phase phase = Phase.NEW;
    private boolean clientGone;
    private boolean leaving;
    private boolean killAsked;
    private String killedBecause = "";
    private long heardAt;
    private long alarmAt;
    private boolean alarmSet;

    /**
     * A child that does not exist yet.
     *
     * @param livenessNanos how long it may stay silent before it counts as frozen; 0: for ever
     */
    public ChildScheduler(long livenessNanos) {
        this.livenessNanos = livenessNanos;
    }

    /** Something happened, at that time of a monotonic clock of any origin. Events after {@code Close} are ignored. */
    public void handle(ChildEvent event, long now) {
        if (phase == Phase.GONE) {
            return;
        }
        if (event instanceof ChildEvent.Opened) {
            opened();
        } else if (event instanceof ChildEvent.Started started) {
            if (!clientGone) {
                filling.add(new ChildCommand.ReportStarted(started.pid()));
            }
        } else if (event instanceof ChildEvent.NotStarted notStarted) {
            end(new ChildCommand.ReportNotStarted(notStarted.message()));
        } else if (event instanceof ChildEvent.Exited exited) {
            end(new ChildCommand.ReportExited(exited.death(), killedBecause));
        } else if (event instanceof ChildEvent.SignalRequested signal) {
            if (phase != Phase.NEW) {
                filling.add(new ChildCommand.Signal(signal.signal()));
            }
        } else if (event instanceof ChildEvent.ClientGone) {
            clientGone(now);
        } else if (event instanceof ChildEvent.StreamEnded) {
            streamEnded(now);
        } else if (event instanceof ChildEvent.TimePassed) {
            timePassed(now);
        } else {
            onStream(event, now);
        }
    }

    /** What to do, in order. The list belongs to the caller until the next call, which empties it. */
    public List<ChildCommand> takeCommands() {
        taken.clear();
        List<ChildCommand> full = filling;
        filling = taken;
        taken = full;
        return full;
    }

    /** When {@link ChildEvent.TimePassed} is due; {@code Long.MAX_VALUE}: nothing is waited for. */
    public long nextDeadline() {
        if (!alarmSet) {
            return Long.MAX_VALUE;
        }
        return alarmAt == Long.MAX_VALUE ? alarmAt + 1 : alarmAt; // rather a nanosecond late than never
    }

    private void opened() {
        if (phase == Phase.NEW) {
            phase = Phase.STARTING;
            filling.add(new ChildCommand.Start());
        }
    }

    private void onStream(ChildEvent event, long now) {
        heardAt = now;
        if (event instanceof ChildEvent.Attached && phase == Phase.STARTING) {
            phase = Phase.ATTACHED;
            filling.add(new ChildCommand.Welcome());
            if (livenessNanos > 0 && !killAsked) {
                setAlarm(now + Math.min(PING_NANOS, livenessNanos));
            }
        } else if (event instanceof ChildEvent.Ready && phase == Phase.ATTACHED) {
            phase = Phase.ASSIGNED;
            filling.add(new ChildCommand.Assign());
        } else if (event instanceof ChildEvent.Leaving) {
            leaving = true;
        }
    }

    private void streamEnded(long now) {
        phase = Phase.STREAM_ENDED;
        if (killAsked) {
            return;
        }
        alarmSet = false;
        if (!leaving) {
            setAlarm(now + LEAVE_NANOS);
        }
    }

    private void clientGone(long now) {
        clientGone = true;
        if (phase == Phase.NEW) {
            close();
        } else {
            kill("its client is gone", now);
        }
    }

    private void timePassed(long now) {
        if (!alarmSet || now - alarmAt < 0) {
            return;
        }
        long overslept = now - alarmAt;
        alarmSet = false;
        if (killAsked) {
            askToKill(killedBecause, now);
        } else if (phase == Phase.STREAM_ENDED) {
            kill(
                    "its connection to the coordinator ended " + LEAVE_NANOS / 1_000_000_000L
                            + " s ago and its process stayed",
                    now);
        } else {
            lookForLife(now, overslept);
        }
    }

    private void lookForLife(long now, long overslept) {
        if (overslept >= PING_NANOS) {
            // The coordinator itself slept and answers may lie unread: that time does not count as the child's silence.
            heardAt = heardAt + overslept - now > 0 ? now : heardAt + overslept;
        }
        long left = heardAt + livenessNanos - now;
        if (left <= 0) {
            kill("it did not answer for " + livenessNanos / 1e9 + " s", now);
        } else {
            filling.add(new ChildCommand.Ping());
            setAlarm(now + Math.min(PING_NANOS, left));
        }
    }

    private void kill(String because, long now) {
        if (!killAsked) {
            killAsked = true;
            killedBecause = because;
            askToKill(because, now);
        }
    }

    private void askToKill(String because, long now) {
        filling.add(new ChildCommand.Kill(because));
        setAlarm(now + KILL_AGAIN_NANOS);
    }

    private void end(ChildCommand report) {
        if (!clientGone) {
            filling.add(report);
        }
        close();
    }

    private void close() {
        phase = Phase.GONE;
        alarmSet = false;
        filling.add(new ChildCommand.Close());
    }

    private void setAlarm(long at) {
        alarmSet = true;
        alarmAt = at;
    }
}
