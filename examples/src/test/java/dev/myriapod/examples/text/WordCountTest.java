package dev.myriapod.examples.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountTest {
    @Test
    void wordsGoOnFromPieceToPiece() {
        WordCount words = new WordCount();
        words.add("one tw");
        words.add("o Thr");
        words.add("ee, ONE");
        words.end();

        assertThat(words.words()).isEqualTo(4);
        assertThat(words.frequencies()).isEqualTo(Map.of("one", 2L, "two", 1L, "three", 1L));
    }

    @Test
    void veryLongWordsAreCountedButNotKept() {
        WordCount words = new WordCount();
        for (int i = 0; i < 1000; i++) {
            words.add("0123456789abcdef");
        }
        words.add(" " + "x".repeat(64) + " " + "y".repeat(65));
        words.end();

        assertThat(words.words()).isEqualTo(3);
        assertThat(words.frequencies()).containsOnlyKeys("x".repeat(64));
    }

    @Test
    void addsUp() {
        WordCount one = new WordCount();
        one.add("a b");
        one.end();
        WordCount other = new WordCount();
        other.add("b c");
        other.end();

        one.add(other);

        assertThat(one.words()).isEqualTo(4);
        assertThat(one.frequencies()).isEqualTo(Map.of("a", 1L, "b", 2L, "c", 1L));
    }
}
