package dev.myriapod.examples.text;

/**
 * A file that was not done.
 *
 * @param file its path in the tree
 * @param reason why, in a word or two: skipped files are counted by it
 * @param detail what was seen
 */
public record Skipped(String file, String reason, String detail) {}
