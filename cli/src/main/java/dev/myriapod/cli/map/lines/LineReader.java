package dev.myriapod.cli.map.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines that end with LF or CR LF, or with the input. Used by one thread. */
public final class LineReader {
    /** So that an input without any line's end, such as /dev/zero, costs no more memory than this. */
    private static final int LONGEST = 64 << 20;

    /** How much of a line that is too long is shown. */
    private static final int SHOWN = 200;

    private final InputStream in;
    private final Charset charset;
    private final int longest;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int end;
    private long number;

    /** Of this input, in a charset in which a line feed is one byte. */
    public LineReader(InputStream in, Charset charset) {
        this(in, charset, LONGEST);
    }

    LineReader(InputStream in, Charset charset, int longest) {
        this.in = in;
        this.charset = charset;
        this.longest = longest;
    }

    /** The next line; null at the end. */
    @Nullable
    public Line next() throws IOException {
        ByteArrayOutputStream begun = null;
        boolean tooLong = false;
        while (true) {
            if (position == end && !fill()) {
                return begun == null ? null : line(begun.toByteArray(), tooLong);
            }
            int from = position;
            int newline = indexOfNewline();
            int to = newline < 0 ? end : newline;
            position = newline < 0 ? end : newline + 1;
            if (newline >= 0 && begun == null) {
                return line(Arrays.copyOfRange(buffer, from, to), to - from > longest);
            }
            if (begun == null) {
                begun = new ByteArrayOutputStream(2 * buffer.length);
            }
            int room = longest - begun.size();
            tooLong |= to - from > room;
            begun.write(buffer, from, Math.min(to - from, room));
            if (newline >= 0) {
                return line(begun.toByteArray(), tooLong);
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int indexOfNewline() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Line line(byte[] bytes, boolean tooLong) {
        number++;
        if (tooLong) {
            String begin = new String(bytes, 0, Math.min(SHOWN, bytes.length), charset);
            return new Line(number, begin + "...", SHOWN, "the line is longer than " + longest + " bytes");
        }
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return new Line(number, text, bytes.length, "");
        } catch (CharacterCodingException e) {
            String text = new String(bytes, 0, length, charset);
            return new Line(number, text, bytes.length, "the line is not " + charset + "; --charset names another one");
        }
    }
}
