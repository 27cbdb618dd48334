package dev.myriapod.coordinator.hosted;

/**
 * Who waits for an answer.
 *
 * @param attachment a process, as long as it is attached; the number is never used again
 * @param request that attachment's number for the request
 */
public record Caller(long attachment, long request) {}
