package dev.myriapod.it.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.Myriapod;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs that know nothing of each other but an address, a token and a name. */
@ExtendWith(CleanHouse.class)
@Tag("long")
@Timeout(120)
class NamedObjectsTest {
    @Test
    void anotherProgramSharesAQueueByAddressTokenAndName() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere();
                Myriapod cluster = elsewhere.connect();
                Program other = new Program(RemoteQueueProgram.class, elsewhere.uri())) {
            SharedQueue<String> questions = cluster.queue("questions");
            SharedQueue<String> answers = cluster.queue("answers");
            questions.put("who is there?");
            assertThat(answers.take()).isEqualTo("who is there? " + other.await("answers as"));
        }
    }

    @Test
    void whatHasANameOutlivesTheClientThatMadeIt() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            try (Myriapod first = elsewhere.connect()) {
                first.<String>queue("letters").put("dear reader");
            }
            try (Myriapod second = elsewhere.connect()) {
                assertThat(second.<String>queue("letters").take()).isEqualTo("dear reader");
            }
        }
    }

    /** Several times in a row: an address that was in use a moment ago is free. */
    @Test
    void theSameAddressServesAgainAtOnceAndNothingOfBeforeIsThere() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            String uri = elsewhere.uri();
            for (int round = 0; round < 5; round++) {
                try (Myriapod cluster = elsewhere.connect()) {
                    SharedQueue<Integer> queue = cluster.queue("rounds");
                    assertThat(queue).isEmpty();
                    queue.put(round);
                    assertThat(queue.size()).isEqualTo(1);
                    elsewhere.endCoordinator();
                    assertThatThrownBy(queue::take).isInstanceOf(CoordinatorLostException.class);
                }
                elsewhere.begin();
                assertThat(elsewhere.uri()).isEqualTo(uri);
            }
        }
    }
}
