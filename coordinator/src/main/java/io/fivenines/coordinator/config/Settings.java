package io.fivenines.coordinator.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that was set, in YAML and in the environment, which wins. Whoever reads it asks {@link #root} for every key there
 * is, then {@link #refuseUnknown}.
 */
public final class Settings {
    private final Environment environment;
    private final Section root;

    private Settings(Map<String, Object> values, Map<String, String> variables) {
        environment = new Environment(variables);
        root = new Section("", values, environment);
    }

    /** Nothing but defaults and the environment. */
    public static Settings none(Map<String, String> variables) {
        return new Settings(Map.of(), variables);
    }

    public static Settings file(Path file, Map<String, String> variables) {
        try {
            return of(file.toString(), Files.readString(file), variables);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static ConfigException unreadable(Path file, IOException cause) {
        if (cause instanceof MalformedInputException) {
            return new ConfigException(file + " is not UTF-8", cause);
        }
        String words = FileTrouble.of(cause);
        return new ConfigException(
                words.contains(file.toString()) ? words : "cannot read " + file + ": " + words, cause);
    }

    /** @param source what to call the text in a message */
    static Settings of(String source, String yaml, Map<String, String> variables) {
        return new Settings(YamlTree.read(source, yaml), variables);
    }

    public Section root() {
        return root;
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException if a key is there that nobody asked for
     */
    public void refuseUnknown() {
        List<String> complaints = new ArrayList<>();
        root.findUnknown(complaints);
        if (!complaints.isEmpty()) {
            throw new ConfigException(String.join("; ", complaints));
        }
    }

    /**
     * One sentence for each variable that looks like ours and is not: others set such ones too, a container platform
     * for instance, so that it does not stop the start.
     */
    public List<String> warnings() {
        return environment.complaints();
    }

    /** Every key with the value that counts, as YAML; secrets are masked. */
    public String effective() {
        try {
            return YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build()
                    .writeValueAsString(root.effective());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings cannot be printed", e);
        }
    }
}
