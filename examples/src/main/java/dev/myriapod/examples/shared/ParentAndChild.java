package dev.myriapod.examples.shared;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.Connections;
import dev.myriapod.shared.pipe.Pipe;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/**
 * A parent and its child talk over a pipe, in both directions; then the parent waits for whatever comes next.
 *
 * <p>The like of the Python program with {@code f(conn)}, {@code parent_conn, child_conn = Pipe()}, {@code send} and {@code
 * recv}; and of {@code multiprocessing.connection.wait}.
 */
public final class ParentAndChild {
    private ParentAndChild() {}

    static void talk(Connection parent) throws IOException, InterruptedException {
        parent.send("a message from child to parent");
        System.out.println("The child has received: " + parent.receive());
        parent.close();
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Myriapod myriapod = Myriapod.local()) {
            Pipe pipe = myriapod.pipe();
            Connection child = pipe.first();
            ChildProcess process =
                    myriapod.process(ParentAndChild::talk, pipe.second()).start();
            System.out.println("The parent has received: " + child.receive());
            child.send("a message from parent to child");

            // The child closes its end, or ends; the former is part of the latter.
            if (!Connections.wait(List.of(child, process)).isEmpty()) {
                try {
                    System.out.println("The parent has received: " + child.receive());
                } catch (EOFException end) {
                    System.out.println("The child has nothing more to say.");
                }
            }
            process.join();
            System.out.println("The child has ended with " + process.exitCode().orElseThrow());
        }
    }
}
