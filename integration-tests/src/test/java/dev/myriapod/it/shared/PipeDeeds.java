package dev.myriapod.it.shared;

import dev.myriapod.Myriapod;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.Pipe;
import java.io.EOFException;
import java.io.IOException;

/** What other processes do with pipes. */
final class PipeDeeds {
    private PipeDeeds() {}

    /** Travels as a record of the user's own. */
    record Call(String what, Connection answer) {}

    static void talk(Connection parent) throws IOException, InterruptedException {
        parent.send("from the child");
        System.out.println(parent.receive());
        parent.close();
    }

    static long sum(Connection numbers) throws IOException, InterruptedException {
        long sum = 0;
        try {
            while (true) {
                sum += numbers.receive(Integer.class);
            }
        } catch (EOFException end) {
            return sum;
        }
    }

    static void echo(Connection connection) throws IOException, InterruptedException {
        try {
            while (true) {
                connection.send(connection.receive());
            }
        } catch (EOFException end) {
            connection.close();
        }
    }

    static void sayAndWait(Connection connection) throws IOException, InterruptedException {
        connection.send("here");
        Object unused = connection.receive();
    }

    static void fill(Connection connection) throws IOException, InterruptedException {
        while (true) {
            connection.sendBytes(new byte[1 << 20]);
        }
    }

    static String answer(Call call) throws IOException, InterruptedException {
        try (Connection connection = call.answer()) {
            connection.send("done: " + call.what());
        }
        return call.what();
    }

    static Connection same(Connection connection) {
        return connection;
    }

    static Connection newPipe(SharedQueue<Connection> others) throws InterruptedException {
        Pipe pipe = Myriapod.current().pipe();
        others.put(pipe.first());
        return pipe.second();
    }

    static String viaAConnection(Connection box) throws IOException, InterruptedException {
        try (Connection sent = box.receive(Connection.class)) {
            return sent.receive(String.class);
        }
    }

    static String useFirst(Pipe pipe) throws IOException, InterruptedException {
        pipe.first().send("by the pipe");
        return pipe.name();
    }

    static void nothing(Connection connection) {}
}
