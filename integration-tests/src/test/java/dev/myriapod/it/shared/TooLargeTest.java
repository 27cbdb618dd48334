package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedList;
import dev.myriapod.shared.data.SharedValue;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.Pipe;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is larger than a payload may be is refused at the call, and the object is as before. */
@ExtendWith(CleanHouse.class)
@Timeout(60)
class TooLargeTest {
    /** Almost 2 GB that take no room: the same megabyte, again and again. */
    private static final BytesValue TOO_LARGE = BytesValue.of(rope());

    private static final BytesValue SMALL = BytesValue.of(ByteString.copyFromUtf8("small"));

    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private static ByteString rope() {
        ByteString rope = ByteString.copyFrom(new byte[1 << 20]);
        ByteString whole = ByteString.copyFrom(new byte[(1 << 20) - 1024]);
        for (int i = 0; i < 10; i++) {
            whole = whole.concat(rope);
            rope = rope.concat(rope);
        }
        return whole.concat(rope);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("too large")
                .hasMessageContaining("is the limit");
    }

    @Test
    void anElementOfAQueue() throws Exception {
        SharedQueue<BytesValue> queue = hosted.cluster().queue();
        assertRefused(() -> queue.put(TOO_LARGE));
        assertRefused(() -> queue.offer(TOO_LARGE));
        queue.put(SMALL);
        assertThat(queue.take()).isEqualTo(SMALL);
        assertThat(queue.poll()).isNull();
        queue.detach();
    }

    @Test
    void aValueOfADict() {
        SharedDict<String, BytesValue> dict = hosted.cluster().dict();
        assertThat(dict.put("key", SMALL)).isNull();
        assertRefused(() -> dict.put("key", TOO_LARGE));
        assertRefused(() -> dict.putAll(Map.of("other", SMALL, "key", TOO_LARGE)));
        assertThat(dict.copy()).containsExactly(Map.entry("key", SMALL));
        dict.detach();
    }

    @Test
    void anElementOfAList() {
        SharedList<BytesValue> list = hosted.cluster().list();
        assertThat(list.add(SMALL)).isTrue();
        assertRefused(() -> list.add(TOO_LARGE));
        assertRefused(() -> list.set(0, TOO_LARGE));
        assertThat(list).containsExactly(SMALL);
        list.detach();
    }

    @Test
    void aValue() {
        SharedValue<BytesValue> value = hosted.cluster().value("value", SMALL);
        assertRefused(() -> value.set(TOO_LARGE));
        assertThat(value.get()).isEqualTo(SMALL);
        value.delete();
    }

    @Test
    void aMessageThroughAPipe() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        try (Connection first = pipe.first();
                Connection second = pipe.second()) {
            assertRefused(() -> first.send(TOO_LARGE));
            first.send(SMALL);
            assertThat(second.receive()).isEqualTo(SMALL);
        }
        pipe.delete();
    }
}
