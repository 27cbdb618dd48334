package dev.myriapod.coordinator.hosted.pipe;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/*
 * NEW (nobody has had it) -> OPEN (held, or on its way) -> CLOSED. A new one closes too when nobody is left who could have it.
 */
/** Who has one end of a pipe. */
final class End {
    private final Set<Long> holders = new LinkedHashSet<>();
    /** Those that have closed it: what they still ask of it was under way then, and must not open it again. */
    private final Set<Long> leavers = new HashSet<>();
    /** Who sent it, by the ticket by which it will arrive. */
    private final Map<Long, Long> tickets = new LinkedHashMap<>();

    private boolean isNew = true;
    private boolean closed;

    /** It has arrived in that process by that ticket. */
    void arrive(long process, long ticket) {
        if (!closed) {
            isNew = false;
            leavers.remove(process);
            holders.add(process);
            tickets.remove(ticket);
        }
    }

    /** That process uses it, and so has it from now on; returns false if it is closed. */
    boolean use(long process) {
        if (closed || leavers.contains(process)) {
            return false;
        }
        isNew = false;
        holders.add(process);
        return true;
    }

    /** That process sends it to another. */
    void lend(long process, long ticket) {
        if (!closed) {
            isNew = false;
            tickets.put(ticket, process);
        }
    }

    /** What was sent by that ticket has arrived, or never will. */
    void redeem(long ticket) {
        tickets.remove(ticket);
    }

    /** That process lets go of it, but what it sent is on its way. */
    void release(long process) {
        isNew = false;
        holders.remove(process);
        leavers.add(process);
    }

    /** That process is gone, and what it sent arrives nowhere. */
    void forget(long process) {
        holders.remove(process);
        leavers.remove(process);
        tickets.values().removeIf(sender -> sender == process);
    }

    /**
     * Closes it if nobody has it any more.
     *
     * @param wanted somebody may come for it who has never had it
     * @return whether it has been closed by this
     */
    boolean closeIfLost(boolean wanted) {
        if (closed || !holders.isEmpty() || !tickets.isEmpty() || (isNew && wanted)) {
            return false;
        }
        closed = true;
        return true;
    }

    boolean isClosed() {
        return closed;
    }
}
