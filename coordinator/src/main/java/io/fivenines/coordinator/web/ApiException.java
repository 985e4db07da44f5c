package io.fivenines.coordinator.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that cannot be answered as asked: what the client is told. Its own trace would tell nobody anything. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;
    private final String expected;

    /**
     * An answer other than the one asked for.
     *
     * @param error a word for programs
     * @param detail a sentence for people, naming the value
     * @param expected what would have been answered
     */
    public ApiException(int status, String error, String detail, String expected) {
        super(detail, null, false, false);
        this.status = status;
        this.error = error;
        this.expected = expected;
    }

    public static ApiException badParameter(String name, String value, String expected) {
        return new ApiException(400, "bad_parameter", name + " is '" + value + "'", expected);
    }

    public int status() {
        return status;
    }

    public Map<String, Object> body() {
        return body(error, getMessage(), expected);
    }

    /** The shape of every error. */
    public static Map<String, Object> body(String error, String detail, String expected) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("detail", detail);
        body.put("expected", expected);
        return body;
    }
}
