package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.ApiException;
import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;

/** Reads the idents that requests name. */
final class Idents {
    private Idents() {}

    /** The ident in the path. */
    static Ident inPath(Context ctx) {
        return of(ctx.pathParam("ident"));
    }

    /** The ident a parameter gives, null if it is empty. */
    static Ident orNull(String text) {
        return text.isEmpty() ? null : of(text);
    }

    private static Ident of(String text) {
        Ident ident = Ident.of(text);
        if (ident == null) {
            throw ApiException.badParameter(
                    "ident", text, "1 to " + Ident.LENGTH_MAX + " printable ASCII characters without space");
        }
        return ident;
    }
}
