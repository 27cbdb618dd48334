package dev.myriapod.client.shared.actor;

/** What a proxy is known by, which has no methods that could be in the way of the user's. */
public interface ActorProxy {}
