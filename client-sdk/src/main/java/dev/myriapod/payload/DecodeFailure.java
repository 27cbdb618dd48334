package dev.myriapod.payload;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.shape.ClassLookup;
import java.io.InvalidClassException;
import org.jspecify.annotations.Nullable;

/** Says why bytes could not be decoded, and what to do. */
final class DecodeFailure {
    private DecodeFailure() {}

    /** The failure as the caller shall see it. */
    static PayloadException of(Throwable failure) {
        if (failure instanceof PayloadException known) {
            return known;
        }
        if (failure instanceof StackOverflowError) {
            return failure(
                    "", "its objects are nested too deeply for the stack of this thread. Send a flatter form", failure);
        }
        if (failure instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        if (failure instanceof MalformedException) {
            return failure(
                    "",
                    failure.getMessage() + ". The data is damaged, or was not made by Myriapod; if the two sides run"
                            + " different versions of Myriapod, give both the same",
                    failure);
        }
        if (failure instanceof ClassNotFoundException missing) {
            return ClassLookup.missing(ClassLookup.nameIn(missing.getMessage()), missing);
        }
        if (failure instanceof LinkageError) {
            return ClassLookup.unusable(ClassLookup.nameIn(failure.getMessage()), failure);
        }
        if (failure instanceof InvalidClassException invalid) {
            return invalidClass(invalid);
        }
        return failure(
                "",
                failure + ". If its stack trace shows a class of yours, that class cannot be rebuilt from what it wrote"
                        + " (readObject, readResolve, equals, hashCode or compareTo); otherwise the data is damaged",
                failure);
    }

    private static PayloadException invalidClass(InvalidClassException invalid) {
        // A filter's refusal comes as a cause, with a message of its own.
        if (invalid.getCause() instanceof PayloadException refused) {
            return new PayloadException(
                    String.valueOf(refused.getMessage()), TaskRun.NONE, refused.typeName(), "", invalid);
        }
        String type = invalid.classname == null ? "" : invalid.classname;
        return failure(
                type,
                "the class " + type + " does not fit: " + invalid.getMessage()
                        + ". The two JVMs have different versions of it: rebuild, and give both the same class path",
                invalid);
    }

    private static PayloadException failure(String type, @Nullable String why, Throwable cause) {
        return new PayloadException("A payload cannot be decoded: " + why + ".", TaskRun.NONE, type, "", cause);
    }
}
