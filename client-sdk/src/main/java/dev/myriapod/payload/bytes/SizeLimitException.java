package dev.myriapod.payload.bytes;

/** What is being written would be larger than the limit. */
public final class SizeLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long size;
    private final int limit;

    SizeLimitException(long size, int limit) {
        super("at least " + size + " bytes, limit " + limit, null, false, false);
        this.size = size;
        this.limit = limit;
    }

    /** How large it would be at least, in bytes. */
    public long size() {
        return size;
    }

    /** The limit in bytes. */
    public int limit() {
        return limit;
    }
}
