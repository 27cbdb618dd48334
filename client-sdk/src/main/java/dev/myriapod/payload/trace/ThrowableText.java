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
 */
public final class ThrowableText {
    private static final Pattern FRAME = Pattern.compile("\tat (?:[^\\s(]*/)?([^(]+)\\.([^.(]+)\\((.*)\\)");
    private static final Pattern FILE_AND_LINE = Pattern.compile("(.+):(\\d+)");
    private static final StackTraceElement[] NO_FRAMES = {};
    private static final int NATIVE = -2;
    private static final int UNKNOWN = -1;

    /** What a throwable says of itself is cut here, so that there is room for its frames. */
    private static final int LONGEST_SELF = 64 * 1024;

    /** Causes of causes beyond this are left out, so that the stack of this thread is enough. */
    private static final int MAX_DEPTH = 500;

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final UnaryOperator<StackTraceElement[]> trim;
    private final int most;
    private int depth;
    private @Nullable Throwable trouble;

    private ThrowableText(UnaryOperator<StackTraceElement[]> trim, int most) {
        this.trim = trim;
        this.most = most;
    }

    /** Prints a throwable with causes and suppressed ones, frames trimmed. */
    public static ThrowableText of(Throwable throwable, UnaryOperator<StackTraceElement[]> trim, int most) {
        ThrowableText printer = new ThrowableText(trim, most);
        printer.append(throwable, "", "", null);
        return printer;
    }

    /** Its printed stack trace, cut. */
    public String stackTrace() {
        return cut(text.toString(), most);
    }

    /** What it says of itself, cut; empty if it says nothing or fails to. */
    public String message(Throwable throwable, int longest) {
        return cut(ask(throwable::getMessage).orElse(""), longest);
    }

    /** What one of the throwables threw when it was asked about itself; empty if none did. */
    public Optional<Throwable> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void append(Throwable throwable, String indent, String caption, StackTraceElement @Nullable [] enclosing) {
        if (text.length() > most || depth > MAX_DEPTH) {
            return;
        }
        depth++;
        String self =
                shortened(ask(throwable::toString).orElse(throwable.getClass().getName()), LONGEST_SELF);
        if (!seen.add(throwable)) {
            line(indent + caption + "[CIRCULAR REFERENCE: " + self + "]");
            depth--;
            return;
        }
        line(indent + caption + self);
        StackTraceElement[] frames = trim.apply(ask(throwable::getStackTrace).orElse(NO_FRAMES));
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

    private <T> Optional<T> ask(Supplier<@Nullable T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException | Error e) {
            trouble = e;
            return Optional.empty();
        }
    }

    /** Also makes proper Unicode of it, which protobuf insists on. */
    private static String cut(String text, int most) {
        return new String(shortened(text, most).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** The frames of the outermost throwable in a text that {@link #stackTrace} gave. */
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
