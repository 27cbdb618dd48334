package dev.myriapod.client.readiness;

/** An {@link Observable} is being looked at. */
@FunctionalInterface
public interface Observation {
    /** Ends it: the report, if it has not come, comes soon. May be called again, and when it has come. */
    void stop();
}
