package dev.myriapod.worker.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRecordTest {
    private Path file;

    @BeforeEach
    void file(@TempDir Path directory) {
        file = directory.resolve("worker-1.record");
    }

    @Test
    void knowsWhatHasBegunAndWhatOfItRuns() throws IOException {
        TaskRecord.create(file, 3);
        assertThat(TaskRecord.read(file)).isEqualTo(new TaskRecord.Contents(0, List.of()));

        TaskRecord record = TaskRecord.open(file, 3);
        record.begun(2, 1);
        record.begun(0, 2);
        assertThat(TaskRecord.read(file)).isEqualTo(new TaskRecord.Contents(2, List.of(2L, 1L)));
        record.ended(2);
        assertThat(TaskRecord.read(file)).isEqualTo(new TaskRecord.Contents(2, List.of(2L)));
        record.begun(2, 3);
        record.ended(0);
        record.begun(0, 4);
        assertThat(TaskRecord.read(file)).isEqualTo(new TaskRecord.Contents(4, List.of(4L, 3L)));
    }

    @Test
    void isLittleEndian() throws IOException {
        TaskRecord.create(file, 1);
        TaskRecord.open(file, 1).begun(0, 0x0102);

        assertThat(Files.readAllBytes(file)).containsExactly(2, 1, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aTaskWhoseBeginWasCutShortHasNotBegun() throws IOException {
        Files.write(file, new byte[] {4, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0});

        assertThat(TaskRecord.read(file)).isEqualTo(new TaskRecord.Contents(4, List.of()));
    }

    @Test
    void isNeverMadeTwiceNorUpFromNothing() throws IOException {
        assertThatThrownBy(() -> TaskRecord.open(file, 1)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> TaskRecord.read(file)).isInstanceOf(NoSuchFileException.class);
        Files.write(file, new byte[15]);
        assertThatThrownBy(() -> TaskRecord.create(file, 1)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> TaskRecord.open(file, 1)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> TaskRecord.read(file)).isInstanceOf(EOFException.class);
    }
}
