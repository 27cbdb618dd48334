package dev.myriapod.coordinator.door;

/**
 * What a door keeper goes by. Times are nanoseconds.
 *
 * @param connections how many may be open at a time
 * @param strangers how many of them may be without the token
 * @param patience how long one may be without it
 * @param failures after how many wrong tokens a connection is closed
 * @param answerDelay how late a wrong token is answered
 * @param farewell how long after its last answer such a connection is closed, so that the answer arrives
 */
public record DoorRules(int connections, int strangers, long patience, int failures, long answerDelay, long farewell) {
    private static final long MILLISECOND = 1_000_000;

    /** The rules for a door with room for that many: what a stranger can cost does not depend on it. */
    public static DoorRules withRoomFor(int connections) {
        return new DoorRules(connections, 128, 5_000 * MILLISECOND, 3, 200 * MILLISECOND, 100 * MILLISECOND);
    }
}
