package dev.myriapod.examples.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts words in a text that comes in pieces. A word is a run of Unicode letters and digits; upper and lower case are the
 * same. Words of more than 64 characters are counted, but not told apart: such runs are data, and could be of any length.
 */
public final class WordCount {
    private static final int LONGEST = 64;

    private final Map<String, Long> frequencies = new HashMap<>();
    private final StringBuilder word = new StringBuilder();
    private int wordLength;
    private long words;

    /** The next piece, which must not end within a surrogate pair. */
    public void add(CharSequence piece) {
        for (int i = 0; i < piece.length(); ) {
            int character = Character.codePointAt(piece, i);
            i += Character.charCount(character);
            if (!Character.isLetterOrDigit(character)) {
                endWord();
            } else if (++wordLength <= LONGEST) {
                word.appendCodePoint(character);
            }
        }
    }

    /** The text ends here. */
    public void end() {
        endWord();
    }

    /** Adds what another has counted. */
    public void add(WordCount other) {
        words += other.words;
        other.frequencies.forEach((key, count) -> frequencies.merge(key, count, Long::sum));
    }

    public long words() {
        return words;
    }

    public Map<String, Long> frequencies() {
        return frequencies;
    }

    private void endWord() {
        if (wordLength == 0) {
            return;
        }
        words++;
        if (wordLength <= LONGEST) {
            frequencies.merge(word.toString().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
        word.setLength(0);
        wordLength = 0;
    }
}
