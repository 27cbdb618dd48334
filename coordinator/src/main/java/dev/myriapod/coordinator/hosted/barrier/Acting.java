package dev.myriapod.coordinator.hosted.barrier;

import java.util.List;

/**
 * All have arrived, and the last one runs the action: neither time nor a cancel ends a wait any more.
 *
 * @param attachment the last one's process
 * @param others who has arrived before
 */
record Acting(long attachment, long round, List<Arrival> others) {
    boolean isOf(BarrierEvent.Acted acted) {
        return acted.round() == round && acted.caller().attachment() == attachment;
    }

    /** Whether that process is needed for all to pass. */
    boolean involves(long process) {
        return process == attachment
                || others.stream().anyMatch(arrival -> arrival.caller().attachment() == process);
    }

    /** As it is when that process is gone. */
    Acting without(long process) {
        return new Acting(
                attachment,
                round,
                others.stream()
                        .filter(arrival -> arrival.caller().attachment() != process)
                        .toList());
    }
}
