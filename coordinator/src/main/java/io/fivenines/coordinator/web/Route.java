package io.fivenines.coordinator.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * What is answered to a method of a path.
 *
 * @param scope what the asker's token must allow; null for anybody
 */
public record Route(HandlerType method, String path, Scope scope, Handler handler) {
    /** What is answered to a GET. */
    public static Route get(String path, Scope scope, Handler handler) {
        return new Route(HandlerType.GET, path, scope, handler);
    }
}
