package dev.myriapod.payload;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.bytes.SizeLimitException;
import dev.myriapod.payload.format.UntravellableException;
import dev.myriapod.payload.graph.ObjectPath;
import dev.myriapod.payload.graph.Remedy;
import java.io.NotSerializableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says why values could not be encoded: which type, where in them, and what to do. */
final class EncodeFailure {
    private static final Set<String> HOOKS = Set.of("writeObject", "writeReplace", "writeExternal");

    private final List<? extends @Nullable Object> values;
    private final IntFunction<String> what;
    private final @Nullable Object last;

    /**
     * About one attempt.
     *
     * @param last the object that Java serialization turned to last
     */
    EncodeFailure(List<? extends @Nullable Object> values, IntFunction<String> what, @Nullable Object last) {
        this.values = values;
        this.what = what;
        this.last = last;
    }

    /** The failure as the caller shall see it. */
    PayloadException of(Throwable failure) {
        if (failure instanceof PayloadException known) {
            return known;
        }
        if (failure instanceof StackOverflowError) {
            return new PayloadException(
                    whole() + " is nested too deeply to be serialized: the stack of this thread overflowed. Send it in"
                            + " a flatter form, such as a list, or encode it on a thread with a larger stack.",
                    TaskRun.NONE,
                    typeOfFirst(),
                    whole(),
                    failure);
        }
        if (failure instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        if (failure instanceof SizeLimitException size) {
            return new PayloadException(
                    whole() + " is too large: at least " + size.size() + " bytes, and " + size.limit()
                            + " is the limit for one call or result. Send it in parts, or send the name of a file.",
                    TaskRun.NONE,
                    "",
                    whole(),
                    failure);
        }
        if (failure instanceof UntravellableException untravellable) {
            return untravellable(untravellable.value(), untravellable.reason(), untravellable.getCause());
        }
        if (failure instanceof NotSerializableException && last != null) {
            return untravellable(last, "", failure);
        }
        return userCode(failure);
    }

    /** A record, or an optional or entry that does not change, that contains itself. */
    static PayloadException inItself(ObjectPath.Found cycle) {
        boolean record = cycle.object() instanceof Record;
        String type = cycle.object().getClass().getName();
        String kind = record ? "record" : "object";
        return new PayloadException(
                cycle.path() + " is the " + kind + " " + type + " again that it lies in. A " + kind
                        + " of this type that contains itself cannot be rebuilt, because its constructor needs its"
                        + " components first. Break the cycle, or "
                        + (record ? "make it" : "put in its place")
                        + " a class that implements Serializable.",
                TaskRun.NONE,
                type,
                cycle.path(),
                null);
    }

    private PayloadException untravellable(Object value, String reason, @Nullable Throwable cause) {
        String type = value instanceof Class<?> self
                ? self.getName()
                : value.getClass().getName();
        String path = find(each -> each == value).map(ObjectPath.Found::path).orElseGet(this::whole);
        String message = reason.isEmpty()
                ? path + " cannot travel to another process: " + Remedy.forValue(value, path)
                : path + " (" + type + ") cannot travel to another process: " + reason + ": " + cause;
        return new PayloadException(message, TaskRun.NONE, type, path, cause);
    }

    private PayloadException userCode(Throwable failure) {
        Optional<StackTraceElement> hook = List.of(failure.getStackTrace()).stream()
                .filter(frame -> HOOKS.contains(frame.getMethodName())
                        && !frame.getClassName().startsWith("java."))
                .findFirst();
        String type = hook.map(StackTraceElement::getClassName)
                .orElseGet(() -> last == null ? typeOfFirst() : last.getClass().getName());
        String path = find(each -> each.getClass().getName().equals(type))
                .map(ObjectPath.Found::path)
                .orElseGet(this::whole);
        String thrower = hook.map(frame -> frame.getClassName() + "." + frame.getMethodName() + " threw ")
                .orElse("");
        return new PayloadException(
                path + " (" + type + ") could not be encoded: " + thrower + failure
                        + ". Mend what the cause shows; if another thread changes the object meanwhile, send a copy.",
                TaskRun.NONE,
                type,
                path,
                failure);
    }

    private Optional<ObjectPath.Found> find(Predicate<Object> wanted) {
        for (int i = 0; i < values.size(); i++) {
            Optional<ObjectPath.Found> found = ObjectPath.find(values.get(i), what.apply(i), wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private String whole() {
        return values.size() == 1 ? what.apply(0) : "what is sent";
    }

    private String typeOfFirst() {
        Object first = values.isEmpty() ? null : values.get(0);
        return first == null ? "" : first.getClass().getName();
    }
}
