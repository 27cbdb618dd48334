package dev.myriapod.cli.map.lines;

/**
 * A line of the input.
 *
 * @param number its number, from 1
 * @param text without its end
 * @param bytes how many bytes it had
 * @param problem why it cannot be a function's argument; empty if it can
 */
public record Line(long number, String text, int bytes, String problem) {
    public boolean isGood() {
        return problem.isEmpty();
    }
}
