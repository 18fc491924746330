package io.longtake.studio.understand.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The values of a match's slots, by name. Immutable. */
public record Slots(Map<String, Object> values) {
    static final Slots NONE = new Slots(Map.of());

    public Slots {
        values = Map.copyOf(values);
    }

    Slots with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Slots(more);
    }

    /** The same slots with other values. */
    public Slots mapped(UnaryOperator<Object> change) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        values.forEach((name, value) -> mapped.put(name, change.apply(value)));
        return new Slots(mapped);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public <T> Optional<T> find(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    /** The value of a slot that the template always has. */
    public <T> T get(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> new IllegalStateException("no slot is named " + name));
    }
}
