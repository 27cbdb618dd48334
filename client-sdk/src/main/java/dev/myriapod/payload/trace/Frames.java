package dev.myriapod.payload.trace;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stack traces without the frames that are Myriapod's own. */
public final class Frames {
    private static final String OWN_PACKAGES = "dev.myriapod.";

    private Frames() {}

    /**
     * The frames above the place where Myriapod called the user's function. If a function was called inside of another one
     * on the same thread, the outermost counts.
     *
     * @param caller the class that calls the user's functions
     */
    public static StackTraceElement[] above(StackTraceElement[] frames, String caller) {
        int end = frames.length - 1;
        while (end >= 0 && !frames[end].getClassName().equals(caller)) {
            end--;
        }
        while (end > 0 && isPlumbing(frames[end - 1], caller)) {
            end--;
        }
        return end <= 0 ? frames : Arrays.copyOf(frames, end);
    }

    private static boolean isPlumbing(StackTraceElement frame, String caller) {
        String name = frame.getClassName();
        return name.equals(caller)
                || name.startsWith("java.lang.reflect.")
                || name.startsWith("java.lang.invoke.")
                || name.startsWith("jdk.internal.reflect.");
    }

    /** The frames below the calls that went into Myriapod: where the user submitted. */
    public static StackTraceElement[] belowOwn(StackTraceElement[] frames) {
        int begin = 0;
        while (begin < frames.length && (isOwn(frames[begin]) || isThread(frames[begin]))) {
            begin++;
        }
        return Arrays.copyOfRange(frames, begin, frames.length);
    }

    private static boolean isThread(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Thread")
                && frame.getMethodName().equals("getStackTrace");
    }

    /** By name and by origin, because users may name packages as we do; our own examples and tests do. */
    private static boolean isOwn(StackTraceElement frame) {
        if (!frame.getClassName().startsWith(OWN_PACKAGES)) {
            return false;
        }
        try {
            Class<?> type = Class.forName(frame.getClassName(), false, Frames.class.getClassLoader());
            CodeSource theirs = type.getProtectionDomain().getCodeSource();
            CodeSource ours = Frames.class.getProtectionDomain().getCodeSource();
            return theirs == null || ours == null || ours.equals(theirs);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Frames one after another, as one stack trace. */
    public static StackTraceElement[] join(
            StackTraceElement[] upper, StackTraceElement between, StackTraceElement[] lower) {
        return Stream.of(Stream.of(upper), Stream.of(between), Stream.of(lower))
                .flatMap(each -> each)
                .toArray(StackTraceElement[]::new);
    }

    /** How many frames at the bottom two traces have in common. */
    static int inCommon(StackTraceElement[] frames, StackTraceElement @Nullable [] enclosing) {
        int common = 0;
        while (enclosing != null
                && common < Math.min(frames.length, enclosing.length)
                && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
            common++;
        }
        return common;
    }
}
