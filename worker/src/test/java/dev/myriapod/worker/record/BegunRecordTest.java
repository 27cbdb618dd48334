package dev.myriapod.worker.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BegunRecordTest {
    private Path file;

    @BeforeEach
    void file(@TempDir Path directory) {
        file = directory.resolve("worker-1.record");
    }

    @Test
    void keepsTheHighest() throws IOException {
        BegunRecord.create(file);
        assertThat(BegunRecord.read(file)).isZero();

        BegunRecord record = BegunRecord.open(file);
        record.begun(3);
        assertThat(BegunRecord.read(file)).isEqualTo(3);
        record.begun(2);
        assertThat(BegunRecord.read(file)).isEqualTo(3);
        LongStream.rangeClosed(1, 100_000).parallel().forEach(record::begun);
        assertThat(BegunRecord.read(file)).isEqualTo(100_000);
    }

    @Test
    void isLittleEndian() throws IOException {
        BegunRecord.create(file);
        BegunRecord.open(file).begun(0x0102);

        assertThat(Files.readAllBytes(file)).containsExactly(2, 1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void isNeverMadeTwiceNorUpFromNothing() throws IOException {
        assertThatThrownBy(() -> BegunRecord.open(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> BegunRecord.read(file)).isInstanceOf(NoSuchFileException.class);
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> BegunRecord.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> BegunRecord.open(file)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> BegunRecord.read(file)).isInstanceOf(EOFException.class);
    }
}
