package dev.myriapod.coordinator.hosted.value;

import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ImmediateObject;
import org.jspecify.annotations.Nullable;

/** A value that is written whole; its versions tell whether somebody else has written in between. */
public final class HostedValue extends ImmediateObject<ValueEvent, ValueResult> {
    private @Nullable Object payload;
    private long version;

    /** One that nobody has written. */
    public HostedValue() {}

    @Override
    protected void handle(ValueEvent event) {
        if (event instanceof ValueEvent.Read read) {
            answer(read.caller(), new ValueResult(true, version, payload));
        } else if (event instanceof ValueEvent.Write write) {
            boolean done = write.ifVersion() == ValueEvent.ANY || write.ifVersion() == version;
            answer(write.caller(), new ValueResult(done, version, write.quiet() ? null : payload));
            if (done) {
                payload = write.payload();
                version++;
            }
        }
    }

    @Override
    public Facts facts() {
        return length(0);
    }
}
