package dev.myriapod.client.pool;

import dev.myriapod.client.outcome.ThrownDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.client.submit.CallEncoder;

/**
 * How a pool reads and writes what users gave it.
 *
 * @param calls writes functions with their arguments
 * @param values reads results
 * @param thrown reads exceptions of user code
 */
public record PoolCodecs(CallEncoder calls, ValueDecoder values, ThrownDecoder thrown) {}
