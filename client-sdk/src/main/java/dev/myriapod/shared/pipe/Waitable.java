package dev.myriapod.shared.pipe;

/**
 * What {@link Connections#wait} can wait for: a {@link Connection} and a {@link dev.myriapod.ChildProcess}. Implemented by the
 * SDK alone.
 */
public interface Waitable {}
