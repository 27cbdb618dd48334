package dev.myriapod.payload;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.format.UntravellableException;
import dev.myriapod.payload.serial.ExtensionOutput;
import dev.myriapod.payload.serial.Extensions;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The user's {@link PayloadCodec}s by their names. Does not change; thread-safe. */
final class CodecRegistry implements Extensions {
    private final Map<String, PayloadCodec> codecs = new LinkedHashMap<>();

    /** Who encodes a class, as far as that was asked. */
    private final ClassValue<Optional<String>> names = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return find(type);
        }
    };

    /** Loads those that a class loader offers. */
    CodecRegistry(ClassLoader loader) {
        try {
            for (PayloadCodec codec : ServiceLoader.load(PayloadCodec.class, loader)) {
                PayloadCodec other = codecs.putIfAbsent(codec.name(), codec);
                if (other != null) {
                    throw broken(
                            "There are two PayloadCodecs named \"" + codec.name() + "\": "
                                    + other.getClass().getName() + " and "
                                    + codec.getClass().getName()
                                    + ". Payloads could not tell them apart: rename one.",
                            codec.getClass().getName(),
                            null);
                }
            }
        } catch (ServiceConfigurationError e) {
            throw broken(
                    "A PayloadCodec on the class path cannot be used: " + e.getMessage()
                            + ". It needs a public constructor without parameters; see"
                            + " META-INF/services/dev.myriapod.payload.PayloadCodec in the jar that brings it.",
                    PayloadCodec.class.getName(),
                    e);
        }
    }

    private static PayloadException broken(String message, String type, @Nullable Throwable cause) {
        return new PayloadException(message, TaskRun.NONE, type, "", cause);
    }

    @Override
    public @Nullable String nameFor(Class<?> type) {
        return names.get(type).orElse(null);
    }

    private Optional<String> find(Class<?> type) {
        return codecs.entrySet().stream()
                .filter(codec -> codec.getValue().encodes(type))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void encode(String name, Object value, ExtensionOutput out) {
        try {
            find(name).encode(value, out);
        } catch (IOException | RuntimeException e) {
            throw new UntravellableException(value, "its PayloadCodec \"" + name + "\" failed", e);
        }
    }

    @Override
    public Object decode(String name, InputStream in) {
        PayloadCodec codec = find(name);
        try {
            return codec.decode(in);
        } catch (PayloadException e) {
            // It says itself what is the matter.
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(
                    "The PayloadCodec \"" + name + "\" (" + codec.getClass().getName()
                            + ") could not decode what it had encoded: " + e
                            + ". Most likely the two JVMs have different versions of it.",
                    codec.getClass().getName(),
                    e);
        }
    }

    private PayloadCodec find(String name) {
        PayloadCodec codec = codecs.get(name);
        if (codec == null) {
            throw broken(
                    "A payload was encoded by the PayloadCodec \"" + name
                            + "\", which is not on the class path of this JVM. Add the jar that brings it, with its"
                            + " META-INF/services entry, to the class path of both sides.",
                    name,
                    null);
        }
        return codec;
    }
}
