package io.fivenines.coordinator.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors the HTTP server finds itself, such as a header too long, in the shape of all others and without traces. */
final class ErrorPages extends ErrorHandler {
    private final String expected;

    /** @param expected what to ask this server for instead */
    ErrorPages(String expected) {
        this.expected = expected;
        setShowStacks(false);
        setShowCauses(false);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.TYPE);
        byte[] page = Json.text(of(code, "")).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(page), callback);
    }

    /**
     * The body of an answer with that status.
     *
     * @param detail what is known beyond the status
     */
    Object of(int status, String detail) {
        String message = HttpStatus.getMessage(status);
        String error = message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return ApiException.body(error, detail.isEmpty() ? message : detail, expected);
    }
}
