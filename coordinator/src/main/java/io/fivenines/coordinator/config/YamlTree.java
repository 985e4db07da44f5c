package io.fivenines.coordinator.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML into maps, lists and text. Every scalar stays the text it was written as, because YAML's own guesses turn
 * {@code off} into false and {@code 0123} into 83; one left empty is null.
 */
final class YamlTree {
    private final String source;
    private final YAMLParser parser;

    private YamlTree(String source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** @param source what to call the text in a message */
    static Map<String, Object> read(String source, String yaml) {
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            return new YamlTree(source, parser).document();
        } catch (JsonProcessingException e) {
            throw new ConfigException(source + " is not YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> document() throws IOException {
        JsonToken first = parser.nextToken();
        Map<String, Object> document = Map.of();
        if (first == JsonToken.START_OBJECT) {
            document = object();
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            throw wrong("'" + parser.getText() + "', expected keys with values");
        }
        if (first != null && parser.nextToken() != null) {
            throw wrong("a second document, expected one");
        }
        return document;
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            Object value = value();
            if (object.containsKey(key)) {
                throw wrong("key '" + key + "' twice, expected it once");
            }
            object.put(key, value);
        }
        return object;
    }

    private List<Object> list() throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }

    private Object value() throws IOException {
        if (parser.isCurrentAlias()) {
            throw wrong("the alias *" + parser.getText() + ", expected values written out");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object();
        }
        if (token == JsonToken.START_ARRAY) {
            return list();
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    private ConfigException wrong(String what) {
        return new ConfigException(
                source + " line " + parser.currentTokenLocation().getLineNr() + " has " + what);
    }
}
