package dev.myriapod.client.segment;

import dev.myriapod.proto.v1.SegmentMade;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/*
 * The path is a descriptor of the coordinator's process. In another container it leads to nothing, or to anything. So the file
 * must prove itself before a byte is written: by the name that it once had, and by the same behind its last byte.
 */
/**
 * A segment's file, mapped.
 *
 * @param outgoing the slots of this process
 * @param incoming those of the coordinator
 * @param slotBytes the size of each
 */
record Mapped(ByteBuffer outgoing, ByteBuffer incoming, int slots, int slotBytes) {
    private static final int MOST_SLOTS = 1024;

    /** Maps it; throws if it is not to be found, or not what was said. */
    static Mapped map(SegmentMade made) throws IOException {
        long half = (long) made.getSlots() * made.getSlotBytes();
        if (made.getSlots() < 1 || made.getSlots() > MOST_SLOTS || made.getSlotBytes() < 1 || half > 1 << 30) {
            throw new IOException("a segment of " + made.getSlots() + " slots of " + made.getSlotBytes() + " bytes");
        }
        Path path = Path.of(made.getPath());
        if (made.getStamp().isEmpty()
                || !Files.readSymbolicLink(path).toString().contains(made.getStamp())) {
            throw new IOException("another file is there");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] stamp = made.getStamp().getBytes(StandardCharsets.US_ASCII);
            // In this order: to read may block if it is no file.
            if (channel.size() != 2 * half + stamp.length || !bears(channel, 2 * half, stamp)) {
                throw new IOException("another file is there by now");
            }
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * half);
            return new Mapped(
                    all.slice(0, (int) half), all.slice((int) half, (int) half), made.getSlots(), made.getSlotBytes());
        }
    }

    private static boolean bears(FileChannel channel, long position, byte[] stamp) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(stamp.length);
        while (found.hasRemaining()) {
            if (channel.read(found, position + found.position()) < 0) {
                return false;
            }
        }
        return found.flip().equals(ByteBuffer.wrap(stamp));
    }
}
