package io.fivenines.coordinator.config;

/** The settings are wrong: the message is for whoever wrote them and names the key, its value and what was expected. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
