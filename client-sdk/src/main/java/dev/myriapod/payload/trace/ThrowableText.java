package dev.myriapod.payload.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as text, in the form of {@link Throwable#printStackTrace()}, of limited length, whatever its own methods do.
 * Used once.
 */
public final class ThrowableText {
    private static final Pattern FRAME = Pattern.compile("\tat (?:[^\\s(]*/)?([^(]+)\\.([^.(]+)\\((.*)\\)");
    private static final Pattern FILE_AND_LINE = Pattern.compile("(.+):(\\d+)");
    private static final int NATIVE = -2;
    private static final int UNKNOWN = -1;

    /** Causes of causes beyond this are left out, so that the stack of this thread is enough. */
    private static final int MAX_DEPTH = 500;

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final UnaryOperator<StackTraceElement[]> trim;
    private final int most;
    private int depth;

    private ThrowableText(UnaryOperator<StackTraceElement[]> trim, int most) {
        this.trim = trim;
        this.most = most;
    }

    /** Its stack trace with causes and suppressed ones, frames trimmed, of at most so many chars. */
    public static String print(Throwable throwable, UnaryOperator<StackTraceElement[]> trim, int most) {
        ThrowableText printer = new ThrowableText(trim, most);
        printer.append(throwable, "", "", null);
        return cut(printer.text.toString(), most);
    }

    /** What it says of itself, of at most so many chars; empty if it says nothing or fails to. */
    public static String message(Throwable throwable, int most) {
        return cut(ask(throwable::getMessage).orElse(""), most);
    }

    private void append(Throwable throwable, String indent, String caption, StackTraceElement @Nullable [] enclosing) {
        if (text.length() > most || depth > MAX_DEPTH) {
            return;
        }
        depth++;
        String self = ask(throwable::toString).orElse(throwable.getClass().getName());
        if (!seen.add(throwable)) {
            line(indent + caption + "[CIRCULAR REFERENCE: " + self + "]");
            depth--;
            return;
        }
        line(indent + caption + self);
        StackTraceElement[] frames = trim.apply(Frames.of(throwable));
        int common = Frames.inCommon(frames, enclosing);
        for (int i = 0; i < frames.length - common; i++) {
            line(indent + "\tat " + frames[i]);
        }
        if (common > 0) {
            line(indent + "\t... " + common + " more");
        }
        for (Throwable suppressed : throwable.getSuppressed()) {
            append(suppressed, indent + "\t", "Suppressed: ", frames);
        }
        ask(throwable::getCause).ifPresent(cause -> append(cause, indent, "Caused by: ", frames));
        depth--;
    }

    private void line(String line) {
        if (text.length() <= most) {
            text.append(line).append('\n');
        }
    }

    private static <T> Optional<T> ask(Supplier<@Nullable T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException | Error e) {
            // User code that fails while its failure is reported; the rest of the report matters more.
            return Optional.empty();
        }
    }

    /** Also makes proper Unicode of it, which protobuf insists on. */
    private static String cut(String text, int most) {
        String shorter = text.length() <= most ? text : text.substring(0, most);
        return new String(shorter.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** The frames of the outermost throwable in a text that {@link #print} made. */
    public static StackTraceElement[] frames(String printed) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                frames.add(frame(frame.group(1), frame.group(2), frame.group(3)));
            } else if (!frames.isEmpty()) {
                break;
            }
        }
        return frames.toArray(StackTraceElement[]::new);
    }

    private static StackTraceElement frame(String type, String method, String place) {
        Matcher line = FILE_AND_LINE.matcher(place);
        if (line.matches()) {
            return new StackTraceElement(type, method, line.group(1), Integer.parseInt(line.group(2)));
        }
        return switch (place) {
            case "Native Method" -> new StackTraceElement(type, method, null, NATIVE);
            case "Unknown Source" -> new StackTraceElement(type, method, null, UNKNOWN);
            default -> new StackTraceElement(type, method, place, UNKNOWN);
        };
    }
}
