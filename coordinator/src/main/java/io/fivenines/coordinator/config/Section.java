package io.fivenines.coordinator.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The keys under one path. Asking for a key makes it a known one, checks its value and notes it for
 * {@link Settings#effective}; a key nobody asks for is an unknown one.
 */
public final class Section {
    private static final String MASK = "***";

    private final String path;
    private final Map<?, ?> values;
    private final Environment environment;
    private final Set<String> known = new TreeSet<>();
    private final Map<String, Object> effective = new LinkedHashMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final List<Section> inner = new ArrayList<>();
    /** The variable this group is there for, if no file has it. */
    private Optional<String> reason = Optional.empty();

    Section(String path, Map<?, ?> values, Environment environment) {
        this.path = path;
        this.values = values;
        this.environment = environment;
    }

    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** A text; null as the fallback demands one. */
    public String text(String key, String fallback) {
        return noted(key, demanded(key, given(key), fallback));
    }

    /** A text that must be there and never appears in {@link Settings#effective}. */
    public String secret(String key) {
        String secret = demanded(key, given(key), null);
        noted(key, MASK);
        return secret;
    }

    /** Like {@link #secret}, but empty if it is not there. */
    public String optionalSecret(String key) {
        String secret = given(key);
        noted(key, secret == null ? "" : MASK);
        return secret == null ? "" : secret;
    }

    /** Keys that somebody else names, with texts as values, none of which appears in {@link Settings#effective}. */
    public Map<String, String> secrets(String key) {
        Section section = section(key);
        Map<String, String> secrets = new TreeMap<>();
        for (Object name : section.values.keySet()) {
            secrets.put(name.toString(), section.secret(name.toString()));
        }
        return secrets;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        return Boolean.parseBoolean(choice(key, Boolean.toString(fallback), List.of("true", "false")));
    }

    private String demanded(String key, String given, String fallback) {
        String text = given == null ? fallback : given;
        if (text == null) {
            throw wrong(key, null, "one");
        }
        return text;
    }

    /** One of those texts; null as the fallback demands a value. */
    public String choice(String key, String fallback, List<String> choices) {
        String given = given(key);
        String text = given == null ? fallback : given;
        if (text == null || !choices.contains(text)) {
            throw wrong(key, text, "one of " + String.join(", ", choices));
        }
        return noted(key, text);
    }

    /** A constant of the fallback's enum, written in lower case without underscores. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        E[] constants = fallback.getDeclaringClass().getEnumConstants();
        List<String> names = Stream.of(constants).map(Section::written).toList();
        return constants[names.indexOf(choice(key, written(fallback), names))];
    }

    /** Some constants of an enum, written like those of {@link #choice}. */
    public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        List<String> names =
                Stream.of(type.getEnumConstants()).map(Section::written).toList();
        List<E> chosen = new ArrayList<>();
        for (String text : texts(key)) {
            if (!names.contains(text)) {
                throw wrong(key, text, "some of " + String.join(", ", names));
            }
            chosen.add(type.getEnumConstants()[names.indexOf(text)]);
        }
        return chosen;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    public int number(String key, int fallback) {
        String text = given(key);
        if (text == null) {
            return noted(key, fallback);
        }
        try {
            return noted(key, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw wrong(key, text, "a whole number up to " + Integer.MAX_VALUE);
        }
    }

    public Duration duration(String key, Duration fallback) {
        return Duration.ofMillis(quantity(key, fallback.toMillis(), Quantity.DURATION));
    }

    /** A size in bytes. */
    public long size(String key, long fallback) {
        return quantity(key, fallback, Quantity.SIZE);
    }

    private long quantity(String key, long fallback, Quantity quantity) {
        String text = given(key);
        long value = text == null ? fallback : quantity.parse(text);
        if (value < 0) {
            throw wrong(key, text, quantity.expected());
        }
        noted(key, quantity.text(value));
        return value;
    }

    /** A file or folder; null as the fallback demands one. */
    public Path path(String key, Path fallback) {
        String text = text(key, fallback == null ? null : fallback.toString());
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(key, text, "a path");
        }
    }

    /** A list of texts, empty if the key is not there. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object item : items(key)) {
            if (!(item instanceof String text)) {
                throw wrong(key, item, "a list of texts");
            }
            texts.add(text);
        }
        return noted(key, texts);
    }

    /** The keys inside that one, the same object each time; with none there, all of them have their defaults. */
    public Section section(String key) {
        return sections.computeIfAbsent(key, name -> {
            Section section = inner(path(key), values.get(key));
            noted(key, section.effective);
            return section;
        });
    }

    /** Like {@link #section}, but empty if neither the key is there nor a variable for one inside it. */
    public Optional<Section> optional(String key) {
        known.add(key);
        if (has(key)) {
            return Optional.of(section(key));
        }
        Optional<String> variable = environment.within(path(key));
        return variable.map(name -> {
            Section section = section(key);
            section.reason = variable;
            return section;
        });
    }

    /**
     * A list whose items have keys.
     *
     * @param absent how many items, all of them with defaults only, to take if the key is not there
     */
    public List<Section> list(String key, int absent) {
        List<?> items = has(key) ? items(key) : Collections.nCopies(absent, Map.of());
        List<Section> sections = new ArrayList<>();
        for (Object item : items) {
            sections.add(inner(path(key) + '[' + sections.size() + ']', item));
        }
        noted(key, sections.stream().map(section -> section.effective).toList());
        return sections;
    }

    /** Makes a record, and if that finds its values wrong, says where they stand. */
    public <T> T checked(Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException((path.isEmpty() ? "" : path + '.') + e.getMessage(), e);
        }
    }

    /** Something is wrong with the value of a key. */
    public ConfigException wrong(String key, Object value, String expected) {
        String name = path(key);
        if (environment.value(name) != null) {
            name = Environment.name(name) + " (" + name + ")";
        }
        String why = value == null ? reason.map(one -> ", because of " + one).orElse("") : "";
        return new ConfigException(
                name + (value == null ? " has no value" : " is " + shown(value)) + ", expected " + expected + why);
    }

    private static String shown(Object value) {
        return value instanceof Map ? "a group of keys" : value instanceof List ? "a list" : "'" + value + "'";
    }

    void findUnknown(List<String> complaints) {
        for (Object key : values.keySet()) {
            if (!known.contains(key)) {
                String nearest = Spelling.nearest(key.toString(), known);
                complaints.add("unknown key " + path(key.toString())
                        + (nearest.isEmpty()
                                ? ", expected one of " + String.join(", ", known)
                                : ", did you mean " + nearest + "?"));
            }
        }
        inner.forEach(section -> section.findUnknown(complaints));
    }

    Map<String, Object> effective() {
        return effective;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    /** What stands there for a key with a single value; null if nothing does. */
    private String given(String key) {
        String override = environment.value(path(key));
        if (override != null) {
            return override;
        }
        Object value = values.get(key);
        if (values.containsKey(key) && !(value instanceof String)) {
            throw wrong(key, value, "a single value");
        }
        return (String) value;
    }

    private List<?> items(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(key, value, "a list");
    }

    private Section inner(String path, Object value) {
        if (value != null && !(value instanceof Map)) {
            throw new ConfigException(path + " is " + shown(value) + ", expected a group of keys");
        }
        Section section = new Section(path, value == null ? Map.of() : (Map<?, ?>) value, environment);
        inner.add(section);
        return section;
    }

    private <T> T noted(String key, T value) {
        known.add(key);
        if (value != null) {
            effective.put(key, value);
        }
        return value;
    }
}
