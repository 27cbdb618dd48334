package dev.myriapod.cli.config;

/**
 * A value that an option has without standing on the command line.
 *
 * @param origin where it comes from, for people
 */
public record Setting(String value, String origin) {}
