package dev.myriapod.cli.map;

import dev.myriapod.failure.MyriapodException;

/** Why a line has no result, in one line. */
final class Reason {
    private static final int LONGEST = 500;

    private Reason() {}

    static String of(Throwable failure) {
        String text = failure instanceof MyriapodException ? String.valueOf(failure.getMessage()) : failure.toString();
        String first = text.strip().lines().findFirst().orElse("");
        return first.length() > LONGEST ? first.substring(0, LONGEST) + "..." : first;
    }
}
