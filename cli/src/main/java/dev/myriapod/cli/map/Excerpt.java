package dev.myriapod.cli.map;

/** The begin of what is too long to be shown. */
final class Excerpt {
    private Excerpt() {}

    /** The text, or about as much of it and three dots; never half of a character that is two in Java. */
    static String of(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "...";
    }
}
