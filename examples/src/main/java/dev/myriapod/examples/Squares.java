package dev.myriapod.examples;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.function.RemoteConsumer;
import java.util.ArrayList;
import java.util.List;

/**
 * A function in a process of its own for each number, then the same by a pool.
 *
 * <p>The like of Python's {@code multiprocessing.Process(target=square, args=(number,))} for five numbers and {@code
 * Process(target=worker_function, args=(i,))} for four workers, and of {@code ProcessPoolExecutor().map(square, data)} and
 * {@code map(worker_function, range(4))}.
 */
public final class Squares {
    private Squares() {}

    static void printSquare(int number) {
        System.out.println("The square of " + number + " is " + square(number));
    }

    static void work(int worker) {
        System.out.println(workText(worker));
    }

    static int square(int x) {
        return x * x;
    }

    static String workText(int worker) {
        return "Worker " + worker + " is working";
    }

    /** Needs no arguments. */
    public static void main(String[] args) throws InterruptedException {
        List<Integer> numbers = List.of(1, 2, 3, 4, 5);
        List<Integer> workers = List.of(0, 1, 2, 3);
        try (Myriapod myriapod = Myriapod.local()) {
            eachInItsProcess(myriapod, Squares::printSquare, numbers);
            System.out.println("All processes have finished.");

            eachInItsProcess(myriapod, Squares::work, workers);
            System.out.println("All workers have finished");

            try (ProcessPool pool = myriapod.pool()) {
                for (int result : pool.map(Squares::square, numbers)) {
                    System.out.println(result);
                }
                for (String result : pool.map(Squares::workText, workers)) {
                    System.out.println(result);
                }
            }
        }
    }

    private static void eachInItsProcess(Myriapod myriapod, RemoteConsumer<Integer> function, List<Integer> items)
            throws InterruptedException {
        List<ChildProcess> processes = new ArrayList<>();
        for (int item : items) {
            processes.add(myriapod.process(function, item).start());
        }
        for (ChildProcess process : processes) {
            process.join();
        }
    }
}
