package dev.myriapod.client.shared.pipe;

import dev.myriapod.proto.v1.SharedHandle;
import java.util.List;

/**
 * What of a pipe a handle stands for, and what else whoever gets it has to know.
 *
 * @param oneWay whether the pipe goes one way
 * @param end 0: the pipe
 * @param ticket by which the end is on its way; 0: by none
 */
record PipePart(boolean oneWay, int end, long ticket) {
    private static final String ONE_WAY = "one way";
    private static final String BOTH_WAYS = "both ways";
    private static final String SEPARATOR = "/";

    static PipePart of(SharedHandle handle) {
        List<String> parts = List.of(handle.getPart().split(SEPARATOR, -1));
        return new PipePart(parts.get(0).equals(ONE_WAY), Integer.parseInt(parts.get(1)), Long.parseLong(parts.get(2)));
    }

    SharedHandle in(SharedHandle pipe) {
        return pipe.toBuilder()
                .setPart(String.join(
                        SEPARATOR, oneWay ? ONE_WAY : BOTH_WAYS, String.valueOf(end), String.valueOf(ticket)))
                .build();
    }
}
