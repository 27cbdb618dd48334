package dev.myriapod.client.chunks;

/** Chunks that a payload mentions did not come, or not all of them: the two sides do not keep to the same protocol. */
public final class BrokenPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPayloadException(long expected, long got) {
        super("A payload of " + expected + " bytes was announced, but chunks of " + got
                + " bytes came. That is a defect of the sender: check that all processes run the same version of Myriapod,"
                + " and report it if they do.");
    }
}
