package dev.myriapod.payload.serial;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.shape.RecordShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts stand-ins in the place of records, optionals, immutable entries and objects of the user's own encodings while they
 * are serialized, and takes them out again. Thread-safe.
 */
public final class StandIns {
    private static final Class<?> IMMUTABLE_ENTRY = Map.entry("", "").getClass();

    private final Extensions extensions;

    public StandIns(Extensions extensions) {
        this.extensions = extensions;
    }

    /**
     * Whether an object that has a stand-in may hold others. Such an object cannot be made before what it holds, so it must
     * not lie in itself: where it did, there would be its stand-in afterwards.
     */
    public static boolean needsItsParts(Object object) {
        return object instanceof Record || object instanceof Optional || object.getClass() == IMMUTABLE_ENTRY;
    }

    /** What to serialize in the place of an object of one of the user's own encodings. */
    public Object substituteExtension(Object object, Consumer<ExtensionOutput.Ending> endings) throws IOException {
        String extension = Objects.requireNonNull(extensions.nameFor(object.getClass()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        extensions.encode(extension, object, new ExtensionOutput(bytes, endings));
        return new StandIn(StandIn.Kind.EXTENSION, null, extension, bytes.toByteArray());
    }

    /** What to serialize in the place of any other object; often the object itself. */
    public Object substitute(Object object) throws IOException {
        Class<?> type = object.getClass();
        if (object instanceof Record) {
            // Serializable ones as well: their components then travel in their own order, which the search for cycles
            // relies on.
            RecordShape shape = RecordShape.of(type);
            return shape == null || shape.replacesItself()
                    ? object
                    : new StandIn(StandIn.Kind.RECORD, type, shape.components(object));
        }
        if (object instanceof Optional<?> optional) {
            return new StandIn(StandIn.Kind.OPTIONAL, null, optional.orElse(null));
        }
        if (object instanceof OptionalInt optional) {
            return new StandIn(StandIn.Kind.OPTIONAL_INT, null, optional.isPresent() ? optional.getAsInt() : null);
        }
        if (object instanceof OptionalLong optional) {
            return new StandIn(StandIn.Kind.OPTIONAL_LONG, null, optional.isPresent() ? optional.getAsLong() : null);
        }
        if (object instanceof OptionalDouble optional) {
            return new StandIn(
                    StandIn.Kind.OPTIONAL_DOUBLE, null, optional.isPresent() ? optional.getAsDouble() : null);
        }
        if (type == IMMUTABLE_ENTRY) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) object;
            return new StandIn(StandIn.Kind.ENTRY, null, entry.getKey(), entry.getValue());
        }
        return object;
    }

    /** What a decoded object stands in for; often itself. */
    @Nullable
    Object resolve(Object object) throws IOException {
        if (!(object instanceof StandIn in)) {
            return object;
        }
        return switch (in.kind) {
            case RECORD -> construct(Objects.requireNonNull(in.type), in.parts);
            case OPTIONAL -> Optional.ofNullable(in.parts[0]);
            case OPTIONAL_INT -> in.parts[0] == null ? OptionalInt.empty() : OptionalInt.of((Integer) in.parts[0]);
            case OPTIONAL_LONG -> in.parts[0] == null ? OptionalLong.empty() : OptionalLong.of((Long) in.parts[0]);
            case OPTIONAL_DOUBLE ->
                in.parts[0] == null ? OptionalDouble.empty() : OptionalDouble.of((Double) in.parts[0]);
            case ENTRY -> Map.entry(Objects.requireNonNull(in.parts[0]), Objects.requireNonNull(in.parts[1]));
            case EXTENSION ->
                extensions.decode((String) Objects.requireNonNull(in.parts[0]), new ByteArrayInputStream((byte[])
                        Objects.requireNonNull(in.parts[1])));
        };
    }

    /** Makes a record; what its constructor throws is the cause of a {@link PayloadException}. */
    public static Object construct(Class<?> type, @Nullable Object[] components) {
        RecordShape shape = type.isRecord() ? RecordShape.of(type) : null;
        if (shape == null || shape.size() != components.length) {
            throw new MalformedException(type.getName() + " is not a record of " + components.length
                    + " components that this JVM can make; the other JVM may have another version of it");
        }
        return construct(shape, components);
    }

    /** Makes a record; what its constructor throws is the cause of a {@link PayloadException}. */
    public static Object construct(RecordShape shape, @Nullable Object[] components) {
        try {
            return shape.construct(components);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new PayloadException(
                    "The constructor of the record " + shape.type().getName() + " refused the components that it had"
                            + " where it was encoded: " + e
                            + ". A record travels by its components, so its constructor must accept what its fields hold.",
                    TaskRun.NONE,
                    shape.type().getName(),
                    "",
                    e);
        }
    }
}
