package dev.myriapod.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Teaches Myriapod to encode further types, or to encode serializable ones in a better way. It is found by
 * {@link java.util.ServiceLoader} on the side that encodes and on the side that decodes, so it must be on the class path of
 * both, with its name in {@code META-INF/services/dev.myriapod.payload.PayloadCodec}.
 *
 * <p>The JDK's own values and collections, which Myriapod encodes itself, are not offered to it. Everything else is,
 * wherever it lies inside of a value, before records, enums, protobuf messages and Java serialization are considered; where
 * several codecs want a class, the first in the order of the service loader gets it. All methods may be called by several
 * threads at once.
 */
public interface PayloadCodec {
    /** What the codec is called in payloads. No two codecs may have the same name; it must not change between versions. */
    String name();

    /** Whether it encodes objects of exactly this class. Asked once for each class; the answer must not change. */
    boolean encodes(Class<?> type);

    /**
     * Writes an object. The stream need not be flushed or closed.
     *
     * @throws IOException if the object cannot be encoded; the call that was given it then fails with a
     *     {@link dev.myriapod.failure.PayloadException} that has this as its cause
     */
    void encode(Object value, OutputStream out) throws IOException;

    /**
     * Reads an object back; it should equal the one that was written and have the same class. The stream ends where
     * {@link #encode} stopped.
     *
     * @throws IOException if that is not possible
     */
    Object decode(InputStream in) throws IOException;
}
