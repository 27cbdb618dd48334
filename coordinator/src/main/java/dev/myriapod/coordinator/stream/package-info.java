/** One peer's stream as a session uses it: batches in and out, large payloads cut up and put together. */
package dev.myriapod.coordinator.stream;
