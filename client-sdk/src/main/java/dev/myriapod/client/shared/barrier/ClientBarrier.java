package dev.myriapod.client.shared.barrier;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.BarrierAction;
import dev.myriapod.proto.v1.BarrierBreak;
import dev.myriapod.proto.v1.BarrierInspected;
import dev.myriapod.proto.v1.BarrierReply;
import dev.myriapod.proto.v1.BarrierRequest;
import dev.myriapod.shared.sync.SharedBarrier;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A barrier, as this process sees it. */
public final class ClientBarrier implements SharedBarrier, AttachedObject {
    private final Attached attached;
    private final BarrierCalls calls;
    private final ValueCodec values;

    /** Of an object that is being attached. */
    public ClientBarrier(Attachment<BarrierRequest, BarrierReply> attachment, Attached attached, ValueCodec values) {
        this.attached = attached;
        this.values = values;
        calls = new BarrierCalls(attachment);
    }

    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        try {
            return await(BarrierCalls.FOR_EVER);
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        return await(Math.max(BarrierCalls.NOT_AT_ALL, unit.toNanos(timeout)));
    }

    private int await(long wait) throws InterruptedException, BrokenBarrierException, TimeoutException {
        BarrierReply reply = arrive(wait);
        if (reply.hasAction()) {
            reply = act(reply.getAction());
        }
        if (!reply.hasPassed()) {
            throwWhy(reply.getBroken().getWhy());
        }
        return reply.getPassed().getIndex();
    }

    private BarrierReply arrive(long wait) throws InterruptedException, BrokenBarrierException {
        try {
            return calls.await(wait);
        } catch (InterruptedException e) {
            // It was interrupted before it came, which breaks the barrier as well.
            if (calls.breakRound().getBroken()) {
                Thread.currentThread().interrupt();
                throw new BrokenBarrierException(this + " is broken. Call reset() when all know that it is.");
            }
            throw e;
        }
    }

    /** All the others have arrived, and wait for the end of this. */
    private BarrierReply act(BarrierAction action) {
        boolean failed = true;
        try {
            ((Runnable) Objects.requireNonNull(values.decode(action.getAction()))).run();
            failed = false;
        } finally {
            if (failed) {
                calls.failed(action.getRound());
            }
        }
        return calls.acted(action.getRound());
    }

    private void throwWhy(BarrierBreak why) throws InterruptedException, BrokenBarrierException, TimeoutException {
        String what = switch (why) {
            case BARRIER_BREAK_TIME ->
                throw new TimeoutException("Not all have arrived at " + this + " in time. It is broken now.");
            case BARRIER_BREAK_CANCEL -> {
                // The flag was set again by the wait for what became of the request.
                boolean unused = Thread.interrupted();
                throw new InterruptedException(
                        "The thread was interrupted while it waited at " + this + ". It is broken now.");
            }
            case BARRIER_BREAK_DEATH -> " is broken: a process ended, or detached, that was needed for all to pass.";
            case BARRIER_BREAK_ACTION -> " is broken: its action failed, in the process that arrived last.";
            case BARRIER_BREAK_ABORT -> " is broken: somebody called abort(), or came interrupted.";
            case BARRIER_BREAK_RESET -> " was reset while this thread waited.";
            case BARRIER_BREAK_OTHER, BARRIER_BREAK_UNSPECIFIED, UNRECOGNIZED ->
                " is broken: another was interrupted or did not wait any longer.";
        };
        throw new BrokenBarrierException(this + what + " Call reset() when all know that it is.");
    }

    @Override
    public int getParties() {
        return calls.inspect().getParties();
    }

    @Override
    public int getNumberWaiting() {
        return calls.inspect().getWaiting();
    }

    @Override
    public boolean isBroken() {
        return calls.inspect().getBroken();
    }

    @Override
    public void reset() {
        BarrierInspected unused = calls.reset();
    }

    @Override
    public void abort() {
        BarrierInspected unused = calls.abort();
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public String toString() {
        return attached.title("SharedBarrier");
    }
}
