package dev.myriapod.coordinator.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisitorTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Visitor visitor = new Visitor(channel, () -> 0, 100);

    VisitorTest() {
        channel.pipeline().addFirst(visitor);
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    private void write(int bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    @Test
    void aStrangerThatWritesTooMuchIsClosed() {
        write(Visitor.MOST_BYTES_OF_A_STRANGER - 1);
        write(1);
        assertThat(channel.isOpen()).isTrue();
        write(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoHasShownTheTokenMayWriteWhatItLikes() {
        write(Visitor.MOST_BYTES_OF_A_STRANGER);
        visitor.admitted(10);
        write(Visitor.MOST_BYTES_OF_A_STRANGER);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aStrangerIsNotHeldToSilenceAndAKnownPeerIs() {
        assertThat(visitor.lives(1_000, 10)).isTrue();
        visitor.admitted(10);
        assertThat(visitor.lives(80, 10)).isTrue();
        assertThat(visitor.lives(90, 10)).isFalse();
    }
}
