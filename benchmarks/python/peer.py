"""Python's side of the benchmarks: peer.py WORKLOAD [--tiny]

Speaks as our driver does: reads "warm-up SECONDS" and "round", line by line, and answers each with one line of JSON, the figures
of the last round. Ends with its input. Only the standard library; Python 3.9 or newer.
"""

import concurrent.futures
import contextlib
import json
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from typing import NamedTuple

WORKERS = 2
LARGE = 64 << 20
BLOCK = 64 << 10
KEYS = 100
THREADS = 4
PROGRAM = "--program"

WORKLOADS = {}


def workload(name):
    """Enters a generator function: what it yields plays one round; what comes after that is its end."""

    def enter(function):
        WORKLOADS[name] = function
        return function

    return enter


class Scale:
    def __init__(self, tiny):
        self.tiny = tiny

    def size(self, full, if_tiny):
        return if_tiny if self.tiny else full


def check(what, expected, found):
    if expected != found:
        raise AssertionError(f"{what} should be {expected} and is {found}: these figures would mean nothing")


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def finished(processes):
    for process in processes:
        process.join()
        check("an exit code", 0, process.exitcode)


# ---- functions that run in other processes


class Reading(NamedTuple):
    sensor: int
    at: int
    value: float


def same(value):
    return value


def square(value):
    return value * value


def doubled(reading):
    return Reading(reading.sensor, reading.at, reading.value * 2)


def length(data):
    return len(data)


def zeros(count):
    return bytes(count)


def put_all(queue, element, count):
    for i in range(count):
        queue.put(i if element is None else element)


def take_ints(queue, count):
    return sum(queue.get() for _ in range(count))


def take_blocks(queue, count):
    return sum(len(queue.get()) for _ in range(count))


def answer(connection, count):
    for _ in range(count):
        connection.send(connection.recv())


def send_ints(connection, count):
    for i in range(count):
        connection.send(i)


def send_blocks(connection, count):
    block = bytes(BLOCK)
    for _ in range(count):
        connection.send_bytes(block)


def dict_gets(shared, count):
    keys = [f"key{i}" for i in range(KEYS)]
    begin = time.perf_counter()
    for i in range(count):
        check("a value", i % KEYS, shared[keys[i % KEYS]])
    return count / (time.perf_counter() - begin)


def dict_puts(shared, count):
    keys = [f"key{i}" for i in range(KEYS)]
    begin = time.perf_counter()
    for i in range(count):
        shared[keys[i % KEYS]] = i
    return count / (time.perf_counter() - begin)


def dict_thread(shared, prefix, count):
    keys = [f"{prefix}{i}" for i in range(KEYS)]
    for i in range(count):
        key = keys[i % KEYS]
        shared[key] = i
        check("a value", i, shared[key])


def dict_threads(shared, count):
    begin = time.perf_counter()
    threads = [
        threading.Thread(target=dict_thread, args=(shared, f"thread{i}-", count // 2)) for i in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return THREADS * count / (time.perf_counter() - begin)


def lock_pairs(lock, pairs):
    for _ in range(pairs):
        lock.acquire()
        lock.release()


# ---- workloads of a pool


@workload("noop")
def noop(scale):
    tasks = scale.size(100_000, 500)
    fewer = scale.size(20_000, 500)

    def play():
        begin = time.perf_counter()
        results = [pool.apply_async(same, (i,)) for i in range(tasks)]
        check("the sum of the results", tasks * (tasks - 1) // 2, sum(result.get() for result in results))
        pool_rate = tasks / (time.perf_counter() - begin)
        begin = time.perf_counter()
        futures = [executor.submit(same, i) for i in range(fewer)]
        check("the sum of the results", fewer * (fewer - 1) // 2, sum(future.result() for future in futures))
        return {"tasks/s": pool_rate, "ProcessPoolExecutor tasks/s": fewer / (time.perf_counter() - begin)}

    with multiprocessing.Pool(WORKERS) as pool, concurrent.futures.ProcessPoolExecutor(WORKERS) as executor:
        yield play


@workload("roundtrip")
def roundtrip(scale):
    tasks = scale.size(5_000, 100)

    def times(call):
        micros = []
        for i in range(tasks):
            begin = time.perf_counter()
            result = call(i)
            micros.append((time.perf_counter() - begin) * 1e6)
            check("a result", i, result)
        return micros

    def play():
        executors = times(lambda i: executor.submit(same, i).result())
        pools = times(lambda i: pool.apply(same, (i,)))
        return {
            "p50 us": percentile(executors, 0.5),
            "p99 us": percentile(executors, 0.99),
            "Pool.apply p50 us": percentile(pools, 0.5),
            "Pool.apply p99 us": percentile(pools, 0.99),
        }

    with multiprocessing.Pool(WORKERS) as pool, concurrent.futures.ProcessPoolExecutor(WORKERS) as executor:
        yield play


@workload("map")
def map_ints(scale):
    items = range(scale.size(1_000_000, 2_000))

    def play():
        begin = time.perf_counter()
        squares = pool.map(square, items)
        rate = len(items) / (time.perf_counter() - begin)
        check("the last result", items[-1] ** 2, squares[-1])
        return {"items/s": rate}

    with multiprocessing.Pool(WORKERS) as pool:
        yield play


@workload("map-records")
def map_records(scale):
    items = [Reading(i % 100, i * 1000, i / 7) for i in range(scale.size(1_000_000, 2_000))]

    def play():
        begin = time.perf_counter()
        results = pool.map(doubled, items)
        rate = len(items) / (time.perf_counter() - begin)
        check("the last result", items[-1].value * 2, results[-1].value)
        return {"items/s": rate}

    with multiprocessing.Pool(WORKERS) as pool:
        yield play


@workload("argument-64mb")
def argument(scale):
    data = bytes(scale.size(LARGE, 1 << 20))
    calls = scale.size(5, 1)

    def play():
        begin = time.perf_counter()
        for _ in range(calls):
            check("the length", len(data), pool.apply(length, (data,)))
        return {"MB/s": calls * len(data) / 1e6 / (time.perf_counter() - begin)}

    with multiprocessing.Pool(WORKERS) as pool:
        yield play


@workload("result-64mb")
def result(scale):
    count = scale.size(LARGE, 1 << 20)
    calls = scale.size(5, 1)

    def play():
        begin = time.perf_counter()
        for _ in range(calls):
            check("the length", count, len(pool.apply(zeros, (count,))))
        return {"MB/s": calls * count / 1e6 / (time.perf_counter() - begin)}

    with multiprocessing.Pool(WORKERS) as pool:
        yield play


# ---- workloads of shared objects; queues and pipes are inherited, so their two processes are made for each round


def between(producer, consumer, sent):
    """Seconds from the first to the last, and what the consumer says; the start of the processes does not count."""
    ready = multiprocessing.Barrier(3)
    answers = multiprocessing.SimpleQueue()
    processes = [
        multiprocessing.Process(target=after, args=(ready, None) + producer),
        multiprocessing.Process(target=after, args=(ready, answers) + consumer),
    ]
    for process in processes:
        process.start()
    ready.wait()
    begin = time.perf_counter()
    check("what was received", sent, answers.get())
    seconds = time.perf_counter() - begin
    finished(processes)
    return seconds


def after(ready, answers, function, *arguments):
    ready.wait()
    found = function(*arguments)
    if answers is not None:
        answers.put(found)


@workload("queue-small")
def queue_small(scale):
    count = scale.size(100_000, 500)

    def play():
        queue = multiprocessing.Queue()
        seconds = between(
            (put_all, queue, None, count), (take_ints, queue, count), count * (count - 1) // 2
        )
        return {"messages/s": count / seconds}

    yield play


@workload("queue-1mb")
def queue_large(scale):
    count = scale.size(500, 3)

    def play():
        queue = multiprocessing.Queue()
        seconds = between((put_all, queue, bytes(1 << 20), count), (take_blocks, queue, count), count << 20)
        return {"GB/s": (count << 20) / 1e9 / seconds}

    yield play


def receive_ints(connection, count):
    return sum(connection.recv() for _ in range(count))


def receive_blocks(connection, count):
    return sum(len(connection.recv_bytes()) for _ in range(count))


def ask(connection, count):
    for i in range(count):
        connection.send(i)
        check("an answer", i, connection.recv())
    return count


@workload("pipe-pingpong")
def pipe_pingpong(scale):
    count = scale.size(10_000, 50)

    def play():
        one, other = multiprocessing.Pipe()
        seconds = between((answer, other, count), (ask, one, count), count)
        return {"round trip us": seconds * 1e6 / count}

    yield play


@workload("pipe-stream")
def pipe_stream(scale):
    ints = scale.size(100_000, 500)
    blocks = scale.size(4_000, 20)

    def play():
        one, other = multiprocessing.Pipe()
        small = between((send_ints, other, ints), (receive_ints, one, ints), ints * (ints - 1) // 2)
        one, other = multiprocessing.Pipe()
        large = between((send_blocks, other, blocks), (receive_blocks, one, blocks), blocks * BLOCK)
        return {"messages/s": ints / small, "MB/s": blocks * BLOCK / 1e6 / large}

    yield play


def with_dict(function, count):
    with multiprocessing.Manager() as manager, multiprocessing.Pool(WORKERS) as pool:
        shared = manager.dict({f"key{i}": i for i in range(KEYS)})
        yield lambda: {"op/s": pool.apply(function, (shared, count))}


@workload("dict-get")
def dict_get(scale):
    yield from with_dict(dict_gets, scale.size(20_000, 200))


@workload("dict-put")
def dict_put(scale):
    yield from with_dict(dict_puts, scale.size(20_000, 200))


@workload("dict-4-threads")
def dict_4_threads(scale):
    yield from with_dict(dict_threads, scale.size(10_000, 100))


@workload("lock")
def lock(scale):
    pairs = scale.size(10_000, 100)

    def play():
        begin = time.perf_counter()
        pool.apply(lock_pairs, (shared, pairs))
        return {"pairs/s": pairs / (time.perf_counter() - begin)}

    with multiprocessing.Manager() as manager, multiprocessing.Pool(WORKERS) as pool:
        shared = manager.Lock()
        yield play


@workload("lock-contended")
def lock_contended(scale):
    pairs = scale.size(5_000, 50)

    def play():
        begin = time.perf_counter()
        both = [pool.apply_async(lock_pairs, (shared, pairs)) for _ in range(2)]
        for each in both:
            each.get()
        return {"pairs/s": 2 * pairs / (time.perf_counter() - begin)}

    with multiprocessing.Manager() as manager, multiprocessing.Pool(WORKERS) as pool:
        shared = manager.Lock()
        yield play


# ---- workloads of whole programs


def program():
    """What is started by cold-start and memory: opens a pool, says when its first result is there, and stays."""
    with multiprocessing.Pool(WORKERS) as pool:
        pool.apply_async(same, (1,)).get()
        print("first", flush=True)
        for nap in [pool.apply_async(time.sleep, (0.1,)) for _ in range(WORKERS)]:
            nap.get()
        print("all", flush=True)
        sys.stdin.read()


def in_program(use):
    with subprocess.Popen(
        [sys.executable, __file__, PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        check("the first line", "first\n", child.stdout.readline())
        found = use(child)
        check("the second line", "all\n", child.stdout.readline())
        last = found()
        child.stdin.close()
        check("the exit code", 0, child.wait())
        return last


@workload("cold-start")
def cold_start(scale):
    def play():
        begin = time.perf_counter()

        def first(child):
            millis = (time.perf_counter() - begin) * 1e3
            return lambda: {"first result ms": millis}

        return in_program(first)

    yield play


def descendants(root):
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", encoding="utf-8") as stat:
                    parents[int(entry)] = int(stat.read().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended meanwhile
    found = [root]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found[1:]


def megabytes(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as rollup:
        for line in rollup:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    raise AssertionError(f"/proc/{pid}/smaps_rollup does not say the proportional set size")


@workload("memory")
def memory(scale):
    def all_of(child):
        def figures():
            below = descendants(child.pid)
            client = megabytes(child.pid)
            workers = sum(megabytes(pid) for pid in below)
            return {
                "PSS MB": client + workers,
                "client PSS MB": client,
                "workers PSS MB": workers,
                "processes": 1 + len(below),
            }

        return figures

    yield lambda: in_program(all_of)


# ---- workloads that go on for long


def work(steps, units):
    state = 1
    for _ in range(units):
        for _ in range(steps):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return state


def calibrate(times):
    steps = 10_000
    for _ in range(times):
        begin = time.perf_counter()
        work(steps, 1)
        steps = max(1, int(steps * 0.01 / (time.perf_counter() - begin)))
    return steps


@workload("cpu-efficiency")
def cpu_efficiency(scale):
    tasks = scale.size(400, 4)

    def together(count, units):
        begin = time.perf_counter()
        for each in [pool.apply_async(work, (steps, units)) for _ in range(count)]:
            each.get()
        return time.perf_counter() - begin

    def play():
        serial = together(1, tasks)
        ideal = together(WORKERS, tasks // WORKERS)
        return {"speed-up": serial / together(tasks, 1), "speed-up of two long tasks": serial / ideal}

    with multiprocessing.Pool(WORKERS) as pool:
        steps = pool.apply(calibrate, (scale.size(20, 1),))
        yield play


@workload("scaling")
def scaling(scale):
    most = scale.size(1_000_000, 1_000)
    nap = scale.size(0.05, 0.001)
    times = scale.size(20, 1)

    def nanos_per_task(queued, repeats):
        begin = time.perf_counter()
        for _ in range(repeats):
            results = [pool.apply_async(same, (i,)) for i in range(queued)]
            check("the sum of the results", queued * (queued - 1) // 2, sum(result.get() for result in results))
        return (time.perf_counter() - begin) * 1e9 / (queued * repeats)

    def efficiency(workers, sleepers):
        begin = time.perf_counter()
        for each in [sleepers.apply_async(time.sleep, (nap,)) for _ in range(workers * times)]:
            each.get()
        return times * nap / (time.perf_counter() - begin)

    def play():
        figures = {}
        costs = []
        queued = 100
        while queued <= most:
            costs.append(nanos_per_task(queued, max(1, scale.size(20_000, 200) // queued)))
            figures[f"ns per task, {queued} queued"] = costs[-1]
            queued *= 10
        figures["cost at most / at 100"] = costs[-1] / costs[0]
        for workers, sleepers in pools.items():
            figures[f"{workers} workers, efficiency"] = efficiency(workers, sleepers)
        return figures

    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(multiprocessing.Pool(WORKERS))
        pools = {n: stack.enter_context(multiprocessing.Pool(n)) for n in scale.size((1, 8, 64), (1, 2))}
        yield play


# ---- the driver


def obey(line, play):
    word = line.split()
    if word == ["round"]:
        return play()
    if len(word) == 2 and word[0] == "warm-up":
        end = time.monotonic() + int(word[1])
        figures = play()
        while time.monotonic() < end:
            figures = play()
        return figures
    raise ValueError(f"{line!r} is no word that this peer knows: it knows warm-up and round")


def main(arguments):
    if arguments == [PROGRAM]:
        program()
        return
    if not arguments or arguments[0] not in WORKLOADS:
        sys.exit(f"usage: peer.py WORKLOAD [--tiny], where WORKLOAD is one of {', '.join(WORKLOADS)}")
    rounds = WORKLOADS[arguments[0]](Scale("--tiny" in arguments))
    play = next(rounds)
    for line in sys.stdin:
        print(json.dumps(obey(line, play)), flush=True)
    for _ in rounds:
        raise AssertionError("a workload yields once")


if __name__ == "__main__":
    main(sys.argv[1:])
