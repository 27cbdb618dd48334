package dev.myriapod.examples.text;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Reads one text in UTF-8, in pieces, so that its size does not matter. */
public final class TextFile {
    /** A file with a NUL byte, or with bytes that are no UTF-8, this near to its begin counts as binary. */
    private static final int BINARY_WITHIN = 8192;

    private static final int PIECE = 65536;

    private TextFile() {}

    /**
     * Counts the words of a file and writes its upper-case copy.
     *
     * @return how many bytes were read
     * @throws NotTextException if it is no text
     * @throws FileSystemException which names the file, if it cannot be read
     * @throws IOException any other, if the copy cannot be written; after each of them the copy is incomplete
     */
    public static long copyUpperCase(Path file, Path copy, WordCount words) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                Writer out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            ByteBuffer bytes = ByteBuffer.allocate(PIECE);
            CharBuffer characters = CharBuffer.allocate(PIECE);
            long read = 0;
            boolean end = false;
            while (!end) {
                int before = bytes.position();
                int count = read(in, file, bytes);
                end = count < 0;
                bytes.flip();
                refuseNul(bytes, before, read);
                read += Math.max(0, count);
                CoderResult result = decoder.decode(bytes, characters, end);
                if (result.isError()) {
                    long position = read - bytes.remaining();
                    throw new NotTextException("no UTF-8 at byte " + position, position < BINARY_WITHIN);
                }
                bytes.compact();
                characters.flip();
                // The decoder never parts a surrogate pair, so each piece is whole characters, and the upper case of a
                // character does not depend on its neighbours.
                words.add(characters);
                out.write(characters.toString().toUpperCase(Locale.ROOT));
                characters.clear();
            }
            words.end();
            return read;
        }
    }

    /** A failure here names the file, as one to open it does; one to write the copy does not. */
    private static int read(FileChannel in, Path file, ByteBuffer bytes) throws IOException {
        try {
            return in.read(bytes);
        } catch (IOException e) {
            FileSystemException unreadable = new FileSystemException(file.toString(), null, e.getMessage());
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    /** Looks at what was just read: from index {@code from} on, which is byte {@code position} of the file. */
    private static void refuseNul(ByteBuffer bytes, int from, long position) throws NotTextException {
        for (int i = from; i < bytes.limit() && position + i - from < BINARY_WITHIN; i++) {
            if (bytes.get(i) == 0) {
                throw new NotTextException("a NUL byte at byte " + (position + i - from), true);
            }
        }
    }
}
