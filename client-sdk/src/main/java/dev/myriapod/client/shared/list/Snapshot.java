package dev.myriapod.client.shared.list;

import dev.myriapod.proto.v1.ListElement;
import java.util.List;

/**
 * Elements beside each other, as they were at one moment.
 *
 * @param size how many there were in the whole list
 * @param version that of the list
 */
record Snapshot(List<ListElement> elements, int size, long version) {}
