package dev.myriapod.payload.format;

import org.jspecify.annotations.Nullable;

/** A value was met that cannot be written. Without a stack trace: it becomes a message at the door. */
public final class UntravellableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object value;

    /** No coder writes such values. */
    public UntravellableException(Object value) {
        this(value, "", null);
    }

    /**
     * Writing it failed.
     *
     * @param reason a clause that says who failed; empty if nobody tried
     */
    public UntravellableException(Object value, String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.value = value;
    }

    /** The value. */
    public Object value() {
        return value;
    }

    /** Who failed, as a clause; empty if nobody tried. */
    public String reason() {
        String reason = getMessage();
        return reason == null ? "" : reason;
    }
}
