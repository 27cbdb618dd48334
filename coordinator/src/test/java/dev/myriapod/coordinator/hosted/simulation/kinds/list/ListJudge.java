package dev.myriapod.coordinator.hosted.simulation.kinds.list;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.list.Element;
import dev.myriapod.coordinator.hosted.list.Item;
import dev.myriapod.coordinator.hosted.list.ListEvent;
import dev.myriapod.coordinator.hosted.list.ListResult;
import dev.myriapod.coordinator.hosted.list.Place;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has the same elements in a list of the JDK. */
final class ListJudge extends Judge<ListEvent, ListResult> {
    private static final long MOST_BYTES = 1 << 20;

    private final Map<Caller, Copy> copies = new HashMap<>();
    private final Map<Caller, List<Item>> staged = new HashMap<>();
    private List<Element> elements = new ArrayList<>();
    private long version;
    private long lastStamp;

    private record Copy(List<Element> elements, long version) {}

    ListJudge(ListKind kind) {
        super(kind);
    }

    @Override
    protected void ask(ListEvent event) {
        if (event instanceof ListEvent.Stage stage) {
            staged.computeIfAbsent(new Caller(stage.caller().attachment(), stage.stage()), key -> new ArrayList<>())
                    .addAll(stage.parts().items());
        }
    }

    @Override
    protected void answer(Open<ListEvent> request, ListResult result) {
        if (request.event() instanceof ListEvent.Show show) {
            shown(show, (ListResult.Shown) result);
        } else if (request.event() instanceof ListEvent.Splice splice) {
            spliced(splice, (ListResult.Spliced) result);
        } else if (request.event() instanceof ListEvent.Arrange arrange) {
            arranged(arrange, (ListResult.Spliced) result);
        }
    }

    /** Empty: there is no such place. */
    private static @Nullable Integer index(Place place, List<Element> there) {
        long index = switch (place.kind()) {
            case INDEX -> place.number();
            case FROM_END -> there.size() - place.number();
            case BEFORE -> indexOf(place.number(), there);
            case BEHIND -> indexOf(place.number(), there) + 1;
        };
        boolean named = place.kind() == Place.Kind.BEFORE || place.kind() == Place.Kind.BEHIND;
        boolean exists = named ? indexOf(place.number(), there) >= 0 : index >= 0 && index <= there.size();
        return exists ? (Integer) (int) index : null;
    }

    private static int indexOf(long stamp, List<Element> there) {
        return there.stream().map(Element::stamp).toList().indexOf(stamp);
    }

    private void shown(ListEvent.Show show, ListResult.Shown shown) {
        Caller reader = new Caller(show.caller().attachment(), show.frozen());
        Copy now = new Copy(List.copyOf(elements), version);
        Copy told = show.frozen() == 0 ? now : copies.getOrDefault(reader, now);
        require(shown.size() == told.elements().size() && shown.version() == told.version(), "it is of one moment");
        Integer from = index(show.place(), told.elements());
        List<Element> wanted = from == null
                ? List.of()
                : told.elements().subList(from, told.elements().size());
        if (show.max() != ListEvent.ALL && show.max() < wanted.size()) {
            wanted = wanted.subList(0, show.max());
        }
        int count = shown.elements().size();
        require(count <= wanted.size() && shown.elements().equals(wanted.subList(0, count)), "it is as in any list");
        require(shown.more() == (count < wanted.size()), "it is told whether there are more");
        require(count > 0 || wanted.isEmpty(), "a page is not empty if there are elements");
        long bytes =
                shown.elements().stream().mapToLong(each -> each.item().bytes()).sum();
        require(bytes <= MOST_BYTES || count == 1, "a page is not too long");
        if (show.frozen() != 0 && shown.more()) {
            copies.put(reader, told);
        } else {
            copies.remove(reader);
        }
    }

    private void spliced(ListEvent.Splice splice, ListResult.Spliced result) {
        List<Item> coming = new ArrayList<>();
        List<Item> before = staged.remove(new Caller(splice.caller().attachment(), splice.stage()));
        if (splice.stage() != 0 && before != null) {
            coming.addAll(before);
        }
        coming.addAll(splice.items());
        Integer from = index(splice.place(), elements);
        int behind = from == null ? -1 : splice.remove() == ListEvent.ALL ? elements.size() : from + splice.remove();
        boolean exists = from != null && behind <= elements.size();
        Element first = exists && from != null && from < behind ? elements.get(from) : null;
        ListEvent.If condition = splice.condition();
        boolean may = exists
                && (condition.version() < 0 || condition.version() == version)
                && (condition.stamp() == 0 || (first != null && first.stamp() == condition.stamp()));
        require(result.done() == may, "a change is made if there is such a place, and its condition is met");
        if (may && from != null) {
            List<Element> after = new ArrayList<>(elements.subList(0, from));
            long stamp = lastStamp + 1;
            coming.forEach(item -> after.add(new Element(++lastStamp, item)));
            after.addAll(elements.subList(behind, elements.size()));
            elements = after;
            version++;
            require(coming.isEmpty() || result.stamp() == stamp, "the stamp of the first that came is told");
        }
        require(
                splice.quiet() ? result.removed() == null : Objects.equals(result.removed(), may ? first : null),
                "it is told what went");
        require(result.size() == elements.size(), "the size is told as it is");
    }

    private void arranged(ListEvent.Arrange arrange, ListResult.Spliced result) {
        require(result.done() == (arrange.version() == version), "an order is of the list that was read");
        if (result.done()) {
            elements =
                    new ArrayList<>(arrange.order().stream().map(elements::get).toList());
            version++;
        }
        require(result.size() == elements.size(), "the size is told as it is");
    }

    @Override
    protected void gone(long attachment) {
        copies.keySet().removeIf(reader -> reader.attachment() == attachment);
        staged.keySet().removeIf(sender -> sender.attachment() == attachment);
    }

    @Override
    protected void check(Facts facts) {
        require(facts.length() == elements.size(), "the length is told as it is");
    }
}
