package dev.myriapod.client.pool;

import dev.myriapod.client.outcome.ThrownDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.payload.CallCodec;
import dev.myriapod.payload.ThrownCodec;
import dev.myriapod.payload.ValueCodec;

/**
 * How a pool reads and writes what users gave it.
 *
 * @param calls writes functions with their arguments
 * @param values reads results
 * @param thrown reads exceptions of user code
 */
public record PoolCodecs(CallCodec calls, ValueDecoder values, ThrownDecoder thrown) {
    /** All over these values. */
    public static PoolCodecs of(ValueCodec values) {
        return new PoolCodecs(new CallCodec(values), values::decode, new ThrownCodec(values)::decode);
    }
}
