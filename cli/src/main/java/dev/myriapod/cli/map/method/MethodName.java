package dev.myriapod.cli.map.method;

import java.util.regex.Pattern;

/** A method as it is named on the command line: {@code some.pack.Type::method}. */
public record MethodName(String type, String method) {
    private static final String IDENTIFIER = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern FORM = Pattern.compile(IDENTIFIER + "(?:\\." + IDENTIFIER + ")*::" + IDENTIFIER);

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static MethodName parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not name a method. Write its class with the package,"
                            + " two colons and its name, such as com.example.Words::count; a nested class as Outer$Inner.");
        }
        int colons = text.indexOf("::");
        return new MethodName(text.substring(0, colons), text.substring(colons + 2));
    }

    @Override
    public String toString() {
        return type + "::" + method;
    }
}
