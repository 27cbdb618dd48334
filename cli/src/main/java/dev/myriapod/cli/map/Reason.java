package dev.myriapod.cli.map;

import dev.myriapod.failure.MyriapodException;

/** Why a line has no result, in one line. */
final class Reason {
    private static final int LONGEST = 500;

    private Reason() {}

    static String of(Throwable failure) {
        String text = failure instanceof MyriapodException ? String.valueOf(failure.getMessage()) : failure.toString();
        return Excerpt.of(text.strip().lines().findFirst().orElse(""), LONGEST);
    }
}
